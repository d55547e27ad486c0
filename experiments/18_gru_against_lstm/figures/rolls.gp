# A real chorale and the continuation of its beginning by each network.
networks = 'bach tanh gru lstm'
stats 'rolls.csv' using (column("note")) name 'NOTE' nooutput
stats 'rolls.csv' using (column("step")) name 'STEP' nooutput
step(p) = when(strcol("network") eq word(networks, p), column("step"))
set multiplot
unset key
set xrange [0.5 : STEP_max + 0.5]; set yrange [NOTE_min - 2 : NOTE_max + 2]
set style fill solid 1 noborder
set ytics ('C2' 36, 'C3' 48, 'C4' 60, 'C5' 72, 'C6' 84, 'C7' 96)
set lmargin at screen 0.085; set rmargin at screen 0.985
do for [p = 1:4] {
  set tmargin at screen 1.195 - 0.235 * p; set bmargin at screen 1.02 - 0.235 * p
  set title value(word(networks, p)) offset 0, -0.6
  if (p == 4) { set xlabel x offset 0, 0.4; set format x '%g' } else { set format x '' }
  if (p > 1) { set object 1 rectangle from 0.5, graph 0 to option_begin + 0.5, graph 1 behind fillcolor rgb '#eeeeee' fillstyle solid noborder }
  plot 'rolls.csv' using (step(p)):(column("note")):(0.5):(0.45) with boxxyerror linecolor rgb (p == 1 ? '#000000' : p == 2 ? '#0072B2' : p == 3 ? '#D55E00' : '#009E73') notitle
}
unset multiplot
