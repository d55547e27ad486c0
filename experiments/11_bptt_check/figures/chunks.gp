# Both ways to truncate, for both losses, after training: two colours a cell.
stats 'truncation.csv' using (when(strcol("loss") eq 'each step', column("cosine"))) name 'LOWEST' nooutput
bottom = LOWEST_min < 0 ? floor(5 * LOWEST_min) / 5.0 : 0
set multiplot
set xlabel x
set logscale x 2; set format x '%.0f'
set xrange [1 : 1.04 * option_steps]
set yrange [bottom : 1.04]
set bmargin at screen 0.14; set tmargin at screen 0.9
set style fill transparent solid 0.12 noborder
cells = words(option_truncated)
mine(k, rule) = strcol("cell") eq word(option_truncated, k) && strcol("loss") eq loss && strcol("rule") eq rule && strcol("phase") eq 'after training'
at(k, rule) = when(mine(k, rule), column("k"))
do for [panel = 1 : 2] {
  loss = panel == 1 ? 'last step' : 'each step'
  if (panel == 1) {
    set lmargin at screen 0.085; set rmargin at screen 0.375; unset key
    set title last_step offset 0, -0.4
    set ylabel y noenhanced
  } else {
    set lmargin at screen 0.44; set rmargin at screen 0.73; unset ylabel
    set title each_step offset 0, -0.4
    set key at screen 0.735, screen 0.9 left top Left reverse noenhanced samplen 2.6 spacing 2.7
  }
  plot for [k = 1 : cells] 'truncation_summary.csv' using (at(k, 'every step')):(column("cosine_least")):(column("cosine_greatest")) \
      with filledcurves linetype 2 * k - 1 notitle, \
    for [k = 1 : cells] 'truncation_summary.csv' using (at(k, 'chunks')):(column("cosine_least")):(column("cosine_greatest")) \
      with filledcurves linetype 2 * k notitle, \
    1 with lines linecolor rgb grey linewidth 2 notitle, \
    for [k = 1 : cells] 'truncation_summary.csv' using (at(k, 'every step')):(column("cosine_median")) \
      with linespoints linetype 2 * k - 1 title word(cell_labels, k).from_every_step, \
    for [k = 1 : cells] 'truncation_summary.csv' using (at(k, 'chunks')):(column("cosine_median")) \
      with linespoints linetype 2 * k title word(cell_labels, k).in_chunks
}
unset multiplot
