# Sizes have their colours from the largest down, so that the largest is always blue; the theory is black.
# The inset shows the small fall of the theory itself.
set multiplot
set style fill transparent solid 0.15 noborder
set linetype 8 linecolor rgb '#999999' linewidth 4 dashtype 1 pointtype 2 pointsize 1.4
last = words(sizes)
colour(k) = last - k < 4 ? last - k + 1 : last - k + 2
of(k, name) = when(strcol("units") eq word(sizes, k), column(name))
set bmargin at screen 0.14; set tmargin at screen 0.9
set xrange [0.02:0.2]; set xtics 0.04
set xlabel load
set yrange [0:1.04]; set ytics 0.2
set arrow 1 from end_load, 0 to end_load, 1.04 nohead linecolor rgb grey linewidth 2 dashtype 3
set lmargin at screen 0.055; set rmargin at screen 0.48
set title overlap
set label 1 sprintf('%s%.3f', transition, end_load) at end_load + 0.003, 0.07 left front
unset key
plot for [k = 1 : last] 'overlap_summary.csv' using (of(k, "load")):(column("overlap_least")):(column("overlap_greatest")) \
    with filledcurves linetype colour(k), \
  for [k = 1 : last] 'overlap_summary.csv' using (of(k, "load")):(column("overlap_median")) with linespoints linetype colour(k), \
  'overlap_theory.csv' using (column("load")):(column("overlap")) with lines linecolor rgb '#000000' linewidth 6 dashtype 1
set lmargin at screen 0.55; set rmargin at screen 0.975
set title kept
unset label
set key bottom left Left reverse
plot for [k = 1 : last] 'overlap_summary.csv' using (of(k, "load")):(column("kept_least")):(column("kept_greatest")) \
    with filledcurves linetype colour(k) notitle, \
  for [k = 1 : last] 'overlap_summary.csv' using (of(k, "load")):(column("kept_median")) \
    with linespoints linetype colour(k) title units.word(sizes, k), \
  NaN with lines linecolor rgb '#000000' linewidth 6 dashtype 1 title theory
unset key
set lmargin at screen 0.13; set rmargin at screen 0.31
set bmargin at screen 0.3; set tmargin at screen 0.68
set title inset offset 0,-0.5
unset xlabel
set border 15
set xrange [0.09:0.142]; set xtics 0.02
set yrange [0.96:1.002]; set ytics 0.02
set arrow 1 from end_load, 0.96 to end_load, 1.002 nohead linecolor rgb grey linewidth 2 dashtype 3
plot 'overlap_summary.csv' using (of(last, "load")):(column("overlap_least")):(column("overlap_greatest")) \
    with filledcurves linetype colour(last), \
  'overlap_summary.csv' using (of(last, "load")):(column("overlap_median")) with points linetype colour(last) pointsize 1.8, \
  'overlap_theory.csv' using (column("load")):(column("overlap")) with lines linecolor rgb '#000000' linewidth 6 dashtype 1
unset multiplot
