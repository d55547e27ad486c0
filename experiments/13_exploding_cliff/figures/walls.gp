set multiplot
set termoption enhanced
set tmargin at screen 0.9; set bmargin at screen 0.13
set lmargin at screen 0.12; set rmargin at screen 0.49
set title place_title
set xlabel w_axis; set ylabel place_axis offset 0.5
set xrange [4:7]; set yrange [-0.035:0.025]
set xtics 1; set ytics 0.01
unset key
set arrow 1 from 4.26, graph 0 to 4.26, graph 1 nohead linewidth 2 dashtype 3
set label 1 wall_end at 4.33, -0.031
set object 1 rectangle from 4.26, -0.01 to 7, 0.01 behind fillcolor rgb '#009E73' fillstyle solid 0.15 noborder
set label 2 band_label at 5.63, 0.0075 center textcolor rgb '#00664b'
plot 'walls.csv' using (column('w')):(column('distance')) with lines linetype 1
unset label; unset object
set lmargin at screen 0.605; set rmargin at screen 0.965
set title norm_title
set ylabel norm_axis offset 0
set xrange [4:4.6]; set yrange [1:1e9]
set logscale y
set format y '10^{%T}'
set xtics 0.2; set ytics auto
set key top left reverse Left samplen 3
set label 1 wall_end at 4.27, 2.2
set label 3 exploding at 4.45, 29 center
steps(k) = 25 * 2 ** (4 - k)
plot for [k = 1:4] 'growth.csv' using (when(column('steps') == steps(k) && column('w') <= 4.6, column('w'))):(column('norm')) \
  with lines linetype k title sprintf(steps_label, steps(k)), \
  50 with lines linecolor rgb grey linewidth 2 dashtype 2 notitle
unset multiplot
