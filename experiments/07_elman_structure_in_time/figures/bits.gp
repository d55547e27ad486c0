# The best network of each size is the one of least error at third bits over error at the others.
is(units, training) = strcol("training") eq training && column("units") == units
ratio(units) = when(strcol("task") eq 'bits' && strcol("measure") eq 'ratio' && is(units, 'copy-back'), column("value"))
sizes = words(option_bits_units)
size(k) = int(word(option_bits_units, k))
array best[sizes]
most = 1
do for [k = 1:sizes] {
  stats 'scores.csv' using (ratio(size(k))) name 'RATIO' nooutput
  stats 'scores.csv' using (when(ratio(size(k)) == RATIO_min, column("seed"))) name 'SEED' nooutput
  best[k] = SEED_min
  if (size(k) > size(most)) { most = k }
}
set xrange [0.5:12.5]; set yrange [0:0.66]
set xlabel x; set ylabel y offset 1
set xtics 1; set ytics 0.1
do for [k = 1:4] {
  set object k rectangle from 3 * k - 0.5, graph 0 to 3 * k + 0.5, graph 1 behind fillcolor rgb '#E69F00' fillstyle solid 0.15 noborder
}
set label third at 3, 0.03 center textcolor rgb '#8a5f00' font ',19'
set label chance at 0.55, 0.5 left offset 0, -0.8 textcolor rgb '#555555'
set key top right horizontal samplen 3
profile(k, training) = when(is(size(k), training) && column("seed") == best[k], column("step"))
plot for [k = 1:sizes] 'bits.csv' using (profile(k, 'copy-back')):(column("error")) with linespoints linetype k title sprintf(units, size(k)), \
  '' using (profile(most, 'BPTT')):(column("error")) with linespoints linetype 4 title sprintf(bptt, size(most)), \
  '' using (profile(most, 'copy-back')):(column("chance")) with lines linecolor rgb grey linewidth 3 dashtype 3 notitle
