set datafile missing NaN
band = 0.08
stats 'shifter.csv' using (column("seed")) nooutput
first_seed = STATS_min
set multiplot
set tmargin at screen 0.9; set bmargin at screen 0.14
set yrange [0:1.04]; set ytics 0.2
set lmargin at screen 0.085; set rmargin at screen 0.485
set title sprintf(final, option_shift_sweeps)
set xrange [0.7:7.3]; set xtics 1
set xlabel x_final
set ylabel y offset 1
set key bottom right samplen 2
set label 1 chance at first 0.8, first 1.0 / 3 left offset 0, 0.6 textcolor rgb '#555555'
final_on(c) = when(column("sweeps") == option_shift_sweeps, column("on"))
printed(on) = real(word(published_percent, int(on))) / 100
plot 1.0 / 3 with lines linecolor rgb '#888888' linewidth 3 dashtype 3 notitle, \
  'shifter_summary.csv' using (final_on(0)):(printed(column("on"))):(printed(column("on")) - band):(printed(column("on")) + band) \
    with yerrorbars linecolor rgb '#000000' linewidth 3 pointtype 6 pointsize 2.6 dashtype 1 title published, \
  'shifter_summary.csv' using (final_on(0)):(column("right_share")):(column("right_low")):(column("right_high")) with yerrorbars linetype 1 linewidth 3 dashtype 1 notitle, \
  'shifter_summary.csv' using (final_on(0)):(column("right_share")) with linespoints linetype 1 title measured
unset label
set lmargin at screen 0.56; set rmargin at screen 0.975
set title learning
set xrange [0:option_shift_sweeps * 1.04]; set xtics option_shift_sweeps / 3
set xlabel x_learning
set ylabel ''
few = '1 3 5 7'
plot 1.0 / 3 with lines linecolor rgb '#888888' linewidth 3 dashtype 3 notitle, \
  for [k = 1:4] 'shifter_curves.csv' using (when(column("seed") == first_seed && column("on") == word(few, k), column("sweeps"))):(column("right_share")) with linespoints linetype k title sprintf(k == 1 ? one_bit : bits, word(few, k))
unset multiplot
