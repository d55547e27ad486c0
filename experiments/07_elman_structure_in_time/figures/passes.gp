set xlabel x; set ylabel y offset 1
stats 'passes.csv' using (column("pass")) name 'PASS' nooutput
trainings = '"copy-back" "copy-back in chunks" "BPTT"'
first(value) = when(column("seed") == first_seed, value)
stats 'passes.csv' using (first(column("unigram"))) name 'UNIGRAM' nooutput
stats 'passes.csv' using (first(column("bigram"))) name 'BIGRAM' nooutput
set xrange [0:PASS_max + 0.3]; set yrange [0:0.12]
set xtics 1
set key top right
pass(k) = when(strcol("training") eq word(trainings, k), column("pass") + 0.06 * (k - 2))
set label published at graph 0.98, first 0.053 right offset 0, 0.7
set label unigram at graph 0.01, first UNIGRAM_min left offset 0, 0.7 textcolor rgb '#555555'
set label bigram at graph 0.98, first BIGRAM_min right offset 0, 0.7 textcolor rgb '#555555'
plot 0.053 with lines linecolor rgb '#000000' linewidth 2 dashtype 1 notitle, \
  UNIGRAM_min with lines linecolor rgb grey linewidth 3 dashtype 3 notitle, \
  BIGRAM_min with lines linecolor rgb grey linewidth 3 dashtype 3 notitle, \
  for [k = 1:3] 'passes.csv' using (pass(k)):(column("error")) with points linetype k pointsize 1.8 title value('training_'.k)
