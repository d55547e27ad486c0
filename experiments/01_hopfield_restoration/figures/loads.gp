rules = 'Hebb Storkey projection'
set ylabel y
set multiplot layout 1, words(load_sets)
set tmargin 3; set bmargin 4
set logscale x
set xlabel x
set xrange [0.9:*]; set yrange [-0.03:1.03]
set ytics 0.25
set xtics (1, 2, 4, 8, 16, 32, 64, 128, 256, 512)
stored(set, k) = when(strcol("patterns") eq set && strcol("rule") eq word(rules, k), column("stored"))
do for [set in load_sets] {
  set title value(set)
  if (set eq 'random') { set key bottom left reverse Left } else { unset key }
  plot for [k = 1:3] 'loads_summary.csv' \
    using (stored(set, k)):(column("restored_least")):(column("restored_greatest")) \
    with filledcurves linetype k notitle, \
    for [k = 1:3] 'loads_summary.csv' using (stored(set, k)):(column("restored_median")) \
    with linespoints linetype k title value(word(rules, k))
  unset ylabel
}
unset multiplot
