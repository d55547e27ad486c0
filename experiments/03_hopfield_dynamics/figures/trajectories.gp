set termoption enhanced
unset key
set multiplot
set xlabel time
set xrange [0:50]; set xtics 10
of(gain, i) = when(column("gain") == gain && column("unit") == i, column("time"))
at(gain) = when(column("gain") == gain, column("time"))
set tmargin at screen 0.9; set bmargin at screen 0.17
set lmargin at screen 0.08; set rmargin at screen 0.345
set yrange [-1.05:1.05]; set ytics 0.5; set format y '%g'
set ylabel four offset 0.5
set title rest
plot for [i = 0:3] 'trajectories.csv' using (of(0.8, i)):(column("x")) with lines linetype i + 1 dashtype 1 linewidth 3, \
  for [i = 0:3] 'trajectories.csv' using (of(0.8, i)):(column("twin")) with lines linetype i + 1 dashtype (3,3) linewidth 2
set lmargin at screen 0.38; set rmargin at screen 0.645
set title chaos
set format y ''; unset ylabel
plot for [i = 0:3] 'trajectories.csv' using (of(2, i)):(column("x")) with lines linetype i + 1 dashtype 1 linewidth 3, \
  for [i = 0:3] 'trajectories.csv' using (of(2, i)):(column("twin")) with lines linetype i + 1 dashtype (3,3) linewidth 2
set lmargin at screen 0.735; set rmargin at screen 0.97
set title apart
set logscale y; set format y '10^{%T}'; set yrange [1e-7:10]; set ytics 100
set label 1 above at 48, 0.02 right textcolor lt 2
set label 2 below at 25, 0.0003 textcolor lt 1
plot 'divergence.csv' using (at(2)):(column("distance")) with lines linetype 2 dashtype 1, \
  'divergence.csv' using (at(0.8)):(column("distance")) with lines linetype 1
unset multiplot
