set termoption enhanced
set logscale y
set format y '10^{%T}'
set xlabel x; set ylabel y
set xrange [0:shown_steps]
set yrange [0.01:*]
set key top left reverse Left
is(clipping, condition) = when(strcol('clipping') eq clipping && condition, column('step'))
set label 1 clipped_to at graph 0.02, first option_threshold left offset 0, 0.7
if (thrown) { set label 2 thrown_label at last_inside, last_norm right offset -2, 0 textcolor lt 2 }
plot option_threshold with lines linecolor rgb grey linewidth 2 dashtype 3 notitle, \
  'paths.csv' using (is('with', 1)):(column('norm')) with lines linetype 1 linewidth 2.5 title with_clipping, \
  'paths.csv' using (is('without', column('step') <= last_inside)):(column('norm')) with lines linetype 2 title without_clipping, \
  'paths.csv' using (is('without', column('step') == last_inside && thrown)):(column('norm')) with points linetype 2 pointsize 2.5 notitle
