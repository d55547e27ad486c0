set termoption noenhanced
stats 'readouts_summary.csv' using (when(strcol('retentions') eq 'mixed', column('theory'))) name 'THEORY' nooutput
stats 'readouts_summary.csv' using (when(strcol('retentions') eq 'mixed', column('error_median'))) name 'MIXED' nooutput
set multiplot
set tmargin at screen 0.9; set bmargin at screen 0.24
set logscale x
set lmargin at screen 0.075; set rmargin at screen 0.46
set title readout_title
set xlabel tau_axis; set ylabel error_axis offset 1.5
set xrange [0.4:400]; set yrange [0:1.15]
set xtics (1, 10, 100); set ytics 0, 0.2, 1
set key at graph 0.02, 0.14 left bottom Left reverse samplen 3
set label 1 chance at 0.45, 1 left offset 0, 0.7
tau(x) = when(strcol('retentions') eq 'alike', column('tau'))
plot 1 with lines linecolor rgb grey linewidth 4 dashtype 3 notitle, \
  'readouts_summary.csv' using (tau(0)):(column('theory')) with lines linetype 1 notitle, \
  'readouts_summary.csv' using (tau(0)):(column('error_median')):(column('error_least')):(column('error_greatest')) \
  with yerrorbars linetype 1 linewidth 2 dashtype 1 pointsize 1.2 notitle, \
  THEORY_max with lines linetype 2 notitle, \
  'readouts_summary.csv' every 6::2 using (tau(0)):(MIXED_max) with points linetype 2 notitle, \
  NaN with linespoints linetype 1 title alike_label, \
  NaN with linespoints linetype 2 title mixed_label
unset logscale x
set lmargin at screen 0.55; set rmargin at screen 0.9
set title nets_title
set logscale y; set yrange [2e-4:3]
set ytics (0.001, 0.01, 0.1, 1)
unset xlabel; unset ylabel
n = words(net_names)
first_long = word(option_long_delays, 1)
set xrange [-0.6:n - 0.4]
set xtics scale 0 rotate by -40 left offset -0.8, 0 ()
do for [k = 1:n] { set xtics add (word(net_names, k) k - 1) }
set label 1 chance at graph 0.02, first 1 left offset 0, 0.7
unset key
# Held, mixed and learnt retentions.
kind(net) = net eq 'mixed' ? 2 : strstrt(net, 'learnt') > 0 ? 3 : 1
place(k) = when(kind(strcol('net')) == k && column('long_delay') == first_long, column('place') + 0.06 * (int(column('seed')) % 8 - 3.5))
plot 1 with lines linecolor rgb grey linewidth 4 dashtype 3, \
  for [k = 1:3] 'nets.csv' using (place(k)):(column('error')) with points linetype k pointsize 1.9
unset multiplot
