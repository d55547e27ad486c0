set multiplot
set termoption enhanced
set tmargin at screen 0.9; set bmargin at screen 0.14
set lmargin at screen 0.085; set rmargin at screen 0.475
modes = 'with without'
thin = '#b00072B2 #a0D55E00'
set logscale y
set format y '10^{%T}'
set xlabel x
set xrange [0:option_iterations]; set xtics option_iterations / 4
set title loss_title
set yrange [*:10]
set key at graph 0.97, 0.66 right
set label 1 guessing at graph 0.97, first 1.386 right offset 0, 1.3
is(k) = when(strcol('clipping') eq word(modes, k), column('update'))
of_seed(k, s) = when(column('seed') == word(drawn_seeds, s), is(k))
plot for [k = 1:2] for [s = 1:words(drawn_seeds)] 'training.csv' using (of_seed(k, s)):(column('loss')) \
  with lines linecolor rgb word(thin, k) linewidth 1.5 dashtype 1 notitle, \
  log(4) with lines linecolor rgb '#000000' linewidth 2 dashtype 3 notitle, \
  for [k = 1:2] 'training_summary.csv' using (is(k)):(column('loss_median')) \
  with lines linetype k linewidth 5 title word(clippings, k)
set lmargin at screen 0.575; set rmargin at screen 0.965
set title norm_title
set yrange [*:*]
unset key
set label 1 clipped_to at graph 0.97, first option_clip_norm right offset 0, -0.8 front
plot for [k = 1:2] for [s = 1:words(drawn_seeds)] 'training.csv' using (of_seed(k, s)):(column('norm')) \
  with lines linecolor rgb word(thin, k) linewidth 1.5 dashtype 1, \
  option_clip_norm with lines linecolor rgb '#000000' linewidth 2 dashtype 3, \
  for [k = 1:2] 'training_summary.csv' using (is(k)):(column('norm_median')) with lines linetype k linewidth 5
unset multiplot
