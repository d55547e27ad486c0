# Stacked bars: the rows of a bar follow each other in the order of `kinds`, and `height` adds them up.
array shade[6] = [0x0072B2, 0x56B4E9, 0xB9DDF1, 0xE69F00, 0xF6D58A, 0x555555]
array printed[6] = [0.85, 0, 0.05, 0, 0, 0.1]  # Hopfield 1982, p. 2557, who counts reverses as memories
place(list, name) = sum [k = 1 : words(list)] (word(list, k) eq name ? k : 0)
height = 0
kind = 0
added(k, value) = (kind = k, height = k == 1 ? value : height + value)
bar(value) = added(place(kinds, strcol("kind")), value) - value
set multiplot
set style fill solid 1 noborder
set yrange [0:1]; set ytics 0.2
set grid y; set xtics scale 0
unset key
set bmargin at screen 0.17; set tmargin at screen 0.9
set lmargin at screen 0.085; set rmargin at screen 0.3
set title counted
set ylabel share offset 0.5
set xrange [-0.6:2.6]
set xtics (year 0, word(codings, 1) 1, word(codings, 2) 2)
set xlabel states
plot for [k = 1 : 6] '+' every ::0::0 using (0):(0):(-0.375):(0.375):(added(k, printed[k]) - printed[k]):(height):(shade[k]) \
    with boxxyerror linecolor rgb variable dashtype 1, \
  'starts_summary.csv' \
    using (when(strcol("networks") eq 'all', place(codings, strcol("coding")))):(0): \
      (place(codings, strcol("coding")) - 0.375):(place(codings, strcol("coding")) + 0.375): \
      (bar(column("share_mean"))):(height):(shade[kind]) \
    with boxxyerror linecolor rgb variable dashtype 1
set lmargin at screen 0.37; set rmargin at screen 0.755
set title sprintf(network, option_ending_units)
set ylabel ''
set xlabel memories
set xrange [0.4:words(stored) + 0.6]
set xtics (word(stored, 1) 1)
set for [k = 2 : words(stored)] xtics add (word(stored, k) k)
set key at screen 0.765, 0.9 left top Left reverse samplen 1.5 spacing 1.6 invert
plot 'kinds_summary.csv' \
    using (place(stored, strcol("memories"))):(0): \
      (place(stored, strcol("memories")) - 0.375):(place(stored, strcol("memories")) + 0.375): \
      (bar(column("share_mean"))):(height):(shade[kind]) \
    with boxxyerror linecolor rgb variable dashtype 1 notitle, \
  for [k = 1 : words(kinds)] NaN with boxes linecolor rgb shade[k] dashtype 1 title word(kinds, k)
unset multiplot
