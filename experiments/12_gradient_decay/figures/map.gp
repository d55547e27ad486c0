set multiplot
set palette defined (0 '#08306b', 0.35 '#2171b5', 0.7 '#9ecae1', 0.94 '#fff7bc', 1 '#fed976')
set xtics 20
set style fill solid 1 noborder
set cbrange [-8:0.5]
set colorbox user origin 0.9, 0.17 size 0.015, 0.7
set cblabel colour noenhanced offset 1
set xlabel x; set ylabel y offset 1
set xrange [-0.5 : option_map_steps + 0.5]; set yrange [option_map_steps + 0.5 : 0.5]
unset key; unset grid
set bmargin at screen 0.17; set tmargin at screen 0.87
wide = 0.82 / words(map_cells)
do for [k = 1 : words(map_cells)] {
  set title word(map_labels, k) noenhanced
  set lmargin at screen 0.07 + (k - 1) * wide; set rmargin at screen 0.025 + k * wide
  if (k > 1) { unset ylabel; unset colorbox }
  plot 'map.csv' using (when(strcol('cell') eq word(map_cells, k), column('u'))):(column('t')):(0.5):(0.5):(column('log10_norm')) \
    with boxxyerror linecolor palette
}
unset multiplot
