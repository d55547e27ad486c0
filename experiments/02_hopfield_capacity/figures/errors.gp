set termoption enhanced
set logscale y
set format y '10^{%T}'
set xrange [0.05:0.65]; set yrange [0.0005:0.3]
set xlabel load
set ylabel wrong
set key bottom right Left reverse
of(weights, name) = when(strcol("weights") eq weights, column(name))
plot 'errors_theory.csv' using (column("load")):(column("whole")) with lines linetype 1 title theory, \
  'errors_theory.csv' using (column("load")):(column("clipped")) with lines linetype 2 title theory_clipped, \
  'errors_summary.csv' using (of('whole', "load")):(column("error_median")):(column("error_least")):(column("error_greatest")) \
    with yerrorbars linetype 1 dashtype 1 title measured, \
  'errors_summary.csv' using (of('clipped', "load")):(column("error_median")):(column("error_least")):(column("error_greatest")) \
    with yerrorbars linetype 2 dashtype 1 title measured_clipped, \
  'errors_summary.csv' using (of('whole', "nominal_load")):(column("printed_error")) \
    with points linecolor rgb '#000000' linewidth 3 pointtype 6 pointsize 3 title printed
