# How a training step grows and where its time goes, from growth.csv, which growth.cpp measures.
#   gnuplot tests/benchmarks/growth.gp     in the root of the project
set datafile separator ','
set terminal svg size 1500,560 font 'sans,22' background rgb 'white'
set output 'docs/figures/speed_growth.svg'
file = 'tests/benchmarks/growth.csv'
blue = '#0072B2'; orange = '#D55E00'; green = '#009E73'; yellow = '#E69F00'
set multiplot layout 1,3 margins 0.075,0.975,0.19,0.86 spacing 0.075
set logscale xy
set grid lw 1 lc rgb '#cccccc'
set key top left
set ylabel 'milliseconds a step'
rows(g, m, c) = sprintf("< awk -F, -v OFS=, '$1==\"%s\" && $2==\"%s\" {print $%d,$6}' %s", g, m, c, file)
set xlabel 'steps T'
set title '128 units, batch 50'
plot rows('steps','lstm',5) using 1:2 with linespoints lw 4 pt 7 ps 1.2 lc rgb blue title 'LSTM', \
     rows('steps','gru',5) using 1:2 with linespoints lw 4 dt 2 pt 5 ps 1.2 lc rgb orange title 'GRU', \
     rows('steps','rnn',5) using 1:2 with linespoints lw 4 dt 4 pt 9 ps 1.4 lc rgb green title 'Elman'
unset ylabel
set xlabel 'units H'
set title 'batch 50, T = 50'
plot rows('units','lstm',3) using 1:2 with linespoints lw 4 pt 7 ps 1.2 lc rgb blue notitle, \
     rows('units','gru',3) using 1:2 with linespoints lw 4 dt 2 pt 5 ps 1.2 lc rgb orange notitle, \
     rows('units','rnn',3) using 1:2 with linespoints lw 4 dt 4 pt 9 ps 1.4 lc rgb green notitle
set xlabel 'batch B'
set title '128 units, T = 50'
plot rows('batch','lstm',4) using 1:2 with linespoints lw 4 pt 7 ps 1.2 lc rgb blue notitle, \
     rows('batch','gru',4) using 1:2 with linespoints lw 4 dt 2 pt 5 ps 1.2 lc rgb orange notitle, \
     rows('batch','rnn',4) using 1:2 with linespoints lw 4 dt 4 pt 9 ps 1.4 lc rgb green notitle
unset multiplot
reset
set datafile separator ','
set terminal svg size 1200,620 font 'sans,22' background rgb 'white'
set output 'docs/figures/speed_parts.svg'
set style data histograms
set style histogram rowstacked
set style fill solid 0.9 border -1
set boxwidth 0.7
set ylabel 'share of a step, %'
set yrange [0:100]
set xlabel 'units of an LSTM; batch 50, T = 50, softmax over 96 symbols at every step'
set key outside right top
share(g, m) = sprintf("< awk -F, -v OFS=, '$1==\"%s\" && $2==\"%s\" {s=$7+$8+$9+$10; print $3,100*$7/s,100*$8/s,100*$9/s,100*$10/s}' %s", g, m, file)
plot share('units','lstm') using 2:xtic(1) lc rgb blue title 'products', '' using 3 lc rgb yellow title 'passes', \
     '' using 4 lc rgb green title 'output', '' using 5 lc rgb orange title 'optimiser'
