set termoption noenhanced
set multiplot
set tmargin at screen 0.9; set bmargin at screen 0.15
tasks = 'pulse latch toggle'
n = words(option_alphas)
set xrange [-0.5:n - 0.5]
set xtics scale 0 norotate offset 0, 0 ()
do for [k = 1:n] { set xtics add (word(option_alphas, k) k - 1) }
set xlabel alpha_axis
is(t) = when(strcol('task') eq word(tasks, t), column('place') + 0.14 * (t - 2))
set lmargin at screen 0.06; set rmargin at screen 0.39
set title error_title
set yrange [0:1.19]; set ytics 0, 0.2, 1
set label 1 no_memory at graph 0.02, first 1 left offset 0, 0.7
set key at screen 0.82, screen 0.8 left top vertical Left reverse samplen 3 spacing 1.5
plot 1 with lines linecolor rgb grey linewidth 4 dashtype 3 notitle, \
  for [t = 1:3] 'costs_summary.csv' using (is(t)):(column('error_median')):(column('error_least')):(column('error_greatest')) \
  with yerrorbars linetype t linewidth 2 dashtype 1 pointsize 0 notitle, \
  for [t = 1:3] 'costs_summary.csv' using (is(t)):(column('error_median')) with linespoints linetype t title word(task_names, t)
unset key
set lmargin at screen 0.47; set rmargin at screen 0.8
set title share_title
set yrange [-0.02:1.19]
set label 1 chance at graph 0.02, first 0 left offset 0, 0.7
plot 0 with lines linecolor rgb grey linewidth 4 dashtype 3, \
  for [t = 1:3] 'costs_summary.csv' using (is(t)):(column('success_share')):(column('success_low')):(column('success_high')) \
  with yerrorbars linetype t linewidth 2 dashtype 1 pointsize 0, \
  for [t = 1:3] 'costs_summary.csv' using (is(t)):(column('success_share')) with linespoints linetype t
unset multiplot
