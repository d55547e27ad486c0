# Low ground is dark blue, high ground white; recalls are orange.
rules = 'Hebb Storkey projection'
set multiplot
set palette defined (0 '#08306b', 0.5 '#4292c6', 1 '#f7fbff')
unset key; unset grid; unset border; unset tics
set style fill solid 1
stats 'landscape.csv' using (column("relative")) nooutput name 'E'
stats 'landscape.csv' using (column("u")) nooutput name 'U'
stats 'landscape.csv' using (column("v")) nooutput name 'V'
stats 'landscape_paths.csv' using (column("start")) nooutput name 'START'
set cbrange [E_min:E_max]
set xrange [U_min:U_max]; set yrange [V_min:V_max]
set size ratio -1
set cntrparam levels incremental -3, 0.1, 3
ground = map_columns * map_rows
orange = '#E69F00'
rule(k) = strcol("rule") eq word(rules, k)
start(k, s) = when(rule(k) && column("start") == s, column("u"))
first_step(k) = when(rule(k) && column("step") == 0, column("u"))
memory(k, m) = when(rule(k) && column("memory") == m, column("u"))
memories(k) = when(rule(k) && column("memory") > 0, column("u"))
do for [k = 1:3] {
  # The map's rows with a gap after each, as contours want them.
  set table $points separator whitespace
  plot 'landscape.csv' every ::(k - 1) * ground::k * ground - 1 \
    using (column("u")):(column("v")):(column("relative")) with table
  unset table
  set print $map
  do for [point = 1:|$points|] {
    print $points[point]
    if (point % map_columns == 0) { print '' }
  }
  unset print
  unset datafile columnheaders
  set datafile separator whitespace
  set table $found
  set contour base; unset surface
  splot $map using 1:2:3
  unset contour; set surface
  unset table
  set print $contours
  print 'u,v'
  do for [line = 1:|$found|] { print words($found[line]) ? word($found[line], 1).','.word($found[line], 2) : '' }
  unset print
  set datafile separator ','
  set datafile columnheaders

  set title value(word(rules, k))
  set tmargin at screen 0.9; set bmargin at screen 0.04
  set lmargin at screen 0.01 + 0.305 * (k - 1); set rmargin at screen 0.01 + 0.305 * (k - 1) + 0.295
  if (k == 3) { set colorbox user origin 0.935, 0.08 size 0.018, 0.78; set cbtics 0.2 } else { unset colorbox }
  plot 'landscape.csv' every ::(k - 1) * ground::k * ground - 1 \
    using (column("u")):(column("v")):(column("relative")) with image, \
    $contours using (column("u")):(column("v")) with lines linecolor rgb '#ffffff' linewidth 1.2 dashtype 1, \
    for [s = 0:START_max] 'landscape_paths.csv' using (start(k, s)):(column("v")) \
    with lines linecolor rgb orange linewidth 3 dashtype 1, \
    'landscape_paths.csv' using (first_step(k)):(column("v")) \
    with points linecolor rgb orange pointtype 7 pointsize 1.2, \
    'landscape_corners.csv' using (memory(k, 0)):(column("v")) \
    with points linecolor rgb '#ffffff' pointtype 2 pointsize 2.4 linewidth 9, \
    'landscape_corners.csv' using (memory(k, 0)):(column("v")) \
    with points linecolor rgb '#000000' pointtype 2 pointsize 2.2 linewidth 5, \
    'landscape_corners.csv' using (memories(k)):(column("v")) \
    with points linecolor rgb '#000000' pointtype 7 pointsize 2.8, \
    'landscape_corners.csv' using (memories(k)):(column("v")) \
    with points linecolor rgb '#ffffff' pointtype 7 pointsize 1.9, \
    'landscape_corners.csv' using (memory(k, 1)):(column("v")):(strcol("picture")) \
    with labels left offset -2, -1.2 noenhanced textcolor rgb '#ffffff', \
    'landscape_corners.csv' using (memory(k, 2)):(column("v")):(strcol("picture")) \
    with labels right offset 2, -1.2 noenhanced textcolor rgb '#ffffff', \
    'landscape_corners.csv' using (memory(k, 3)):(column("v")):(strcol("picture")) \
    with labels center offset 0, 1.2 noenhanced textcolor rgb '#ffffff'
}
unset multiplot
