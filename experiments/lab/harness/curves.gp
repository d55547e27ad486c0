# Left the loss, right the norm of the gradient; a curve for each network.
set multiplot
set bmargin at screen 0.14; set tmargin at screen 0.95
set xlabel word_updates
set logscale y
stats 'curves_summary.csv' using (column('update')) name 'UPDATE' nooutput
set xtics UPDATE_max / 4
set format x '%.0f'
set style fill transparent solid 0.12 noborder
is(network) = strcol('network') eq network ? column('update') : NaN
do for [p = 1 : 2] {
  name = p == 1 ? 'loss' : 'norm'
  set lmargin at screen (p == 1 ? 0.085 : 0.435); set rmargin at screen (p == 1 ? 0.345 : 0.695)
  set ylabel (p == 1 ? word_loss : word_norm) noenhanced offset 0.5
  if (p == 2) { set key at screen 0.705, screen 0.94 left top Left reverse noenhanced samplen 3 spacing 1.7 } else { unset key }
  plot for [k = 1 : words(curve_networks)] 'curves_summary.csv' \
      using (is(word(curve_networks, k))):(column(name.'_least')):(column(name.'_greatest')) with filledcurves linetype k notitle, \
    for [k = 1 : words(curve_networks)] 'curves_summary.csv' \
      using (is(word(curve_networks, k))):(column(name.'_median')) with lines linetype k title word(curve_networks, k)
}
unset multiplot
