# Cosine and norm ratio side by side: a colour and dash for each cell before and after training, with the range as a band.
stats 'truncation.csv' using (when(strcol("loss") eq loss, column("cosine"))) name 'LOWEST' nooutput
bottom = LOWEST_min < 0 ? floor(5 * LOWEST_min) / 5.0 : 0
set multiplot
set xlabel x
set logscale x 2; set format x '%.0f'
set xrange [1 : 1.04 * option_steps]
set style fill transparent solid 0.12 noborder
set bmargin at screen 0.14; set tmargin at screen 0.9
cells = words(option_truncated)
phase(p) = p == 1 ? 'before training' : 'after training'
mine(k, p) = strcol("cell") eq word(option_truncated, k) && strcol("loss") eq loss && strcol("rule") eq 'every step' && strcol("phase") eq phase(p)
at(k, p) = when(mine(k, p), column("k"))
style(k, p) = 2 * (k - 1) + p
do for [panel = 1 : 2] {
  what = panel == 1 ? 'cosine' : 'norm_ratio'
  if (panel == 1) {
    set lmargin at screen 0.085; set rmargin at screen 0.375; unset key
    set title direction offset 0, -0.4
    set ylabel cosine noenhanced
    set yrange [bottom : 1.04]
  } else {
    set lmargin at screen 0.455; set rmargin at screen 0.745
    set title length offset 0, -0.4
    set ylabel ratio noenhanced offset 1
    set yrange [0 : *]
    set key at screen 0.755, screen 0.9 left top Left reverse noenhanced samplen 2.6 spacing 2.7
  }
  plot for [k = 1 : cells] for [p = 1 : 2] 'truncation_summary.csv' \
      using (at(k, p)):(column(what.'_least')):(column(what.'_greatest')) with filledcurves linetype style(k, p) notitle, \
    1 with lines linecolor rgb grey linewidth 2 notitle, \
    for [k = 1 : cells] for [p = 1 : 2] 'truncation_summary.csv' \
      using (at(k, p)):(column(what.'_median')) with linespoints linetype style(k, p) \
      title word(cell_labels, k)."\n".(p == 1 ? before : after)
}
unset multiplot
