# A raster for each of up to three tasks: a row for each input, cell, gate and output, a column for each step.
set multiplot
unset key; unset grid
set border 0
set style fill solid 1 noborder
set palette defined (-1 '#D55E00', 0 '#ffffff', 1 '#0072B2')
set cbrange [-1 : 1]
named(label) = label eq 'number' ? number : label eq 'marker' ? marker : label eq 'others' ? others : label eq 'answer' ? answer : label
row_name(group, label) = group eq 'cells' ? sprintf(cell, label) : group eq 'input gates' ? sprintf(gate_in, label) : \
  group eq 'output gates' ? sprintf(gate_out, label) : group eq 'outputs' ? sprintf(output, named(label)) : named(label)
mine(v) = when(column("panel") == p, v)
stats 'states.csv' using (column("panel")) name 'PANEL' nooutput
wide = 0.93 / PANEL_max
before = 0
do for [p = 1 : int(PANEL_max)] {
  names = ''; task = ''; chance = 0
  stats 'states.csv' using (column("panel") == p && column("step") == 1 ? \
    (task = strcol("task"), names = names.'"'.row_name(strcol("group"), strcol("label")).'" ', column("row")) : NaN) name 'ROW' nooutput
  stats 'states.csv' using (mine(column("step"))) name 'STEP' nooutput
  stats 'trainings_summary.csv' using (strcol("task") eq task ? (chance = column("guessing"), 0) : 0) nooutput
  set lmargin at screen 0.01 + (p - 1) * wide + 0.27 * wide; set rmargin at screen 0.01 + p * wide - 0.01
  set tmargin at screen 0.9; set bmargin at screen 0.12
  set xrange [0.5 : STEP_max + 0.5]; set yrange [ROW_max + 0.5 : -0.5]
  set xlabel x
  unset ytics
  set ytics () scale 0
  do for [k = 1 : words(names)] { set ytics add (word(names, k) k - 1) }
  set title sprintf(title, task[1 : strstrt(task, '-') - 1], chance == 0 ? none : sprintf("%.2g %%", 100 * chance)) offset 0, -0.3
  unset colorbox
  if (p == int(PANEL_max)) {
    set colorbox user origin 0.945, 0.2 size 0.012, 0.6
    set cbtics 1
  }
  plot 'states.csv' every ::before::(before + STEP_records - 1) using (column("step")):(column("row")):(column("value")) with image
  before = before + STEP_records
  set xrange [*:*]; set yrange [*:*]
}
unset multiplot
