set datafile missing NaN
data = 'few thresholded grey'
title_of(k) = k == 1 ? sprintf(few, option_few) : k == 2 ? thresholded : grey_values
at(k) = when(strcol("data") eq word(data, k), column("iteration"))
set multiplot layout 1,2
set lmargin 9; set rmargin 2; set tmargin 3; set bmargin 4
set logscale x
set xrange [1:option_iterations]
set format x '%.0f'
set xlabel x
set title gap
set ylabel y offset 0.5
set yrange [-2:*]
set key top left reverse Left
plot for [k = 1:3] 'gap_summary.csv' using (at(k)):(column("gap_least")):(column("gap_greatest")) with filledcurves linetype k + 1 notitle, \
  for [k = 1:3] 'gap_summary.csv' using (at(k)):(column("gap_median")) with lines linetype k + 1 dashtype 1 title title_of(k)
set title pseudo
unset ylabel
set yrange [*:*]
set key bottom left reverse Left
plot for [k = 1:3] 'gap_summary.csv' using (at(k)):(column("pseudo_likelihood_test_median")) with lines linetype k + 1 dashtype 1 notitle, \
  for [k = 1:3] 'gap_summary.csv' using (at(k)):(column("pseudo_likelihood_shown_median")) with lines linetype k + 1 dashtype (3,3) linewidth 3 notitle, \
  NaN with lines linecolor rgb '#555555' linewidth 4 dashtype 1 title test, \
  NaN with lines linecolor rgb '#555555' linewidth 3 dashtype (3,3) title training
unset multiplot
