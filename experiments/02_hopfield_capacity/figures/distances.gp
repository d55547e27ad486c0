set xrange [-0.3:12.3]; set xtics 2
set yrange [0:1.04]; set ytics 0.2
set xlabel distance
set ylabel share
set key bottom left Left reverse
codings = '-1/+1 0/1'
of(k) = when(strcol("coding") eq word(codings, k), column("distance"))
plot for [k = 1 : 2] 'distances_summary.csv' using (of(k)):(column("near_share_least")):(column("near_share_greatest")) \
    with filledcurves linetype k notitle, \
  for [k = 1 : 2] 'distances_summary.csv' using (of(k)):(column("near_share_median")) \
    with linespoints linetype k title states.word(codings, k), \
  for [k = 1 : 2] 'distances_summary.csv' using (of(k)):(column("exact_share_median")) \
    with lines linetype k linewidth 2 dashtype 3 notitle, \
  NaN with lines linecolor rgb '#555555' linewidth 2 dashtype 3 title exactly, \
  '+' every ::0::0 using (12):(0.2) with points linecolor rgb '#000000' linewidth 3 pointtype 6 pointsize 3 title hopfield, \
  '+' every ::0::0 using (5):(0.9) with points linecolor rgb '#000000' linewidth 3 pointtype 6 pointsize 3 notitle
