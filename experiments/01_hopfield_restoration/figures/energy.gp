units = option_size ** 2
set xlabel x
set ylabel y
set key top right noenhanced
stats 'energy.csv' using (column("energy") / units) nooutput
pad = 0.06 * (STATS_max - STATS_min) + 1e-6
set xrange [0:*]
set yrange [STATS_min - pad : STATS_max + pad]
curve(k, dynamics) = when(column("memory") == k && strcol("dynamics") eq dynamics, column("sweep"))
plot for [k = 1:words(names)] 'energy.csv' using (curve(k, 'asynchronous')):(column("energy") / units) \
  with lines linetype k title word(names, k), \
  for [k = 1:words(names)] 'energy.csv' using (curve(k, 'synchronous')):(column("energy") / units) \
  with points linetype k notitle, \
  NaN with points linecolor rgb '#555555' pointtype 7 pointsize 1.4 title points
