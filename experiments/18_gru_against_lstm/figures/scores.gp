networks = 'tanh gru lstm'
place(network) = sum [k = 1:3] (network eq word(networks, k) ? k : 0)
at(by) = place(strcol("network")) + by
spread(seed) = 0.04 * (int(seed) % 10 - 5)
stats 'scores.csv' using (column("test")) name 'TEST' nooutput
set xrange [0.4:3.6]
set yrange [floor(2 * (TEST_min < 8.5 ? TEST_min : 8.5)) / 2.0 - 0.25 : chance_test + 0.5]
set xtics scale 0 (tanh 1, gru 2, lstm 3)
set ylabel y offset 1
set label chance at graph 0.98, first chance_test right offset 0, 0.6
set key at graph 0.98, first chance_test - 0.15 top right
plot chance_test with lines linecolor rgb grey linewidth 3 dashtype 3 notitle, \
  'scores.csv' using (at(0.2)):(column("published")) with points linecolor rgb '#000000' pointtype 4 pointsize 2.6 linewidth 3 title published, \
  '' using (at(-0.1 + spread(column("seed")))):(column("test")) with points linetype 1 pointtype 7 pointsize 2 title measured
