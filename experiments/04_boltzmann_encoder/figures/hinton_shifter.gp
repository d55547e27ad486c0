# Hinton diagrams of hidden units, six in a row: the two rows of bits, and below them the bias and the three shifts.
unset key; unset border; unset tics; unset grid
set size ratio -1
set style fill solid 1 noborder
v = 8
gap = 0.7
x(h, other) = (int(h) % 6) * (v + gap) + other + 0.5
y(h, other) = -(int(h) / 6 * (3 + gap) + other + 0.5)
stats 'shifter_weights.csv' using (abs(column("weight"))) nooutput
side(w) = 0.46 * sqrt(abs(w) / STATS_max)
set lmargin at screen 0.01; set rmargin at screen 0.99
set tmargin at screen 0.99; set bmargin at screen 0.01
set xrange [-0.3:6 * (v + gap) - gap + 0.3]; set yrange [-(4 * (3 + gap) - gap + 0.3):0.3]
plot 'shifter_weights.csv' using (when(column("unit") == 0, x(column("hidden"), (v - 1) / 2.0))):(y(column("hidden"), 1)):(v / 2.0 + 0.12):(1.62) \
    with boxxyerror linecolor rgb '#9A9A9A' dashtype 1, \
  for [sign in '1 -1'] 'shifter_weights.csv' using (when(column("weight") * sign > 0, x(column("hidden"), column("column")))):(y(column("hidden"), column("row"))):(side(column("weight"))):(side(column("weight"))) \
    with boxxyerror linecolor rgb (sign eq '1' ? '#FFFFFF' : '#000000') dashtype 1
