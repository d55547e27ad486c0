set xrange [0.4:6.6]; set yrange [0:0.8]
set xtics scale 0 (consonant 1, vowel 2, interrupted 3, high 4, back 5, voiced 6)
set ytics 0.1
set ylabel y offset 1
set key top left reverse Left
names = 'consonant vowel interrupted high back voiced'
place(feature) = sum [k = 1:6] (feature eq word(names, k) ? k : 0)
at(coming, by) = when(strcol("training") eq 'copy-back' && strcol("coming") eq coming, place(strcol("feature")) + by)
plot 'features.csv' using (at('consonant', -0.18)):(column("chance")):(0.14) with xerrorbars linecolor rgb grey linewidth 4 dashtype 1 pointsize 0 title chance, \
  '' using (at('vowel', 0.18)):(column("chance")):(0.14) with xerrorbars linecolor rgb grey linewidth 4 dashtype 1 pointsize 0 notitle, \
  '' using (at('consonant', -0.18)):(column("error")) with points linetype 2 pointsize 2 title at_consonant, \
  '' using (at('vowel', 0.18)):(column("error")) with points linetype 1 pointsize 2 title at_vowel
