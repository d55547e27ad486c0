set xlabel x; set ylabel y
set yrange [0:1.05]
unset key
eval chance_line(0.5, guessing)
plot 'shares.csv' using (column('weight')):(column('held_share')):(column('held_low')):(column('held_high')) \
  with yerrorlines linetype 1
