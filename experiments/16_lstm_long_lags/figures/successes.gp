# A row for each task and network: points are trainings, crosses those that gave up, the band half to twice the published number.
# Labels are collected from the rows of the summary, each in quotes so that `word` finds it again.
quoted(text) = '"'.text.'" '
label_of(task, k) = word(tasks, k) eq task ? word(task_labels, k) : label_of(task, k + 1)
name(task, network) = network eq 'lstm' ? label_of(task, 1) : network eq 'elman' ? elman : elman_copied
guess(share) = share == 0 ? none : sprintf("%.2g %%", 100 * share)
row_names = ''; row_solved = ''; row_guesses = ''; row_keys = ''
stats 'trainings_summary.csv' using \
  (row_names = row_names.quoted(name(strcol("task"), strcol("network"))), \
   row_keys = row_keys.quoted(strcol("task").' '.strcol("network")), \
   row_solved = row_solved.quoted(sprintf(solved, column("success_share") * column("count"), column("count"))), \
   row_guesses = row_guesses.quoted(guess(column("guessing"))), 0) nooutput
rows = words(row_names)
stats 'trainings.csv' using (column("budget")) name 'MOST' nooutput
stats 'trainings.csv' using (column("sequences")) name 'LEAST' nooutput
stats 'trainings_summary.csv' using (column("published") > 0 ? column("published") / 2 : LEAST_min) name 'BAND' nooutput
least = LEAST_min < BAND_min ? LEAST_min : BAND_min
set logscale x
set lmargin at screen 0.31; set rmargin at screen 0.8
set bmargin 4.5; set tmargin 4
set xlabel x
set format x "%'.0f"
set xrange [0.8 * least : 1.5 * MOST_max]
set yrange [rows - 0.4 : -0.6]
set ytics () nomirror
do for [k = 1 : rows] {
  set ytics add (word(row_names, k) k - 1)
  set label 100 + k word(row_solved, k) at graph 1.03, first k - 1 left
  set label 200 + k word(row_guesses, k) at graph 1.19, first k - 1 left
}
set label 1 learnt at graph 1.03, graph 1 left offset 0, 1.2
set label 2 guessing at graph 1.19, graph 1 left offset 0, 1.2
set key at graph 0.5, graph 1 center bottom horizontal maxrows 1 samplen 1.5 width 1
set style fill solid 1 noborder
row_of(key, k) = word(row_keys, k) eq key ? k - 1 : row_of(key, k + 1)
jitter(seed) = 0.3 * (((int(seed) * 7) % 11) / 10.0 - 0.5)
height(i) = row_of(strcol("task").' '.strcol("network"), 1) + jitter(column("seed"))
printed(v) = when(column("published") > 0, v)
plot 'trainings_summary.csv' using (printed(column("published"))):0:(column("published") / 2):(column("published") * 2):($0 - 0.36):($0 + 0.36) \
    with boxxyerror fillcolor rgb '#dfe5e9' title band, \
  '' using (printed(column("published"))):0:(0):(0.36) with vectors nohead linecolor rgb '#000000' linewidth 4 dashtype 1 notitle, \
  '' using (printed(column("published"))):0:(0):(-0.36) with vectors nohead linecolor rgb '#000000' linewidth 4 dashtype 1 title published, \
  'trainings.csv' using (when(column("success") == 1, column("sequences"))):(height(0)) with points linetype 1 title learnt, \
  '' using (when(column("success") == 0, column("budget"))):(height(0)) with points linetype 2 pointtype 2 pointsize 1.6 linewidth 4 title gave_up
