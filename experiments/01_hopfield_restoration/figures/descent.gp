# Right cells are black on white; wrong ones are vermilion, dark where ink should be paper and light where
# paper should be ink.
cells = option_size ** 2
stats 'descent_energy.csv' using (column("sweep")):(column("energy")) nooutput
last = STATS_max_x > 0 ? STATS_max_x : 1
frames = STATS_records
pad = 0.05 * (STATS_max_y - STATS_min_y) + 1e-6
set palette defined (0 '#ffffff', 1 '#1a1a1a', 2 '#f7b58f', 3 '#c04a00') maxcolors 4
set cbrange [-0.5:3.5]
unset key; unset colorbox

# "20 % flipped" for flip:0.2, "left half blank" for half:left
damage(c) = (kind = c[1:strstrt(c, ':') - 1], amount = c[strlen(kind) + 2:*], \
  kind eq 'half' ? value(amount) : sprintf(value(kind), real(amount) * (kind eq 'flip' ? 100 : 1)))

do for [k = 0:frames - 1] {
  set output sprintf('descent-%04d.png', k)
  set multiplot
  set origin 0, 0; set size ratio -1 0.46, 1
  set title word(names, 1).', '.damage(word(option_corrupt, 1)) noenhanced
  unset border; unset tics; unset grid; unset xlabel
  set xrange [0:option_size]; set yrange [option_size:0]
  set lmargin 1; set rmargin 1; set tmargin 3; set bmargin 1
  plot 'descent.csv' every ::k * cells::(k + 1) * cells - 1 \
    using (column("x") + 0.5):(column("y") + 0.5):(column("ink") + 2 * column("wrong")) with image
  set origin 0.46, 0; set size noratio 0.54, 1
  set border 3; set grid
  set xtics auto nomirror; set ytics auto nomirror
  set lmargin 11; set rmargin 3; set tmargin 3; set bmargin 4
  set title energy
  set xlabel x
  set xrange [0:last]; set yrange [STATS_min_y - pad : STATS_max_y + pad]
  plot 'descent_energy.csv' every ::0::k using (column("sweep")):(column("energy")) with lines linetype 1, \
    'descent_energy.csv' every ::k::k using (column("sweep")):(column("energy")) \
    with points linetype 2 pointsize 2.5
  unset multiplot
  unset output
}
