unset key; unset colorbox; unset border; unset tics; unset grid
set size ratio -1
set palette defined (0 '#ffffff', 1 '#1a1a1a', 2 '#f7b58f', 3 '#c04a00', 4 '#a8cbe2') maxcolors 5
set cbrange [-0.5:4.5]
stats 'restored_panels.csv' using (column("row")):(column("column")) nooutput
rows = int(STATS_max_x) + 1; columns = int(STATS_max_y) + 1
cells = side * side
step = side * 1.42
high = side * 1.3
set xrange [-0.1 * side:columns * step - 0.3 * side]
set yrange [rows * high:-0.72 * side]
set lmargin at screen 0.005; set rmargin at screen 0.995; set tmargin at screen 0.995; set bmargin at screen 0.002
head(stage) = words(stage) == 2 ? word(stage, 1)."\n".word(stage, 2) : stage
do for [k = 0:rows * columns - 1] {
  set object k + 1 rectangle from (k % columns) * step, (k / columns) * high to (k % columns) * step + side, (k / columns) * high + side \
    front fillstyle empty border linecolor rgb '#999999' linewidth 1
}
middle(c) = c * step + side / 2.0
plot for [k = 0:rows * columns - 1] 'restored.csv' every ::k * cells::(k + 1) * cells - 1 \
    using (column("column") * step + column("x") + 0.5):(column("row") * high + column("y") + 0.5):(column("shade")) with image, \
  'restored_panels.csv' using (when(column("row") == 0, middle(column("column")))):(-0.36 * side):(head(word(stages, int(column("column")) + 1))) \
    with labels font 'DejaVu Sans,20', \
  'restored_panels.csv' using (when(column("column") > 1, middle(column("column")))):(column("row") * high + side * 1.13):(sprintf(wrong, column("wrong"))) \
    with labels font 'DejaVu Sans,18'
