set termoption enhanced
set logscale y
set format y '10^{%T}'
set xlabel units; set ylabel period
set xrange [0:word(sizes, words(sizes)) + 4]
set yrange [0.8:*]
set key top left reverse Left
of(weights) = when(strcol("weights") eq weights, column("units"))
stats 'growth_summary.csv' using (c = column("exponent_median"), least = column("exponent_least"), \
  greatest = column("exponent_greatest"), intercept = column("intercept_median")) nooutput
set samples 200
plot 'cycles.csv' using (of('asymmetric') + 1.2 * (rand(0) - 0.5)):(column("period")) with points \
    linecolor rgb '#a8cbe2' pointtype 7 pointsize 0.5 notitle, \
  exp(intercept + c * x) with lines linetype 1 dashtype 2 linewidth 3 title sprintf(fit, c, least, greatest), \
  'periods_summary.csv' using (of('asymmetric')):(option_symmetry == 0 ? column("theory") : NaN) \
    with lines linecolor rgb '#000000' linewidth 3 title theory, \
  'periods_summary.csv' using (of('asymmetric')):(column("mean_period_median")):(column("mean_period_least")):(column("mean_period_greatest")) \
    with yerrorbars linetype 1 pointsize 1.8 title asymmetric, \
  'periods_summary.csv' using (of('antisymmetric')):(column("mean_period_median")) with linespoints linetype 3 title antisymmetric, \
  'periods_summary.csv' using (of('symmetric')):(column("mean_period_median")) with linespoints linetype 2 title symmetric
