# A Hinton diagram, as in hinton.gp.
unset key; unset border; unset tics; unset grid
set size ratio -1
set style fill solid 1 noborder
v = 8
gap = 0.7
name = '8-3-8'
of(name) = strcol("encoder") eq name
x(c, other) = c * (v + gap) + other + 0.5
y(r, other) = -(r * (3 + gap) + other + 0.5)
stats 'weights.csv' using (when(of(name), abs(column("weight")))) nooutput
side(w) = 0.46 * sqrt(abs(w) / STATS_max)
set lmargin at screen 0.04; set rmargin at screen 0.995
set tmargin at screen 0.9; set bmargin at screen 0.02
set xrange [-0.3:8 * (v + gap) - gap + 0.3]; set yrange [-(3 * (3 + gap) - gap + 0.3):1.9]
do for [r = 0:2] { set label 10 + r word(groups, r + 1) at graph -0.004, first -(1.5 + r * (3 + gap)) right }
set title code
plot 'weights.csv' using (when(of(name), x(column("column"), (v - 1) / 2.0))):(y(column("row"), 1)):(v / 2.0 + 0.12):(1.62) \
    with boxxyerror linecolor rgb '#9A9A9A' dashtype 1, \
  for [sign in '1 -1'] 'weights.csv' using (when(of(name) && column("weight") * sign > 0, x(column("column"), column("other_column")))):(y(column("row"), column("other_row"))):(side(column("weight"))):(side(column("weight"))) \
    with boxxyerror linecolor rgb (sign eq '1' ? '#FFFFFF' : '#000000') dashtype 1, \
  'shown_codes.csv' using (when(of(name), x(column("pattern"), (v - 1) / 2.0))):(0.95):(strcol("code")) with labels font ',24'
