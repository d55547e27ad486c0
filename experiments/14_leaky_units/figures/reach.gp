set termoption noenhanced
stats 'reach_theory.csv' using (column('long_delay')) name 'DELAY' nooutput
set logscale xy
set xrange [0.85 * DELAY_min : 1.15 * DELAY_max]; set yrange [1e-3:4]
set xtics (10, 20, 30, 40, 60, 80, 120, 160, 200); set ytics (0.001, 0.01, 0.1, 1)
set xlabel delay_axis; set ylabel error_axis offset 1
set label 1 chance at graph 0.02, first 1 left offset 0, 0.7
set key outside right center vertical Left reverse samplen 4 spacing 1.4
n = words(reach_names)
is(k) = when(strcol('net') eq word(reach_names, k), column('long_delay') * (1 + 0.015 * (k - (n + 1) / 2.0)))
plot 1 with lines linecolor rgb grey linewidth 4 dashtype 3 notitle, \
  'reach_theory.csv' using (column('long_delay')):(column('mixed_theory')) with lines linecolor rgb grey linewidth 3 dashtype 1 title theory_label, \
  for [k = 1:n] 'nets_summary.csv' using (is(k)):(column('error_median')):(column('error_least')):(column('error_greatest')) \
  with yerrorbars linetype k linewidth 2 dashtype 1 pointsize 0 notitle, \
  for [k = 1:n] 'nets_summary.csv' using (is(k)):(column('error_median')) with linespoints linetype k title word(reach_names, k)
