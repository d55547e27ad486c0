set termoption noenhanced
set multiplot
set tmargin at screen 0.91; set bmargin at screen 0.2
set logscale x
set lmargin at screen 0.075; set rmargin at screen 0.5
set title error_title
set xlabel tau_axis offset 0, -0.9
set xrange [0.4:400]; set yrange [0:1.3]
set xtics (tau_1 1, tau_10 10, tau_100 100); set ytics 0, 0.2, 1
set label 1 chance at 0.45, 1 left offset 0, 0.7
set key at graph 1, 1 right top horizontal Left reverse samplen 1.5 maxrows 2 width -1
n = words(option_delays)
is(d) = when(column('delay') == word(option_delays, d), column('tau'))
colour(d) = 1 + (d - 1) % 7
plot 1 with lines linecolor rgb grey linewidth 4 dashtype 3 notitle, \
  for [d = 1:n] 'delays_summary.csv' using (is(d)):(column('theory')) with lines linetype colour(d) notitle, \
  for [d = 1:n] 'delays_summary.csv' using (is(d)):(column('error_median')):(column('error_least')):(column('error_greatest')) \
  with yerrorbars linetype colour(d) linewidth 2 dashtype 1 pointsize 1.2 notitle, \
  for [d = 1:n] NaN with linespoints linetype colour(d) title delay_label.word(option_delays, d)
unset label 1
set logscale xy
set lmargin at screen 0.6; set rmargin at screen 0.97
set title best_title
set xlabel delay_axis offset 0, 0; set ylabel best_axis offset 1.5
set xrange [0.8:250]; set yrange [1:500]
set xtics (1, 2, 5, 10, 20, 40, 100, 200); set ytics (1, 10, 100)
set key at graph 0.02, 0.98 left top vertical maxrows auto Left reverse samplen 3 width 0
plot 2 / log(1 + 1 / x) with lines linetype 5 dashtype 1 title theory_label, \
  'best.csv' using (column('delay')):(column('tau')) with points linetype 1 pointsize 1.9 title measured_label
unset multiplot
