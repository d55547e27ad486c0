steps = 'sign proportional'
title_of(k) = k == 1 ? by_sign : in_proportion
is(k, r) = strcol("step") eq word(steps, k) && column("seed") == r
stats 'divergence.csv' using (column("seed")) nooutput
first = STATS_min; last = STATS_max
set termoption enhanced
set multiplot
set lmargin at screen 0.085; set rmargin at screen 0.97
set xrange [0:option_divergence_cycles]
set tmargin at screen 0.92; set bmargin at screen 0.38
set yrange [0:3.4]; set ytics 0.5
set format x ''
set ylabel y offset 1
set title heading
set key at graph 0.99, graph 1 right top samplen 2.5
plot for [k = 1:2] for [r = first:last] 'divergence.csv' using (when(is(k, r), column("cycle"))):(column("G")) with lines linetype k linewidth 2 dashtype 1 notitle, \
  for [k = 1:2] NaN with lines linetype k dashtype 1 linewidth 5 title title_of(k), \
  without_code with lines linecolor rgb '#000000' linewidth 4 dashtype 3 title without
set format x '%g'
set tmargin at screen 0.32; set bmargin at screen 0.13
set title ''
set yrange [0:4.6]; set ytics 1
set xlabel x
set ylabel codes offset 1
unset key
plot for [k = 1:2] for [r = first:last] 'divergence.csv' using (when(is(k, r), column("cycle"))):(column("codes") + 0.11 * (r - first) - 0.06 * k) with steps linetype k linewidth 2.5 dashtype 1
unset multiplot
