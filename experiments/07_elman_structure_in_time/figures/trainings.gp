set multiplot
unset key
tasks = 'bits letters words sentences'
measures = 'ratio vowels area error'
trainings = '"copy-back" "copy-back in chunks" "BPTT"'
set xrange [0.4:4.6]
set xtics scale 0 (training_1 1, training_2 2, training_3 3, chance 4) font ',19'
set tmargin at screen 0.9; set bmargin at screen 0.2
spread = '(0.09 * (int(column("seed") - 1) % 5 - 2))'
place(training) = sum [k = 1:3] (training eq word(trainings, k) ? k : 0)
shown(k) = strcol("task") eq word(tasks, k) && strcol("measure") eq word(measures, k)
sizes = words(option_bits_units)
size(k) = int(word(option_bits_units, k))
do for [k = 1:4] {
  set lmargin at screen 0.06 + 0.245 * (k - 1); set rmargin at screen 0.245 * k - 0.005
  set title (k == 1 ? bits : k == 2 ? letters : k == 3 ? words_ : sentences) font ',20'
  set yrange [0:*]
  if (k == 3) { set yrange [0.45:1] }
  if (k == 1) { set key bottom left Left reverse samplen 1 } else { unset key }
  plot 'scores.csv' using (when(shown(k), 4 + @spread)):(column("chance")) with points linecolor rgb grey pointtype 2 pointsize 1.6 linewidth 3 notitle, \
    for [u = 1:(k == 1 ? sizes : 1)] '' using (when(shown(k) && (k > 1 || column("units") == size(u)), place(strcol("training")) + @spread)):(column("value")) \
    with points linetype u pointsize 1.6 title (k == 1 ? sprintf(units, size(u)) : '')
}
unset multiplot
