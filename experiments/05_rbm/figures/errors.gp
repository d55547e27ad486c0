set xrange [-0.5:3.5]; set yrange [0:*]
set xtics (word(halves, 1) 0, word(halves, 2) 1, word(halves, 3) 2, word(halves, 4) 3)
set xlabel x; set ylabel y
set key outside right center reverse Left samplen 1.5 spacing 1.4
methods = '"machine (bits)" "machine (grey)" "Hopfield (Hebb)" "Hopfield (projection)" "nearest picture" "commonest ink"'
half(name) = name eq 'left' ? 0 : name eq 'right' ? 1 : name eq 'top' ? 2 : 3
plot for [k = 1:words(methods)] 'errors_summary.csv' \
  using (when(strcol("method") eq word(methods, k), half(strcol("half")) + 0.12 * (k - 3.5))):(column("error_median")):(column("error_least")):(column("error_greatest")) \
  with yerrorbars linetype k dashtype 1 pointsize 2.2 title word(labels, k)
