set multiplot layout 1,words(map_cells)
set xlabel x
set xrange [0 : option_map_steps]; set xtics 20
set ylabel y noenhanced offset 1
set yrange [-16:2]
set tmargin 2.5
unset key
do for [k = 1 : words(map_cells)] {
  set title word(map_labels, k) noenhanced
  if (k > 1) { unset ylabel }
  plot 'singular.csv' using (when(strcol('cell') eq word(map_cells, k), column('lag'))):(column('log10_value')) \
      with points pointtype 7 pointsize 0.5 linecolor rgb '#0072B2', \
    'map.csv' using (when(strcol('cell') eq word(map_cells, k) && column('t') == option_map_steps, option_map_steps - column('u'))):(column('log10_norm')) \
      with lines linetype 2
}
unset multiplot
