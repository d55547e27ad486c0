unset key; unset colorbox; unset border; unset tics; unset grid
set size ratio -1
set palette defined (-1 '#a8cbe2', -0.02 '#a8cbe2', -0.01 '#ffffff', 0 '#ffffff', 1 '#1a1a1a')
set palette maxcolors 512
set cbrange [-1:1]
width = 8 * (side + 1) - 1; height = 4 * (side + 1) - 1
cells = width * height
set xrange [0:width]; set yrange [height:0]
set lmargin at screen 0.01; set rmargin at screen 0.99; set tmargin at screen 0.9; set bmargin at screen 0.01
do for [k = 0:option_frames - 1] {
  set output sprintf('dream-%04d.png', k)
  set title sprintf(sweep, k)
  plot 'dream.csv' every ::k * cells::(k + 1) * cells - 1 using (column("x") + 0.5):(column("y") + 0.5):(column("ink")) with image
  unset output
}
