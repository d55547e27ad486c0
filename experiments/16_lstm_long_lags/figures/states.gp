# A raster for each of up to three tasks: a row for each input, cell, gate and output, a column for each step. Of each task the
# first network that learnt it is shown; its rows stand together in states.csv.
named(label) = label eq 'number' ? number : label eq 'marker' ? marker : label eq 'others' ? others : label eq 'answer' ? answer : label
row_name(group, label) = group eq 'cells' ? sprintf(cell, label) : group eq 'input gates' ? sprintf(gate_in, label) : \
  group eq 'output gates' ? sprintf(gate_out, label) : group eq 'outputs' ? sprintf(output, named(label)) : named(label)
kind(task) = task[1 : strstrt(task, '-') - 1]
guess(share) = share == 0 ? none : sprintf("%.2g %%", 100 * share)
kinds = ''; networks = ''; count = 0
network = ''; before = ''
stats 'states.csv' using (network = strcol("task").'+'.strcol("seed"), \
  network ne before && words(kinds) < 3 && strstrt(kinds.' ', ' '.kind(strcol("task")).' ') == 0 ? \
    (kinds = kinds.' '.kind(strcol("task")), networks = networks.' '.network, 0) : 0, before = network, 0) nooutput
mine(i) = strcol("task").'+'.strcol("seed") eq word(networks, p)
set multiplot
unset key; unset grid
set border 0
set style fill solid 1 noborder
set palette defined (-1 '#D55E00', 0 '#ffffff', 1 '#0072B2')
set cbrange [-1 : 1]
wide = 0.93 / words(networks)
do for [p = 1 : words(networks)] {
  names = ''; first = -1; place = -1; chance = 0
  set xrange [*:*]; set yrange [*:*]  # stats leaves out what lies outside
  stats 'states.csv' using (place = place + 1, !mine(0) ? NaN : \
    (first = first < 0 ? place : first, \
     names = column("step") == 1 ? names.'"'.row_name(strcol("group"), strcol("label")).'" ' : names, column("row"))) name 'ROW' nooutput
  stats 'states.csv' using (when(mine(0), column("step"))) name 'STEP' nooutput
  stats 'trainings_summary.csv' using (kind(strcol("task")) eq word(kinds, p) ? (chance = column("guessing"), 0) : 0) nooutput
  set lmargin at screen 0.01 + (p - 1) * wide + 0.27 * wide; set rmargin at screen 0.01 + p * wide - 0.01
  set tmargin at screen 0.9; set bmargin at screen 0.12
  set xrange [0.5 : STEP_max + 0.5]; set yrange [ROW_max + 0.5 : -0.5]
  set xlabel x
  unset ytics
  set ytics () scale 0
  do for [k = 1 : words(names)] { set ytics add (word(names, k) k - 1) }
  set title sprintf(title, word(kinds, p), guess(chance)) offset 0, -0.3
  unset colorbox
  if (p == words(networks)) {
    set colorbox user origin 0.945, 0.2 size 0.012, 0.6
    set cbtics 1
  }
  plot 'states.csv' every ::first::(first + STEP_records - 1) using (column("step")):(column("row")):(column("value")) with image
}
unset multiplot
