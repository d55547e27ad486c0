# Panels one below the other. Colours of rows: from blue through white to vermilion where there are both signs, else from
# white to blue.
unset key; unset grid
set style fill solid 1 noborder
set format cb '%.2g'
set multiplot
set border 15; set tics out nomirror
top = 1.0; before = 0
do for [p = 1 : words(state_networks)] {
  name = word(state_networks, p)
  height = word(state_heights, p) / total_height
  units = int(word(state_units, p))
  steps = int(word(state_steps, p))
  set lmargin at screen 0.075; set rmargin at screen 0.88
  set tmargin at screen top - heading / total_height; set bmargin at screen top - height + 0.25 * heading / total_height
  set label 1 name at screen 0.075, screen top - 0.28 * heading / total_height left noenhanced
  limit = word(state_limits, p) + 0
  if (word(state_signs, p) eq 'both') {
    set palette defined (0 '#0072B2', 0.5 '#ffffff', 1 '#D55E00')
    set cbrange [-limit:limit]
  } else {
    set palette defined (0 '#ffffff', 0.5 '#6fb1d6', 1 '#003a5d')
    set cbrange [0:limit]
  }
  set xrange [0.5 : steps + 0.5]; set yrange [units + 0.5 : 0.5]
  unset xtics
  set x2range [0.5 : steps + 0.5]
  set x2tics scale 0 offset 0, -0.4 noenhanced
  set cbtics limit
  set ytics 1, (units > 4 ? int((units + 3) / 4) : 1), units
  set ylabel word_unit offset 1
  set colorbox user origin 0.895, top - height + 0.25 * heading / total_height size 0.015, height - 1.25 * heading / total_height
  plot 'states.csv' every ::before::(before + units * steps - 1) using (column('step')):(column('unit')):(column('value')) with image, \
    'states.csv' every units::before::(before + units * steps - 1) using (column('step')):(1):x2tic(strcol('input')) axes x2y1 with points pointsize 0
  before = before + units * steps
  unset label 1
  top = top - height
}
unset multiplot
