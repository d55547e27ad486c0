set xlabel x
set ylabel y
set key top left Left reverse
set yrange [0:*]
plot 1 with lines linecolor rgb grey linewidth 2 notitle, \
  'radius.csv' using (column('gain')):(column('largest_singular_value')) smooth unique with linespoints linetype 2 title singular, \
  'radius.csv' using (column('gain')):(column('spectral_radius')) smooth unique with linespoints linetype 3 title radius, \
  'radius.csv' using (column('gain')):(column('factor_a_step')) smooth unique with linespoints linetype 1 title measured
