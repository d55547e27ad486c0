unset key; unset colorbox; unset border; unset tics; unset grid
set size ratio -1
set palette defined (0 '#ffffff', 1 '#1a1a1a')
set cbrange [0:1]
stats 'chains_panels.csv' using (column("chain")):(column("column")) nooutput
rows = int(STATS_max_x) + 1; columns = int(STATS_max_y) + 1
step = side * 1.18
cells = side * side
set xrange [-2.2 * side:columns * step]
set yrange [rows * step:-0.75 * side]
set lmargin at screen 0.005; set rmargin at screen 0.995; set tmargin at screen 0.99; set bmargin at screen 0.01
set label 1 word(from_test, 1)."\n".word(from_test, 2) at -0.25 * side, 1.4 * step right
set label 2 from_noise at -0.25 * side, 4.45 * step right
set label 3 sweeps at -0.25 * side, -0.36 * side right
do for [k = 0:rows * columns - 1] {
  set object k + 1 rectangle from (k % columns) * step, (k / columns) * step to (k % columns) * step + side, (k / columns) * step + side \
    front fillstyle empty border linecolor rgb '#999999' linewidth 1
}
plot for [k = 0:rows * columns - 1] 'chains.csv' every ::k * cells::(k + 1) * cells - 1 \
    using (column("column") * step + column("x") + 0.5):(column("chain") * step + column("y") + 0.5):(column("ink")) with image, \
  'chains_panels.csv' using (when(column("chain") == 0, column("column") * step + side / 2.0)):(-0.36 * side):(sprintf('%d', column("sweep"))) with labels
