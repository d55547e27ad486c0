count = words(ranking_labels)
set xlabel sprintf(x, int(option_lags / 2)) noenhanced offset -14
set yrange [count - 0.4 : -0.6]
set ytics noenhanced
set lmargin 34; set rmargin 3; set tmargin 3.5
set key at graph 0, screen 0.985 left top horizontal
set xrange [option_floor:1]
floored(name) = column(name) < option_floor ? option_floor : column(name)
is(p) = when(strcol('phase') eq word(phases, p), floored('log10_norm_median'))
plot 'ranking.csv' using (is(1)):(column('place')):(floored('log10_norm_least')):(column('log10_norm_greatest')):ytic(word(ranking_labels, int(column('place')) + 1)) \
    with xerrorbars linetype 2 title word(phases, 1), \
  '' using (is(2)):(column('place') + 0.22):(floored('log10_norm_least')):(column('log10_norm_greatest')) \
    with xerrorbars linetype 1 title word(phases, 2)
