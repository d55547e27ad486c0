stats 'codes.csv' using (column("seed")) nooutput
first = STATS_min; last = STATS_max
set multiplot
set tmargin at screen 0.9; set bmargin at screen 0.14
set lmargin at screen 0.085; set rmargin at screen 0.485
set title spread
set xrange [0:option_spread_cycles]
set yrange [0:1.04]; set ytics 0.2
set xlabel x
set ylabel y_spread offset 1
set key at graph 0.99, graph 0.62 right top samplen 2 spacing 1.2
set label 1 chance at graph 0.995, first 2.0 / 70 right offset 0, 0.6 textcolor rgb '#555555'
plot 'spread_summary.csv' using (column("cycle")):(column("different_low")):(column("different_high")) with filledcurves linetype 1 notitle, \
  'spread_summary.csv' using (column("cycle")):(column("apart_low")):(column("apart_high")) with filledcurves linetype 2 notitle, \
  'spread_summary.csv' using (column("cycle")):(column("different_share")) with lines linetype 1 title different, \
  'spread_summary.csv' using (column("cycle")):(column("apart_share")) with lines linetype 2 title apart, \
  2.0 / 70 with lines linecolor rgb '#888888' linewidth 3 dashtype 3 notitle
unset label
set lmargin at screen 0.56; set rmargin at screen 0.975
set title sprintf(eight, last - first + 1)
set logscale x; set xrange [1:option_eight_limit * 1.1]; set xtics (1, 10, 100, 1000, 10000)
set yrange [0:8.8]; set ytics 1
set ylabel y_eight offset 0.5
set key at graph 0.02, graph 0.99 left top Left reverse samplen 2
jitter(r) = 0.022 * (int(r - first) % 20 - 9.5)
colour(solved) = solved ? '#0072B2' : '#E69F00'
plot for [solved = 0:1] for [r = first:last] 'codes.csv' using (when(column("seed") == r && column("solved") == solved, column("cycle"))):(column("most") + jitter(r)) with steps linecolor rgb colour(solved) linewidth 3 dashtype 1 notitle, \
  NaN with lines linecolor rgb colour(1) linewidth 5 dashtype 1 title found, \
  NaN with lines linecolor rgb colour(0) linewidth 5 dashtype 1 title failed
unset multiplot
