set datafile missing NaN
schedules = 'annealed quenched warm annealed'
title_of(k) = k == 1 ? annealed : k == 2 ? quenched : k == 3 ? warm : further
further_trained(k) = k == 4 ? 'to the end' : 'until all codes differ'
is(k) = strcol("schedule") eq word(schedules, k) && strcol("trained") eq further_trained(k)
chance_level = 1.0 / option_wide
stats 'energies_summary.csv' using (when(column("sweep") == 4, column("energy_greatest"))) nooutput
top = STATS_max  # what was before the first four sweeps would leave no room for the rest
set multiplot
set tmargin at screen 0.9; set bmargin at screen 0.14
set lmargin at screen 0.085; set rmargin at screen 0.485
set title sprintf(answers, option_wide, option_wide_hidden, option_wide)
set logscale x; set xrange [9:900]; set xtics (10, 20, 50, 100, 200, 500)
set yrange [0:1.4]; set ytics 0, 0.2, 1
set xlabel x_answers
set ylabel y_answers offset 1
set key at graph 0.02, graph 1.0 left top Left reverse samplen 2.5
set label 1 sprintf(chance, option_wide) at graph 0.99, first chance_level right offset 0, 0.6 textcolor rgb '#555555'
plot for [k = 1:4] 'answers_summary.csv' using (when(is(k), column("sweeps"))):(column("right_low")):(column("right_high")) with filledcurves linetype k notitle, \
  for [k = 1:4] 'answers_summary.csv' using (when(is(k), column("sweeps"))):(column("right_share")) with linespoints linetype k title title_of(k), \
  chance_level with lines linecolor rgb '#888888' linewidth 3 dashtype 3 notitle
unset label; unset logscale
set lmargin at screen 0.575; set rmargin at screen 0.975
set title energy
set xrange [0:88]; set xtics 20
set yrange [*:top]; set ytics autofreq
set xlabel x_energy
set ylabel y_energy offset 0.5
set key at graph 0.99, graph 0.99 right top samplen 2.5
of(k) = strcol("schedule") eq word(schedules, k)
plot for [k = 1:3] 'energies_summary.csv' using (when(of(k), column("sweep"))):(column("energy_q10")):(column("energy_q90")) with filledcurves linetype k notitle, \
  for [k = 1:3] 'energies_summary.csv' using (when(of(k), column("sweep"))):(column("energy_q50")) with lines linetype k title title_of(k), \
  0 with lines linecolor rgb '#888888' linewidth 3 dashtype 3 notitle
unset multiplot
