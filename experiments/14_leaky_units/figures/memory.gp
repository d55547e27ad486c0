set termoption noenhanced
set multiplot
set tmargin at screen 0.91; set bmargin at screen 0.15
set logscale x
set lmargin at screen 0.06; set rmargin at screen 0.41
set title kept_title offset 0, -0.3
set xlabel lag_axis
set xrange [1:500]; set yrange [-0.03:1.03]
set xtics (1, 10, 100, 500); set ytics 0, 0.2, 1
set label 1 one_over_e at 480, 0.368 right offset 0, 0.6
n = words(pulse_alphas)
is(c, name) = when(abs(column('alpha') - word(pulse_alphas, c)) < 1e-9, column(name))
held(c) = when(strcol('retention') eq 'held', is(c, 'lag'))
often(c) = when(int(column('lag')) == int(1.35 ** int(log(column('lag')) / log(1.35) + 0.5) + 0.5), held(c))
unset key
plot 0.368 with lines linecolor rgb '#999999' linewidth 2 dashtype 1, \
  0 with lines linecolor rgb grey linewidth 4 dashtype 3, \
  for [c = 1:n] 'pulses.csv' using (held(c)):(column('theory')) with lines linetype c, \
  for [c = 1:n] 'pulses.csv' using (often(c)):(column('kept')) with points linetype c pointsize 1.6
unset label 1
set lmargin at screen 0.47; set rmargin at screen 0.76
set title gain_title offset 0, -0.3
set xlabel period_axis
set xrange [2:1000]; set xtics (2, 10, 100, 1000)
set key at screen 0.78, screen 0.9 left top Left reverse samplen 2 spacing 1.5
plot NaN with points pointsize 0 linecolor rgb 'white' title ' ', \
  for [c = 1:n] 'waves.csv' using (is(c, 'period')):(column('theory')) with lines linetype c notitle, \
  for [c = 1:n] 'waves.csv' using (is(c, 'period')):(column('gain')) with points linetype c pointsize 1.6 notitle, \
  1 with lines linecolor rgb grey linewidth 4 dashtype 3 title chance, \
  for [c = 1:n] NaN with linespoints linetype c title alpha_label.word(pulse_alphas, c)
unset multiplot
