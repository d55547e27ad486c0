# A panel for each time of the training, a curve for each network, layer and direction.
summary = 'gradients_summary.csv'
stats summary using (column('lag')) name 'LAG' nooutput
stats summary using (column('log10_norm_least')) name 'LOW' nooutput
stats summary using (column('log10_norm_greatest')) name 'HIGH' nooutput
floor = LOW_min < -16 ? -16 : LOW_min - 0.3
last = LAG_max < 1 ? 1 : LAG_max
# Where nothing arrives with any seed there is no curve; where it does with some, exact zeros stand on the floor.
arrived(name) = strcol('log10_norm_greatest') eq '-inf' ? NaN : strcol(name) eq '-inf' || column(name) < floor ? floor : column(name)
set multiplot
set xrange [0 : last]; set yrange [floor : HIGH_max + 0.3]
set xlabel word_lag
set style fill transparent solid 0.12 noborder
set bmargin at screen 0.13; set tmargin at screen 0.92
panels = words(gradient_times)
wide = 0.625 / panels
is(curve, time) = strcol('curve') eq curve && strcol('when') eq time ? column('lag') : NaN
do for [p = 1 : panels] {
  time = word(gradient_times, p)
  set title time offset 0,-0.5
  set lmargin at screen 0.085 + (p - 1) * wide; set rmargin at screen 0.022 + p * wide
  if (p == 1) { set ylabel word_norm noenhanced offset 0.5 } else { unset ylabel }
  if (p == panels) { set key at screen 0.68, screen 0.93 left top Left reverse noenhanced samplen 3 spacing 1.7 } else { unset key }
  plot for [k = 1 : words(gradient_curves)] summary \
      using (is(word(gradient_curves, k), time)):(arrived('log10_norm_least')):(arrived('log10_norm_greatest')) \
      with filledcurves linetype k notitle, \
    for [k = 1 : words(gradient_curves)] summary \
      using (is(word(gradient_curves, k), time)):(arrived('log10_norm_median')) \
      with lines linetype k title word(gradient_curves, k)
}
unset multiplot
