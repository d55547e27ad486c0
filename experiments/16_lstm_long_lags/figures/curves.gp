# A panel for each task, with a curve for each training. All networks of the Reber grammar share a panel, and of those of 1997
# only the ones with the greatest learning rate are drawn, so that curves can be told apart.
label_of(task, k) = word(tasks, k) eq task ? word(task_labels, k) : label_of(task, k + 1)
networks = "'lstm' 'elman' 'elman copied'"
colour(task, n) = n == 1 && strstrt(task, 'shortcut') > 0 ? 4 : n
is_reber(task) = task[1 : 5] eq 'reber'
rate(task) = real(task[11 : 13])  # of reber-3x2-0.5
panels = 0; reber_panel = 0; greatest = 0
array panel_of[words(tasks)]
do for [k = 1 : words(tasks)] {
  task = word(tasks, k)
  if (!is_reber(task) || reber_panel == 0) { panels = panels + 1 }
  if (is_reber(task)) {
    if (reber_panel == 0) { reber_panel = panels }
    greatest = rate(task) > greatest ? rate(task) : greatest
  }
  panel_of[k] = is_reber(task) ? reber_panel : panels
}
is_drawn(task, network) = network ne 'lstm' || !is_reber(task) || rate(task) == greatest
columns = panels < 3 ? panels : 3
lines = int((panels + columns - 1) / columns)
set multiplot
set ytics 0.25
set format x '%g'
set key off
set tics nomirror
do for [p = 1 : panels] {
  shown = ''
  do for [k = 1 : words(tasks)] { if (panel_of[k] == p) { shown = shown.' '.word(tasks, k) } }
  here(task) = strstrt(shown.' ', ' '.task.' ') > 0
  set xrange [*:*]; set yrange [*:*]  # stats leaves out what lies outside
  stats 'curves.csv' using (here(strcol("task")) && is_drawn(strcol("task"), strcol("network")) ? column("sequences") / 1000 : 0) name 'END' nooutput
  stats 'trainings_summary.csv' using (when(here(strcol("task")), 1 - column("guessing"))) name 'CHANCE' nooutput
  across = (p - 1) % columns
  down = int((p - 1) / columns)
  wide = 0.98 / columns
  high = (1 - 0.1 / lines) / lines
  set lmargin at screen 0.02 + across * wide + 0.065; set rmargin at screen 0.02 + (across + 1) * wide - 0.012
  set tmargin at screen 1 - 0.1 / lines - down * high - 0.09 * high; set bmargin at screen 1 - 0.1 / lines - (down + 1) * high + 0.17 * high
  set title (is_reber(word(shown, 1)) ? reber : label_of(word(shown, 1), 1)) offset 0, -0.4
  set xlabel x
  if (across == 0) { set ylabel y offset 1.5 } else { unset ylabel }
  set label 1 guessing at graph 0.98, first CHANCE_max right offset 0, CHANCE_max > 0.9 ? -0.8 : 0.9 front
  tic = 10 ** floor(log10(END_max))
  tic = END_max / tic < 2 ? tic / 2 : END_max / tic < 5 ? tic : 2 * tic
  set xtics tic
  set xrange [0 : END_max]; set yrange [0 : 1.02]
  mine(k, n, s) = strcol("task") eq word(shown, k) && strcol("network") eq word(networks, n) && column("seed") == word(run_seeds, s)
  drawn(k, n, s) = is_drawn(word(shown, k), word(networks, n)) && mine(k, n, s)
  plot for [k = 1 : words(shown)] for [n = 1 : 3] for [s = 1 : words(run_seeds)] 'curves.csv' \
      using (when(drawn(k, n, s), column("sequences") / 1000)):(column("wrong")) with lines linewidth 2.5 dashtype 1 linecolor colour(word(shown, k), n) notitle, \
    CHANCE_max with lines linecolor rgb '#000000' linewidth 2.5 dashtype 3 notitle
}
unset title; unset xlabel; unset ylabel; unset label; unset border; unset tics; unset grid
set lmargin at screen 0; set rmargin at screen 1; set tmargin at screen 1; set bmargin at screen 0
set yrange [0 : 1]; set xrange [0 : 1]
set key on at screen 0.5, 0.997 center top horizontal maxrows 1 samplen 1.5 width -1
plot NaN with lines linetype 1 dashtype 1 linewidth 5 title lstm, NaN with lines linetype 2 dashtype 1 linewidth 5 title elman, \
  NaN with lines linetype 3 dashtype 1 linewidth 5 title elman_copied, NaN with lines linetype 4 dashtype 1 linewidth 5 title shortcut
unset multiplot
