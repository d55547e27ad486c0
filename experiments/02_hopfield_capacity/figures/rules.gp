set multiplot
set bmargin at screen 0.14; set tmargin at screen 0.9
set xrange [0:option_rule_units]; set xtics 20
set yrange [-0.02:1.04]; set ytics 0.2
set xlabel sprintf(memories, option_rule_units)
of(k, name) = when(strcol("rule") eq word(rules, k), column(name))
do for [p = 1 : 2] {
  measure = p == 1 ? 'stable' : 'recalled'
  set lmargin at screen (p == 1 ? 0.095 : 0.58); set rmargin at screen (p == 1 ? 0.485 : 0.97)
  set title p == 1 ? stable : sprintf(recalled, option_flips)
  set ylabel p == 1 ? share : '' offset 0.5
  if (p == 1) { unset key } else { set key at graph 1.03, 0.97 right top samplen 2.5 }
  plot for [k = 1 : words(rules)] 'rules_summary.csv' \
      using (of(k, "memories")):(column(measure.'_least')):(column(measure.'_greatest')) with filledcurves linetype k notitle, \
    for [k = 1 : words(rules)] 'rules_summary.csv' using (of(k, "memories")):(column(measure.'_median')) \
      with linespoints linetype k title word(rules, k)
}
unset multiplot
