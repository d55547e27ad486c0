# Both phases side by side against the lag or the length: a curve for each cell with its band and its bound.
by_lag = against eq 'lag'
style = by_lag ? 'lines' : 'linespoints'
file = by_lag ? 'decay_summary.csv' : 'length_summary.csv'
stats file using (column('log10_norm_greatest')) name 'HIGH' nooutput
top = HIGH_max < 0.7 ? 1 : HIGH_max > 20 ? 20 : HIGH_max + 0.3
set multiplot
set yrange [option_floor : top]
set xlabel x
if (by_lag) { set xrange [0:*] } else { set logscale x; set xrange [10:*] }
set style fill transparent solid 0.06 noborder
is(k, phase) = when(strcol('cell') eq word(curve_cells, k) && strcol('phase') eq phase, column(against))
floored(name) = column(name) < option_floor ? option_floor : column(name)
set bmargin at screen 0.13; set tmargin at screen 0.92
do for [p = 1 : 2] {
  phase = word(phases, p)
  set title phase offset 0,-0.5
  if (p == 1) {
    set lmargin at screen 0.07; set rmargin at screen 0.33; unset key
    set ylabel y noenhanced offset 0.5
  } else {
    set lmargin at screen 0.37; set rmargin at screen 0.63; unset ylabel
    set key at screen 0.635, screen 0.93 left top Left reverse noenhanced samplen 2.6 spacing 1.7
  }
  plot for [k = 1 : words(curve_cells)] file \
      using (is(k, phase)):(floored('log10_norm_least')):(floored('log10_norm_greatest')) with filledcurves linetype k notitle, \
    for [k = 1 : words(curve_cells)] file \
      using (is(k, phase)):(column('log10_bound_median')) with lines linetype k linewidth 2.5 dashtype 3 notitle, \
    for [k = 1 : words(curve_cells)] file using (is(k, phase)):(column('log10_norm_median')) \
      with @style linetype k title word(curve_labels, k), \
    NaN with lines linecolor rgb '#555555' linewidth 2.5 dashtype 3 title bound
}
unset multiplot
