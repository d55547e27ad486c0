set logscale y
set format y '%g'
set xlabel x
set ylabel y
set xrange [-2:4]; set yrange [1e-4:1.5]
set key top right
set object 1 rectangle from -2, graph 0 to 0, graph 1 behind fillcolor rgb '#D55E00' fillstyle solid 0.12 noborder
set label 1 wrong at -1.9, 0.5 left front
set arrow 1 from 0, graph 0 to 0, graph 1 nohead linewidth 2
rules = 'Hebb Storkey projection'
plot for [k = 1:3] 'crosstalk.csv' using (when(strcol("rule") eq word(rules, k), column("field"))): \
  (column("share") > 0 ? column("share") : 1e-9) with linespoints linetype k title value(word(rules, k))
