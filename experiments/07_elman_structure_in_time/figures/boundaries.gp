stats 'boundaries.csv' using (column("seed")) name 'SEED' nooutput
set xrange [0:1]; set yrange [0:1]
set lmargin at screen 0.1; set rmargin at screen 0.56; set tmargin at screen 0.95; set bmargin at screen 0.14
set xlabel x; set ylabel y offset 1
set xtics 0.2; set ytics 0.2
set key at screen 0.59, 0.72 left top Left reverse
set label note at screen 0.6, 0.4 left
predictions = '"copy-back" "BPTT" "without memory"'
colours = '#0072B2 #D55E00 #888888'
legend(k) = k == 1 ? copy_back : k == 2 ? bptt : memoryless
curve(k, seed) = when(strcol("prediction") eq word(predictions, k) && column("seed") == seed, column("other_letters_marked"))
plot x with lines linecolor rgb '#000000' linewidth 2 dashtype 3 title chance, \
  for [k = 1:3] for [seed = int(SEED_min):int(SEED_max)] 'boundaries.csv' using (curve(k, seed)):(column("beginnings_found")) with lines \
  linecolor rgb word(colours, k) linewidth 2.5 dashtype k title (seed == SEED_min ? legend(k) : '')
