# Hinton diagrams: each unit is a box with the squares of its weights at the places of the other units. White excites,
# black inhibits, the area is the weight. At a unit's own place stands its bias.
unset key; unset border; unset tics; unset grid
set size ratio -1
set style fill solid 1 noborder
v = 4
gap = 0.7
encoders = '4-2-4 4-3-4'
of(name) = strcol("encoder") eq name
x(c, other) = c * (v + gap) + other + 0.5
y(r, other) = -(r * (3 + gap) + other + 0.5)
side(w, most) = 0.46 * sqrt(abs(w) / most)
array largest[2]
do for [p = 1:2] {
  stats 'weights.csv' using (when(of(word(encoders, p)), abs(column("weight")))) nooutput
  largest[p] = STATS_max
}
set multiplot
set tmargin at screen 0.9; set bmargin at screen 0.02
set xrange [-0.5:4 * (v + gap) - gap + 0.5]; set yrange [-(3 * (3 + gap) - gap + 0.3):1.3]
do for [p = 1:2] {
  name = word(encoders, p)
  set lmargin at screen (p == 1 ? 0.09 : 0.545); set rmargin at screen (p == 1 ? 0.525 : 0.98)
  set title sprintf(found, name)
  unset label
  if (p == 1) {
    do for [r = 0:2] { set label 10 + r word(groups, r + 1) at graph -0.02, first -(1.5 + r * (3 + gap)) right }
  }
  plot 'weights.csv' using (when(of(name), x(column("column"), (v - 1) / 2.0))):(y(column("row"), 1)):(v / 2.0 + 0.12):(1.62) \
      with boxxyerror linecolor rgb '#9A9A9A' dashtype 1, \
    for [sign in '1 -1'] 'weights.csv' using (when(of(name) && column("weight") * sign > 0, x(column("column"), column("other_column")))):(y(column("row"), column("other_row"))):(side(column("weight"), largest[p])):(side(column("weight"), largest[p])) \
      with boxxyerror linecolor rgb (sign eq '1' ? '#FFFFFF' : '#000000') dashtype 1, \
    'shown_codes.csv' using (when(of(name), x(column("pattern"), (v - 1) / 2.0))):(0.75):(strcol("code")) with labels font ',24'
}
unset multiplot
