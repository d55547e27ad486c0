set termoption noenhanced
set xrange [0.4:2.6]; set yrange [0:0.85]
set xtics scale 0 (inputs 1, output 2)
set ytics 0.1
set bmargin 4
set ylabel y offset 1
set label 1 guessing at graph 0.5, first 0.5 center offset 0, 0.7
set key top right horizontal samplen 1
is(network, by) = strcol('network') eq network ? (strcol('task') eq 'delayed' ? 1 : 2) + by + 0.035 * (int(column('seed') - 1) % 10 - 4.5) : NaN
plot 0.5 with lines linecolor rgb grey linewidth 3 dashtype 3 notitle, \
  'memory.csv' using (is('jordan', -0.2)):(column('error')) with points linetype 1 pointsize 1.8 title jordan, \
  'memory.csv' using (is('elman', 0.2)):(column('error')) with points linetype 2 pointsize 1.8 title elman
