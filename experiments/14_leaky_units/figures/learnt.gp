set termoption noenhanced
set multiplot
set tmargin at screen 0.9; set bmargin at screen 0.15
set logscale y
set lmargin at screen 0.075; set rmargin at screen 0.46
starts = words(option_alpha_starts)
start(s) = word(option_alpha_starts, s)
set title learning_title.start(starts)
set xlabel updates_axis; set ylabel tau_axis offset 1.5
set xrange [0:*]; set yrange [1:400]
set ytics (1, 10, 100)
n = words(option_delays)
colour(d) = 1 + (d - 1) % 7
best(k) = 2 / log(1 + 1.0 / k)
from(s) = abs(column('start') - start(s)) < 1e-9
is(d, s) = when(column('delay') == word(option_delays, d) && column('seed') == word(drawn_seeds, s) && from(starts), column('update'))
set key top right horizontal Left reverse samplen 1.5 maxrows 2 width -1
plot for [d = 1:n] best(word(option_delays, d)) with lines linetype colour(d) linewidth 1.5 dashtype 3 notitle, \
  for [d = 1:n] for [s = 1:words(drawn_seeds)] 'learning.csv' using (is(d, s)):(column('tau')) with lines linetype colour(d) linewidth 2 dashtype 1 notitle, \
  for [d = 1:n] NaN with lines linetype colour(d) dashtype 1 title delay_label.word(option_delays, d)
set logscale xy
set lmargin at screen 0.56; set rmargin at screen 0.97
set title end_title
set xlabel delay_axis; unset ylabel
set xrange [0.8:250]; set yrange [0.8:1000]
set xtics (1, 2, 5, 10, 20, 40, 100, 200)
set key top left Left reverse samplen 3
beside(s) = when(from(s), column('delay') * (1 + 0.07 * (s - (starts + 1) / 2.0)))
plot best(x) with lines linetype 5 dashtype 1 title best_label, \
  for [s = 1:starts] 'learnt.csv' using (beside(s)):(column('tau')) with points linetype 1 + s % 7 pointsize 1.9 \
  title start_label.start(s).sprintf(' (τ = %.1f)', -1 / log(start(s)))
unset multiplot
