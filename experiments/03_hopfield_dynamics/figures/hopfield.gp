set termoption enhanced
set multiplot
set tmargin at screen 0.89; set bmargin at screen 0.19
set lmargin at screen 0.08; set rmargin at screen 0.54
set title sprintf(where, option_units)
set style fill solid 0.8 noborder
set boxwidth 0.36
set xrange [-0.6:4.6]; set yrange [0:1]; set ytics 0.25; set format y '%g'
set xtics (fixed 0, two 1, longer 2, region 3, open 4)
set ylabel share offset 0.5
set key top center
place(own, off) = when(strcol("self_connections") eq own, (sum [k = 1 : words(ends)] (word(ends, k) eq strcol("end") ? k : 0)) - 1 + off)
plot 'ends_summary.csv' using (place('no', -0.2)):(column("starts_share")) with boxes linetype 1 title without, \
  'ends_summary.csv' using (place('yes', 0.2)):(column("starts_share")) with boxes linetype 2 title with_own, \
  'ends_summary.csv' using (place('no', -0.2)):(column("starts_share")):(column("share_least")):(column("share_greatest")) \
    with yerrorbars linetype 5 linewidth 2 dashtype 1 pointsize 0 notitle, \
  'ends_summary.csv' using (place('yes', 0.2)):(column("starts_share")):(column("share_least")):(column("share_greatest")) \
    with yerrorbars linetype 5 linewidth 2 dashtype 1 pointsize 0 notitle
set lmargin at screen 0.635; set rmargin at screen 0.97
set title wandering
unset key
set logscale y; set format y '10^{%T}'
set xrange [0:15]; set yrange [1:100000]; set xtics 0, 5; set ytics auto
set xlabel distance; set ylabel M offset 0.5
set label 1 hopfield at 14.8, 25 right offset 0, -0.8
of(own) = when(strcol("self_connections") eq own, column("distance"))
plot 25 with lines linecolor rgb '#000000' linewidth 2 dashtype 3, \
  'wandering.csv' using (of('yes')):(column("M")) with points linetype 2 pointsize 0.9, \
  'wandering.csv' using (of('no')):(column("M")) with points linetype 1 pointsize 0.9
unset multiplot
