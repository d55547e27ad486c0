# The weights of the task in grey, and the sensitivities of trained networks: the best thick, the others thin.
is(network, seed) = when(strcol('network') eq network && column('seed') == seed, column('delta'))
set multiplot
set xrange [-22.5 : 29.5]; set yrange [-0.02 : 0.155]
set xtics 10; set ytics 0.05
set xlabel x
set style fill solid 1 noborder
set boxwidth 1
set tmargin at screen 0.9; set bmargin at screen 0.15
set key top right Left reverse samplen 2
shades = '0072B2 56B4E9 D55E00 E69F00 CC79A7'
do for [p = 1 : 3] {
  from = 2 * p - 1; upto = p == 3 ? from : from + 1
  set lmargin at screen 0.075 + (p - 1) * 0.31; set rmargin at screen 0.06 + p * 0.31
  set title word(titles, p) offset 0, -0.4
  if (p == 1) { set ylabel y offset 0.5; set format y '%g' } else { unset ylabel; set format y '' }
  plot 'window.csv' using (column('delta')):(column('weight')) with boxes linecolor rgb '#d5dade' title weights, \
    for [k = from : upto] for [r = 1 : words(seeds)] 'sensitivities.csv' using (is(word(shown, k), int(word(seeds, r)))):(column('sensitivity')) \
      with lines linecolor rgb '#A0'.word(shades, k) linewidth 1.5 dashtype k - from + 1 notitle, \
    for [k = from : upto] 'sensitivities.csv' using (is(word(shown, k), int(word(best_seeds, k)))):(column('sensitivity')) \
      with lines linecolor rgb '#'.word(shades, k) linewidth 5 dashtype k - from + 1 title word(shown, k).best
}
unset multiplot
