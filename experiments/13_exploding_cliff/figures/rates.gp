set termoption enhanced
stats 'rates_summary.csv' using (column('rate')) nooutput
set logscale xy
set format y '10^{%T}'
set xlabel x; set ylabel y
set xrange [STATS_min / 1.5 : STATS_max * 1.5]
set xtics ()
do for [k = 1:words(drawn_rates)] { set xtics add (word(drawn_rates, k) word(drawn_rates, k) + 0) }
set yrange [*:10]
set mxtics 1
set key bottom left reverse Left
set label 1 guessing at graph 0.02, first 1.386 left offset 0, 0.8
is(clipping) = when(strcol('clipping') eq clipping, column('rate'))
plot log(4) with lines linecolor rgb grey linewidth 2 dashtype 3 notitle, \
  for [k = 1:2] 'rates_summary.csv' using (is(word('with without', k))):(column('loss_median')):(column('loss_least')):(column('loss_greatest')) \
  with yerrorbars linetype k linewidth 2 dashtype 1 pointsize 0 notitle, \
  'rates_summary.csv' using (is('with')):(column('loss_median')) with linespoints linetype 1 title with_clipping, \
  'rates_summary.csv' using (is('without')):(column('loss_median')) with linespoints linetype 2 title without_clipping
