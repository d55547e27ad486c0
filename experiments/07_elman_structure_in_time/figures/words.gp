# The text as the network of the first seed reads it that was trained by copy-back.
shown(value) = when(strcol("training") eq 'copy-back' && column("seed") == first_seed, value)
set xrange [0.2:58.8]; set yrange [0:1]
set xlabel x offset 0, -0.6; set ylabel y offset 1
set xtics format ''; set xtics scale 0 1, 1, 58
set ytics 0.2
set key at graph 0.995, 0.99 right top horizontal samplen 3 maxrows 2
plot 'words.csv' using (shown(column("step"))):(column("chance")) with lines linecolor rgb grey linewidth 3 dashtype 3 title chance, \
  '' using (shown(column("step"))):(0):(strcol("letter")) with labels offset 0, -0.9 notitle, \
  '' using (shown(column("step"))):(column("error")) with linespoints linetype 1 pointsize 0.9 title network, \
  '' using (shown(when(column("onset") == 1, column("step")))):(column("error")) with points linetype 2 pointsize 2.2 title onset
