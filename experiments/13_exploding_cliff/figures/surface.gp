# Profiles along b, one behind the other: gnuplot's own surfaces want a table with gaps in it.
unset grid
set border 4095 linecolor rgb '#bbbbbb'
set view 50, 62, 1.15, 1
set xyplane at 0
set xrange [4:7]; set yrange [-4:-1.8]; set zrange [0:0.5]
set xtics 1 offset -1.2, -0.5 textcolor rgb '#000000'
set ytics 0.5 offset 0.5, -0.4 textcolor rgb '#000000'
set ztics 0.1 textcolor rgb '#000000'
set xlabel w_axis offset -2, -0.5; set ylabel b_axis offset 2, -1; set zlabel error_axis offset 0
set key at screen 0.03, 0.97 left reverse Left
set style fill solid 1 noborder
is(clipping) = when(strcol('clipping') eq clipping, column('w'))
profile = 221
splot for [k = 0:30] 'slices.csv' every ::(k * profile)::((k + 1) * profile - 1) \
  using (column('w')):(column('b')):(column('error')):(0):(column('error')) \
  with zerrorfill linecolor rgb '#555555' linewidth 1.5 dashtype 1 fillcolor rgb '#e8eaec' notitle, \
  'paths.csv' using (is('with')):(column('b')):(column('error')) with lines linetype 1 linewidth 2 title with_clipping, \
  'paths.csv' using (is('without')):(column('b')):(column('error')) with lines linetype 2 linewidth 3 title without_clipping, \
  'paths.csv' using (when(column('step') == 0, column('w'))):(column('b')):(column('error')) \
  with points linecolor rgb '#000000' pointtype 7 pointsize 2 notitle
