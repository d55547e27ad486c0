set multiplot
unset key; unset colorbox; unset grid
set border 15 front; set tics front out
set palette defined (0 '#ffffff', 1 '#1a1a1a') maxcolors 2
set cbrange [0:1]
set xrange [-0.5:100.5]; set yrange [31.5:-0.5]
set tmargin at screen 0.84; set bmargin at screen 0.19
array titles[3] = [fixed, two, long]
cells = 101 * 32
do for [k = 1:3] {
  set lmargin at screen 0.075 + (k - 1) * 0.312
  set rmargin at screen 0.355 + (k - 1) * 0.312
  unset arrow
  transient = word(transients, k) + 0
  period = word(periods, k) + 0
  last = period < 3 ? 0 : (100 - transient) / period
  do for [n = 0:last] {
    set arrow n + 1 from transient + n * period - 0.5, graph 0 to transient + n * period - 0.5, graph 1 \
      nohead front linecolor rgb '#D55E00' linewidth 4
  }
  set title sprintf(titles[k], period) offset 0, -0.3
  set xlabel step offset 0, 0.3
  if (k == 1) { set ylabel unit offset 0.3 } else { unset ylabel }
  if (k == 1) { set ytics ('1' 0, '8' 7, '16' 15, '24' 23, '32' 31) } else { set ytics ('' 0, '' 7, '' 15, '' 23, '' 31) }
  set xtics 0, 25
  plot 'raster.csv' every ::(k - 1) * cells::k * cells - 1 using (column("step")):(column("unit")):(column("on")) with image
}
unset multiplot
