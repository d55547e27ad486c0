# The text as the network of the first seed reads it that was trained by copy-back.
shown(value) = when(strcol("training") eq 'copy-back' && column("seed") == first_seed, value)
feature(name) = shown(when(strcol("feature") eq name, column("step")))
set multiplot
set xrange [0.3:28.7]; set yrange [0:0.95]
set lmargin at screen 0.09; set rmargin at screen 0.98
set xtics format ''; set xtics scale 0 1, 1, 28; set ytics 0.2
set tmargin at screen 0.97; set bmargin at screen 0.6
set ylabel y offset 1
set key top right horizontal samplen 3 width -4 maxrows 1
plot 'letters.csv' using (shown(column("step"))):(column("chance")) with lines linecolor rgb grey linewidth 3 dashtype 3 title chance, \
  '' using (shown(column("step"))):(0):(strcol("letter")) with labels offset 0, -0.9 notitle, \
  '' using (shown(column("step"))):(column("error")) with linespoints linetype 1 pointsize 0.9 title network, \
  '' using (shown(when(column("consonant") == 1, column("step")))):(column("error")) with points linetype 2 pointsize 2.2 title consonant
set tmargin at screen 0.51; set bmargin at screen 0.13
set yrange [0:1.2]
set xlabel x offset 0, -0.6
set ylabel y_two offset 1
plot 'letters.csv' using (shown(column("step"))):(0):(strcol("letter")) with labels offset 0, -0.9 notitle, \
  'letter_features.csv' using (feature('consonant')):(column("error")) with linespoints linetype 3 pointsize 1.1 title consonant_feature, \
  '' using (feature('high')):(column("error")) with linespoints linetype 4 pointsize 1.1 title high_feature
unset multiplot
