# Work against T, memory against T, work against n, of the first cell of --costs; each as multiples of its first value for BPTT.
mine(v) = when(strcol("cell") eq word(option_costs, 1) && strcol("against") eq against, v)
against = 'T'
stats 'cost.csv' using (mine(column("bptt"))) name 'WORK' nooutput
stats 'cost.csv' using (mine(column("bptt_memory"))) name 'MEMORY' nooutput
against = 'n'
stats 'cost.csv' using (mine(column("bptt"))) name 'SIZE' nooutput
set multiplot
set termoption enhanced
set logscale xy
set format '10^{%T}'
set bmargin at screen 0.15; set tmargin at screen 0.9
set key off
set xtics 1, 100; set ytics 1, 100
do for [panel = 1 : 3] {
  left = 0.085 + 0.235 * (panel - 1) + (panel == 3 ? 0.03 : 0)
  set lmargin at screen left; set rmargin at screen left + 0.16
  against = panel < 3 ? 'T' : 'n'
  across = panel < 3 ? 'T' : 'units'
  kept = panel == 2 ? '_memory' : ''
  if (panel == 1) {
    set title sprintf(work, option_cost_units) offset 0, -0.4
    set xlabel steps; set xrange [1 : 65536]; set yrange [1 : *]
    set ylabel y_work offset 0.5
  }
  if (panel == 2) {
    set title sprintf(memory, option_cost_units) offset 0, -0.4; unset ylabel
  }
  if (panel == 3) {
    set title work_size offset 0, -0.4; set xlabel units; set xrange [1 : 512]; set xtics 1, 10
    set ylabel y_size offset 0.5
    set key on at screen 0.755, screen 0.9 left top Left reverse noenhanced samplen 2.8 spacing 2.8
  }
  base = panel == 1 ? WORK_min : panel == 2 ? MEMORY_min : SIZE_min
  plot 'cost.csv' using (mine(column(across))):(column('bptt'.kept) / base) with lines linetype 1 title once, \
    'cost.csv' using (when(panel != 2, mine(column(across)))):(column("bptt_every_step") / base) with lines linetype 4 title every_step, \
    'cost.csv' using (mine(column(across))):(column('truncated'.kept) / base) with lines linetype 3 title sprintf(truncated, option_cost_window), \
    'cost.csv' using (mine(column(across))):(column('rtrl'.kept) / base) with lines linetype 2 title rtrl
}
unset multiplot
