rules = 'Hebb Storkey projection'
set ylabel y
set multiplot layout 1,3
set tmargin 3; set bmargin 4
set xlabel x
stats 'energy_lines.csv' using (column("relative")) nooutput name 'E'
points = 41
line_pairs = E_records / (3 * points)
pad = 0.05 * (E_max - E_min)
set xrange [0:1]; set xtics 0.5
set yrange [E_min - pad:E_max + pad]
from(k, pair) = ((k - 1) * line_pairs + pair) * points
do for [k = 1:3] {
  set title value(word(rules, k))
  if (k == 3) { set key bottom center reverse Left } else { unset key }
  plot for [pair = 0:line_pairs - 1] 'energy_lines.csv' every ::from(k, pair)::from(k, pair) + points - 1 \
    using (column("t")):(column("relative")) with lines linecolor rgb '#bbbbbb' linewidth 1.5 dashtype 1 notitle, \
    'energy_flips.csv' using (when(strcol("rule") eq word(rules, k), column("t"))):(column("relative")) \
    with points linetype 2 pointtype 6 pointsize 1.2 title flips, \
    for [pair = 0:line_pairs - 1] 'energy_lines.csv' every ::from(k, pair)::from(k, pair) + points - 1 \
    using (when(column("corners") == 1, column("t"))):(column("relative")) with lines linetype 1 linewidth 3 notitle, \
    NaN with lines linetype 1 linewidth 3 title line, \
    NaN with lines linecolor rgb '#bbbbbb' linewidth 2 dashtype 1 title others
  unset ylabel
}
unset multiplot
