unset key; unset border; unset tics; unset grid
set size ratio -1
set palette defined (-1 '#0b4a78', -0.5 '#5ba3cf', 0 '#ffffff', 0.5 '#ee9a55', 1 '#9c3d00')
set cbrange [-weight_end:weight_end]
set style fill solid 1 noborder
set colorbox user origin 0.9, 0.12 size 0.018, 0.76
set cbtics (sprintf('−%.1f', weight_end) -weight_end, '0' 0, sprintf('+%.1f', weight_end) weight_end) scale 0
stats 'filters.csv' using (column("filter")) nooutput
filters = int(STATS_max) + 1
cells = side * side
step = side * 1.15
set xrange [-0.05 * side:10 * step]
set yrange [(filters + 9) / 10 * step:-0.05 * side]
set lmargin at screen 0.01; set rmargin at screen 0.885; set tmargin at screen 0.99; set bmargin at screen 0.01
do for [k = 0:filters - 1] {
  set object k + 1 rectangle from (k % 10) * step, (k / 10) * step to (k % 10) * step + side, (k / 10) * step + side \
    front fillstyle empty border linecolor rgb '#999999' linewidth 1
}
plot for [k = 0:filters - 1] 'filters.csv' every ::k * cells::(k + 1) * cells - 1 \
  using (k % 10 * step + column("x") + 0.5):(k / 10 * step + column("y") + 0.5):(column("w")) with image
