# Overlaps are drawn from blue (unlike) over white (strangers) to orange (alike).
stats 'overlaps.csv' using (column("row")) nooutput
memories = STATS_max + 1
rules = 'Hebb Storkey projection'
set style fill solid 1
set multiplot
set tmargin at screen 0.88; set bmargin at screen 0.16
set lmargin at screen 0.15; set rmargin at screen 0.49
set title overlaps
set palette defined (-1 '#0072B2', 0 '#ffffff', 1 '#D55E00')
set cbrange [-1:1]; set cbtics 0.5
unset grid; unset key; unset border; unset xtics; unset ytics
set xrange [-0.5:memories - 0.5]; set yrange [memories - 0.5:-0.5]
plot 'overlaps.csv' using (column("column")):(column("row")):(column("overlap")) with image, \
  'overlaps.csv' using (when(column("column") == 0 && memories <= 16, -0.5)):(column("row")):(strcol("picture")) \
  with labels right offset -0.7, 0 noenhanced, \
  'overlaps.csv' using (when(memories <= 12, column("column"))):(column("row")): \
    (sprintf('%.1f', abs(column("overlap")) < 0.05 ? 0 : column("overlap"))) with labels font 'DejaVu Sans,16'
set border 3; set grid
set lmargin at screen 0.66; set rmargin at screen 0.97
set title eigenvalues
set xrange [0.5:memories + 0.5]; set yrange [0:*]
set xtics auto nomirror scale 1; set ytics auto nomirror scale 1
if (memories <= 12) { set xtics 1 }
set xlabel x; set ylabel y offset 0.5
set key top right
plot 'chance.csv' using (column("rank")):(column("eigenvalue")) \
  with points linecolor rgb grey pointtype 1 pointsize 1.4 linewidth 2 title random, \
  for [k = 1:3] 'spectrum.csv' using (when(strcol("matrix") eq word(rules, k), column("rank"))):(column("eigenvalue")) \
  with linespoints linetype k title value(word(rules, k))
unset multiplot
