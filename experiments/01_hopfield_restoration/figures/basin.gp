set multiplot layout 1,2
set tmargin 3
set xrange [0:0.5]; set yrange [-0.15:1.05]
set xtics 0.1; set ytics 0.25
set xlabel x
set ylabel y
rules = 'Hebb Storkey projection'
flipped(set, k) = when(strcol("patterns") eq set && strcol("rule") eq word(rules, k), column("flipped"))
do for [set in 'random pictures'] {
  set title value(set)
  if (set eq 'random') { set key bottom left } else { unset key }
  plot 1 - 2 * x with lines linecolor rgb grey linewidth 2 dashtype 3 title before, \
    for [k = 1:3] 'basin_summary.csv' \
    using (flipped(set, k)):(column("overlap_least")):(column("overlap_greatest")) \
    with filledcurves linetype k notitle, \
    for [k = 1:3] 'basin_summary.csv' using (flipped(set, k)):(column("overlap_median")) \
    with linespoints linetype k title value(word(rules, k))
}
unset multiplot
