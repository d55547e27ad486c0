# Overlaps are drawn from blue (unlike) over white (strangers) to orange (alike). The first seed's answers.
stats 'answers.csv' using (column("row")):(column("seed")) nooutput
memories = STATS_max_x + 1
rules = 'Hebb Storkey projection'
set style fill solid 1 noborder
set multiplot
set palette defined (-1 '#0072B2', 0 '#ffffff', 1 '#D55E00')
set cbrange [-1:1]; set cbtics 0.5
unset key; unset border; unset grid; unset tics
set tmargin at screen 0.9; set bmargin at screen 0.26
gap = 0.6
set xrange [-0.5:memories + gap + 0.5]; set yrange [memories - 0.5:-0.5]
named = memories <= 16
place(c) = c + (c == memories ? gap : 0)
answer(k) = strcol("rule") eq word(rules, k) && column("seed") == STATS_min_y
do for [k = 1:3] {
  set title value(word(rules, k))
  set lmargin at screen 0.135 + 0.27 * (k - 1); set rmargin at screen 0.135 + 0.27 * (k - 1) + 0.25
  if (k == 3) { set colorbox user origin 0.945, 0.26 size 0.014, 0.64 } else { unset colorbox }
  plot 'answers.csv' using (when(answer(k), place(column("column")))):(column("row")):(0.5):(0.5):(column("overlap")) \
    with boxxyerror linecolor palette, \
    'answers.csv' using (when(answer(k) && named && k == 1 && column("column") == 0, -0.5)):(column("row")): \
      (strcol("picture")) with labels right offset -0.7, 0 noenhanced, \
    'answers.csv' using (when(answer(k) && named && column("row") == 0, place(column("column")))):(memories - 0.5): \
      (column("column") == memories ? mixture : strcol("other")) \
    with labels rotate by 90 right offset 0, -0.5 noenhanced font 'DejaVu Sans,18'
}
unset multiplot
