# A curve ends where the first of its seeds has stopped.
networks = 'tanh gru lstm'
stats 'time_summary.csv' using (column("count")) name 'SEEDS' nooutput
stats 'time_summary.csv' using (column("seconds_median")) name 'SECONDS' nooutput
stats 'time_summary.csv' using (column("valid_least")) name 'LEAST' nooutput
seconds(k) = when(strcol("network") eq word(networks, k) && column("count") == SEEDS_max, column("seconds_median"))
set xrange [0:SECONDS_max]
set yrange [floor(2 * LEAST_min - 0.2) / 2.0 : chance_valid + 0.6]
set xlabel x
set ylabel y offset 1
set style fill transparent solid 0.15 noborder
set key top right at graph 0.98, first chance_valid - 0.15
set label chance at graph 0.98, first chance_valid right offset 0, 0.6
plot chance_valid with lines linecolor rgb grey linewidth 3 dashtype 3 notitle, \
  for [k = 1:3] 'time_summary.csv' using (seconds(k)):(column("valid_least")):(column("valid_greatest")) with filledcurves linetype k notitle, \
  for [k = 1:3] '' using (seconds(k)):(column("valid_median")) with lines linetype k title value(word(networks, k))
