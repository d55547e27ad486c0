set termoption noenhanced
set multiplot
where(by) = (strcol('learning') eq 'teacher' ? 1 : 2) + by + 0.03 * (int(column('seed') - 1) % 10 - 4.5)
set xrange [0.4:2.6]
set xtics scale 0 (with_teacher 1, on_its_own 2)
set tmargin at screen 0.88; set bmargin at screen 0.13
set lmargin at screen 0.08; set rmargin at screen 0.47
set title shares
set yrange [-0.02:1.29]; set ytics 0, 0.2, 1
set key top left horizontal samplen 1 width -3 maxrows 1
plot 0.95 with lines linecolor rgb grey linewidth 2 dashtype 2 notitle, \
  'cycles.csv' using (where(0)):(column('share')) with points linetype 1 pointsize 1.8 title trained, \
  'cycles.csv' using (where(0)):(column('untrained_share')) with points linecolor rgb grey pointtype 2 pointsize 1.6 linewidth 3 title untrained
set lmargin at screen 0.58; set rmargin at screen 0.97
set title errors
set yrange [0:0.33]; set ytics 0, 0.05, 0.3
set label 1 middle at graph 0.02, first 0.25 left offset 0, 0.7
plot 0.25 with lines linecolor rgb grey linewidth 3 dashtype 3 notitle, \
  'cycles.csv' using (where(-0.15)):(column('error_taught')) with points linetype 3 pointsize 1.8 title taught, \
  'cycles.csv' using (where(0.15)):(column('error_free')) with points linetype 2 pointsize 1.8 title free
unset multiplot
