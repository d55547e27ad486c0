# Training pieces left, validation pieces right; a curve ends where the first of its seeds has stopped.
networks = 'tanh gru lstm'
columns = 'train valid'
chance_of(p) = p == 1 ? chance_train : chance_valid
shift(k) = k == 2 ? -0.06 : k == 3 ? 0.06 : 0
stats 'curves_summary.csv' using (column("update")) name 'UPDATE' nooutput
stats 'curves_summary.csv' using (column("count")) name 'SEEDS' nooutput
stats 'curves_summary.csv' using (column("train_median")) name 'TRAIN' nooutput
update(k) = when(strcol("network") eq word(networks, k) && column("count") == SEEDS_max, column("update"))
value_of(p, what) = column(word(columns, p).what)
set multiplot
set xrange [0:UPDATE_max]
set yrange [floor(2 * TRAIN_min - 0.2) / 2.0 : (chance_train > chance_valid ? chance_train : chance_valid) + 0.6]
set bmargin at screen 0.14; set tmargin at screen 0.9
set xlabel x
set xtics UPDATE_max / 5.0
set format x '%.0f'
set style fill transparent solid 0.15 noborder
do for [p = 1:2] {
  set lmargin at screen 0.1 + 0.45 * (p - 1); set rmargin at screen 0.48 + 0.45 * (p - 1)
  set title p == 1 ? left : right
  if (p == 1) { set ylabel y offset 0.5; unset key } else { unset ylabel; set key top right at graph 0.98, first chance_valid - 0.25 }
  set label 1 chance at graph 0.98, first chance_of(p) right offset 0, 0.6
  if (p == 2) { do for [k = 1:3] { set label 1 + k sprintf('%.2f', word(printed, k) + 0) at graph 1.015, first (word(printed, k) + shift(k)) left textcolor linetype k } }
  plot chance_of(p) with lines linecolor rgb grey linewidth 3 dashtype 3 notitle, \
    for [k = 1:3] (p == 2 ? word(printed, k) + 0 : NaN) with lines linetype k linewidth 1.5 dashtype 1 notitle, \
    for [k = 1:3] 'curves_summary.csv' using (update(k)):(value_of(p, '_least')):(value_of(p, '_greatest')) with filledcurves linetype k notitle, \
    for [k = 1:3] '' using (update(k)):(value_of(p, '_median')) with lines linetype k title value(word(networks, k)), \
    NaN with lines linecolor rgb '#000000' linewidth 1.5 dashtype 1 title published
}
unset multiplot
