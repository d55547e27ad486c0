# Right cells are black on white; wrong ones are vermilion, dark where ink should be paper and light where
# paper should be ink. All panels stand in one coordinate system.
set size ratio -1
unset key; unset colorbox; unset border; unset tics; unset grid
set palette defined (0 '#ffffff', 1 '#1a1a1a', 2 '#f7b58f', 3 '#c04a00') maxcolors 4
set cbrange [-0.5:3.5]
stats 'rules_panels.csv' using (column("row")) nooutput
rows = STATS_max + 1
panels = 5
cells = option_size ** 2
step = option_size * 1.10
high = option_size * 1.36
set xrange [-0.02 * option_size : panels * step]
set yrange [rows * high : -0.12 * option_size]
set lmargin 0.5; set rmargin 0.5; set tmargin 0.5; set bmargin 0.5

# "20 % flipped" for flip:0.2, "left half blank" for half:left
damage(c) = (kind = c[1:strstrt(c, ':') - 1], amount = c[strlen(kind) + 2:*], \
  kind eq 'half' ? value(amount) : sprintf(value(kind), real(amount) * (kind eq 'flip' ? 100 : 1)))
stage(s) = strstrt(s, ':') ? damage(s) : value(s)

# The rows of the table come rule by rule: a panel's cells are found by its place among the panels.
plot for [k = 0:panels * rows - 1] 'rules.csv' every ::k * cells::(k + 1) * cells - 1 \
  using (column("column") * step + column("x") + 0.5):(column("row") * high + column("y") + 0.5): \
    (column("ink") + 2 * column("wrong")) with image, \
  'rules_panels.csv' \
  using (column("column") * step + option_size / 2.0):(column("row") * high + option_size * 1.09): \
    (stage(strcol("stage"))."\n".sprintf(overlap, column("overlap"))) with labels font 'DejaVu Sans,21'
