machines = '"random weights" "trained 4-2-4"'
title_of(p) = p == 1 ? random : trained
is(p, phase) = strcol("machine") eq word(machines, p) && strcol("phase") eq phase
set termoption enhanced
set multiplot
set size square
set xrange [-0.02:1.02]; set yrange [-0.02:1.02]
set xtics 0.25; set ytics 0.25
set xlabel x
set tmargin at screen 0.91; set bmargin at screen 0.18
set key bottom right samplen 1
do for [p = 1:2] {
  set lmargin at screen 0.08 + 0.48 * (p - 1); set rmargin at screen 0.5 + 0.48 * (p - 1)
  set title title_of(p)
  set ylabel p == 1 ? y : ''
  plot x with lines linecolor rgb '#888888' linewidth 3 dashtype 1 notitle, \
    'statistics.csv' using (when(is(p, 'free'), column("exact"))):(column("sampled")) with points linetype 1 pointsize 1.1 title free, \
    'statistics.csv' using (when(is(p, 'clamped'), column("exact"))):(column("sampled")) with points linetype 2 pointsize 1.1 title clamped
}
unset multiplot
