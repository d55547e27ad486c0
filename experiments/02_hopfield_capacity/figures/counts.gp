set multiplot
set bmargin at screen 0.14; set tmargin at screen 0.9
set lmargin at screen 0.09; set rmargin at screen 0.42
set xrange [4.5:20.5]; set xtics 5
set yrange [0:1.45]; set ytics 0, 0.2, 1
set xlabel memories
set ylabel exact offset 0.5
set title no_error
set key at graph 1.03, 1.01 right top
of(coding, name) = when(strcol("coding") eq coding && strcol("weights") eq 'whole', column(name))
plot 'counts_summary.csv' using (of('0/1', "memories")):(column("theory")) \
    with lines linecolor rgb grey linewidth 3 dashtype 3 title theory, \
  'counts_summary.csv' using (of('-1/+1', "memories")):(column("theory")) \
    with lines linecolor rgb grey linewidth 3 dashtype 3 notitle, \
  'counts_summary.csv' using (of('-1/+1', "memories")):(column("exact_median")):(column("exact_least")):(column("exact_greatest")) \
    with yerrorbars linetype 1 linewidth 3 dashtype 1 title states.'-1/+1', \
  'counts_summary.csv' using (of('0/1', "memories")):(column("exact_median")):(column("exact_least")):(column("exact_greatest")) \
    with yerrorbars linetype 2 linewidth 3 dashtype 1 title states.'0/1', \
  '+' every ::0::0 using (10):(0.6) with points linecolor rgb '#000000' linewidth 3 pointtype 6 pointsize 3 title hopfield
set style fill solid 0.9 noborder
set boxwidth 0.38
set xrange [-0.7:14.7]
unset key
bar(coding, count) = when(strcol("coding") eq coding && strcol("memories") eq count, column("bin"))
do for [p = 1 : 3] {
  count = word('5 10 15', p)
  set lmargin at screen 0.535; set rmargin at screen 0.98
  set tmargin at screen 1.16 - 0.26 * p; set bmargin at screen 0.96 - 0.26 * p
  set title p == 1 ? at_rest : ''
  set yrange [0:1]; set ytics 0.5
  set ylabel p == 2 ? share : ''
  set xlabel p == 3 ? errors : ''
  if (p < 3) { set xtics ('' 0, '' 5, '' 10, '' 12, '' 14) } \
    else { set xtics ('0' 0, '1' 1, '' 2, '3' 3, '' 4, '5' 5, '' 6, '7' 7, '' 8, '' 9, '10+' 10, '' 11, '30+' 12, '' 13, '50+' 14) }
  set label 1 n.count.(p == 1 ? n_memories : '') at graph 0.5, 0.8 center
  plot 'histogram_summary.csv' using (bar('0/1', count) - 0.2):(column("recalls_share")) with boxes linecolor rgb '#D55E00', \
    'histogram_summary.csv' using (bar('-1/+1', count) + 0.2):(column("recalls_share")) with boxes linecolor rgb '#0072B2'
}
unset multiplot
