set termoption noenhanced
set datafile missing NaN
is(s, g, k) = column("side") == word(sides, s) && strcol("gradient") eq word(gradients, g) && strcol("method") eq word(methods, k)
label_of(method) = method eq 'PCD-1 falling' ? falling : method eq 'exact gradient' ? exact : method
set multiplot layout words(sides),2 margins screen 0.085,0.985,0.1 + 0.05 / words(sides),0.98 - 0.08 / words(sides) spacing screen 0.105,0.22
set logscale xy
set xrange [option_every:option_updates]
set yrange [0.03:300]
set format x '%.0f'; set format y '%g'
set xlabel x
do for [s = 1:words(sides)] {
  do for [g = 1:2] {
    if (g == 1) { set ylabel y offset 0.5 } else { unset ylabel }
    if (g == 1 && s == 1) { set key at graph 0.02, 0.98 left top reverse Left samplen 2 } else { unset key }
    set title sprintf(heading, int(word(sides, s)), int(word(sides, s)), option_rate, word(gradients, g))
    plot for [k = 1:words(methods)] 'likelihood_summary.csv' using (when(is(s, g, k), column("update"))):(column("largest_weight_median")) \
      with lines linetype k title label_of(word(methods, k))
  }
}
unset multiplot
