# Both figures of 1997: a score against the shift. Every network is a faint point, the medians are joined; published figures
# are hollow and black.
if (task eq 'regression') {
  scale = 1000; low = first_regression; high = last_regression; guessing = chance_regression; key_top = 0.95
  set yrange [0 : 1.08 * guessing * scale]
} else {
  scale = 100; low = first_classification; high = last_classification; guessing = chance_classification; key_top = 0.52
  set yrange [54 : 100]
}
# The networks alternate in the tables; rows of the others must not break a line.
set datafile missing NaN
wide = 1.0 * (high - low)
is(network, row) = when(strcol('task') eq task && strcol('network') eq network, row)
aside = high + 0.05 * wide
set xlabel x
set ylabel y
set xrange [low - 0.03 * wide : high + 0.16 * wide]
set xtics low, 5, high
set rmargin at screen 0.72
set key at screen 0.995, screen key_top top right Left reverse spacing 1.35
set arrow 1 from low - 0.03 * wide, guessing * scale to high + 0.08 * wide, guessing * scale nohead linecolor rgb '#777777' linewidth 2.5 dashtype 2 back
set label 9 by_chance at (task eq 'regression' ? low : low + 0.3 * wide), guessing * scale left offset 0, 0.6
nudge(k) = 0.012 * wide * (k - 2)
pale = '#A00072B2 #A0D55E00 #A0009E73'
# The published figures of the best shift, or of both directions, stand at the right.
at_shift(network) = strcol('shift') eq '' ? NaN : is(network, column('shift'))
beside(network, at) = strcol('shift') eq '' ? is(network, at) : NaN
plot for [k = 1 : 3] 'trials.csv' using (is(word(networks, k), column('shift') + nudge(k))):(column('test') * scale) \
    with points pointtype 7 pointsize 0.6 linecolor rgb word(pale, k) notitle, \
  'trials.csv' using (is('BRNN', aside)):(column('test') * scale) with points pointtype 7 pointsize 0.6 linecolor rgb '#80CC79A7' notitle, \
  for [k = 1 : 3] 'bounds.csv' using (is(word(networks, k), column('shift'))):(column('best_possible') * scale) \
    with lines linetype k linewidth 2.5 dashtype 3 notitle, \
  for [k = 1 : 3] 'summary.csv' using (is(word(networks, k), column('shift') + nudge(k))):(column('test_median') * scale) \
    with linespoints linetype k dashtype 1 pointsize 0.9 title word(networks, k), \
  'summary.csv' using (is('BRNN', low - 0.03 * wide)):(column('test_median') * scale):(1.11 * wide):(0) with vectors nohead linetype 4 notitle, \
  NaN with lines linetype 4 title both, \
  NaN with points pointtype 7 pointsize 0.6 linecolor rgb grey title single, \
  NaN with lines linecolor rgb '#555555' linewidth 2.5 dashtype 3 title word(bound, 1), \
  NaN with lines linecolor rgb '#ffffff' title word(bound, 2), \
  'published.csv' using (at_shift(strcol('network'))):(column('value') * scale) with points pointtype 4 pointsize 1.5 linecolor rgb '#000000' linewidth 3 notitle, \
  NaN with points pointtype 4 pointsize 1.5 linecolor rgb '#000000' linewidth 3 title published, \
  'published.csv' using (beside(strcol('network'), high + 0.11 * wide)):(column('value') * scale) with points pointtype 4 pointsize 1.5 linecolor rgb '#000000' linewidth 3 notitle, \
  'published.csv' using (beside(strcol('network'), high + 0.13 * wide)):(column('value') * scale):(strcol('network').(strcol('network') eq 'BRNN' ? '' : best)) with labels left notitle
