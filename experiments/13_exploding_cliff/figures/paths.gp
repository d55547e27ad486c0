# What is not clipped is vermilion and dashed, what is clipped blue and solid.
set multiplot
set palette defined (0 '#ffffff', 0.1 '#dfe5e9', 0.45 '#8796a1')
set cbrange [0:0.45]
unset grid; unset colorbox
set border 15 front; set tics front
wall(w) = 0.5 - 0.6225 * w
is(clipping) = when(strcol('clipping') eq clipping, column('w'))
start(column_name) = when(column('step') == 0, column(column_name))
set tmargin at screen 0.9; set bmargin at screen 0.13
set lmargin at screen 0.08; set rmargin at screen 0.48
set title box_title
set xlabel w_axis; set ylabel b_axis offset 1.5
set xrange [4:7]; set yrange [-4:-1.8]
set xtics 1; set ytics 0.5
set key at graph 0.03, 0.03 bottom left reverse Left
set label 1 low_ground at 6.9, -2.35 right front
set label 2 plateau at 4.15, -3.05 front
set label 3 plateau_errors at 4.15, -3.22 front
set label 4 wall_label at 6.0, -3.24 center front rotate by -41 offset 0, 0.9
set label 5 start_label at option_start_w, -2.77 left front offset 1.2, 0.4
if (thrown) { set label 6 thrown_to.sprintf(' (%.1f, %.1f)', thrown_to_w, thrown_to_b) at 5.62, -1.95 left front textcolor lt 2 }
plot 'surface.csv' using (column('w')):(column('b')):(column('error')) with image notitle, \
  wall(x) with lines linecolor rgb '#000000' linewidth 2 dashtype 3 notitle, \
  'paths.csv' using (is('with')):(column('b')) with lines linetype 1 title with_clipping, \
  'paths.csv' using (is('without')):(column('b')) with lines linetype 2 title without_clipping, \
  'paths.csv' using (start('w')):(column('b')) with points linecolor rgb '#000000' pointtype 7 pointsize 1.8 notitle
unset label
unset key
set lmargin at screen 0.6; set rmargin at screen 0.965
set title strip_title
set xlabel w_axis; set ylabel distance_axis offset 0.5
set xrange [4.3:option_start_w + 0.1]; set yrange [-reach_below:reach_above]
set xtics option_start_w > 5.7 ? 0.5 : 0.2; set ytics 0.1
set label 1 wall_label at graph 0.98, first -0.03 right front
set label 2 start_label at option_start_w, option_start_above right front offset -1.4, 0.4
if (thrown) { set label 3 thrown_out at thrown_from + 0.12, 0.2 left front textcolor lt 2 }
plot 'near.csv' using (column('w')):(column('distance')):(column('error')) with image, \
  0 with lines linecolor rgb '#000000' linewidth 2 dashtype 3, \
  'paths.csv' using (is('with')):(column('distance')) with lines linetype 1 linewidth 2.5, \
  'paths.csv' using (is('without')):(column('distance')) with lines linetype 2, \
  'paths.csv' using (start('w')):(column('distance')) with points linecolor rgb '#000000' pointtype 7 pointsize 1.8
unset multiplot
