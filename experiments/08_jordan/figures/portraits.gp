# Four portraits: a plan a column, a way of training a row of the table.
set termoption noenhanced
unset key
set multiplot
learnings = 'teacher free'
set xrange [0:1]; set yrange [0:1]
set xtics 0.25; set ytics 0.25
set tmargin at screen 0.8; set bmargin at screen 0.2
set xlabel x
do for [w = 1:2] {
  do for [p = 1:2] {
    c = 2 * (w - 1) + p
    set lmargin at screen 0.08 + 0.2325 * (c - 1); set rmargin at screen 0.055 + 0.2325 * c
    set title word(trained, w)."\n".word(plan_names, p) font ',20'
    if (c == 1) { set ylabel y offset 0 } else { unset ylabel; set format y '' }
    is(start, end) = strcol('learning') eq word(learnings, w) && strcol('plan') eq word(plan_names, p) && column('start') == start && column('reached') == end ? column('x') : NaN
    begin(end) = column('step') == 0 ? is(column('start'), end) : NaN
    plot for [b = 0:shown_starts - 1] 'paths.csv' using (is(b, 1)):(column('y')) with lines linecolor rgb '#0072B2' linewidth 1.2 dashtype 1, \
      for [b = 0:shown_starts - 1] 'paths.csv' using (is(b, 0)):(column('y')) with lines linecolor rgb '#D55E00' linewidth 1.2 dashtype 2, \
      for [e = 0:1] 'paths.csv' using (begin(e)):(column('y')) with points linecolor rgb '#E69F00' pointtype 7 pointsize 1.1, \
      '+' using (0.25 + 0.5 * (int($0) % 2)):(0.25 + 0.5 * (int($0 / 2) % 2)) every 1::0::3 with points linecolor rgb '#000000' pointtype 4 pointsize 3 linewidth 3
  }
}
unset multiplot
