set termoption noenhanced
set datafile missing NaN
array bound_of[words(sides)]; array coins_of[words(sides)]
do for [s = 1:words(sides)] {
  stats 'bounds.csv' using (when(column("side") == word(sides, s), column("bound"))) nooutput
  bound_of[s] = STATS_max
  stats 'bounds.csv' using (when(column("side") == word(sides, s), column("coins"))) nooutput
  coins_of[s] = STATS_max
}
is(s, g, k) = column("side") == word(sides, s) && strcol("gradient") eq word(gradients, g) && strcol("method") eq word(methods, k)
# 25 points a decade are enough
drawn(u) = floor(25 * log10(u)) != floor(25 * log10(u - option_every + 0.001)) || u == option_updates
update(s, g, k) = when(is(s, g, k) && drawn(column("update")), column("update"))
label_of(method) = method eq 'PCD-1 falling' ? falling : method eq 'exact gradient' ? exact : method
set multiplot layout words(sides),2 margins screen 0.085,0.985,0.1 + 0.05 / words(sides),0.98 - 0.08 / words(sides) spacing screen 0.105,0.22
set logscale x
set xrange [option_every:option_updates]
set format x '%.0f'
set xlabel x
do for [s = 1:words(sides)] {
  b = bound_of[s]; c = coins_of[s]
  set yrange [1.18 * c:b + 0.1 * (b - c)]
  do for [g = 1:2] {
    if (g == 1) { set ylabel y offset 0.5 } else { unset ylabel }
    if (g == 1 && s == 1) { set key at graph 0.01, 0.87 left top reverse Left samplen 1.3 } else { unset key }
    set title sprintf(heading, int(word(sides, s)), int(word(sides, s)), option_rate, word(gradients, g))
    set label 1 sprintf(bound, b) at graph 0.02, first b offset 0, 0.6 textcolor rgb '#555555'
    set label 2 sprintf(coins, c) at graph 0.02, first c offset 0, -0.75 textcolor rgb '#555555'
    plot b with lines linecolor rgb '#777777' linewidth 2 dashtype 3 notitle, \
      c with lines linecolor rgb '#777777' linewidth 2 dashtype 3 notitle, \
      for [k = 1:words(methods)] 'likelihood_summary.csv' using (update(s, g, k)):(column("log_likelihood_least")):(column("log_likelihood_greatest")) \
        with filledcurves linetype k notitle, \
      for [k = 1:words(methods)] 'likelihood_summary.csv' using (update(s, g, k)):(column("log_likelihood_median")) \
        with lines linetype k title label_of(word(methods, k))
  }
}
unset multiplot
