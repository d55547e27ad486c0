set multiplot layout 1,2
set tmargin 3
set xlabel gain
set xrange [0.4:3.1]; set xtics 0.5
of(kind) = when(strcol("time") eq kind, column("gain"))
do for [kind in 'discrete continuous'] {
  set title kind eq 'discrete' ? discrete : continuous noenhanced
  set ylabel kind eq 'discrete' ? per_step : per_time
  set yrange [-0.75:0.5]; set ytics 0.25
  set object 1 rectangle from 0.9, graph 0 to 1.3, graph 1 behind fillcolor rgb '#eeeeee' fillstyle solid noborder
  set label 1 rest at 0.47, -0.1; set label 2 chaos at 1.6, 0.35
  set key bottom right
  plot 0 with lines linecolor rgb '#000000' linewidth 2 notitle, \
    'lyapunov_theory.csv' using (column("gain")):(kind eq 'discrete' ? column("discrete") : when(column("gain") <= 1, column("gain") - 1)) \
      with lines linecolor rgb '#555555' linewidth 3 dashtype 3 title theory, \
    'lyapunov.csv' using (of(kind)):(column("lambda")) with points linecolor rgb '#56B4E9' pointtype 6 pointsize 0.9 title one, \
    'lyapunov_summary.csv' using (of(kind)):(column("lambda_median")):(column("lambda_least")):(column("lambda_greatest")) \
      with yerrorbars linetype 1 title median
}
unset multiplot
