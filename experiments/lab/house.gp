# House style of all figures. Colours are Okabe & Ito's, told apart by colour-blind eyes; dashes and points tell them apart in
# grey. Columns go by name: column("lag") for numbers, strcol("cell") for text.
set encoding utf8
set datafile separator ','
set datafile columnheaders
set linetype 1 linecolor rgb '#0072B2' linewidth 4 dashtype 1 pointtype 7 pointsize 1.4
set linetype 2 linecolor rgb '#D55E00' linewidth 4 dashtype (14,5) pointtype 5 pointsize 1.3
set linetype 3 linecolor rgb '#009E73' linewidth 4 dashtype (4,4) pointtype 9 pointsize 1.6
set linetype 4 linecolor rgb '#CC79A7' linewidth 4 dashtype (14,4,3,4) pointtype 13 pointsize 1.7
set linetype 5 linecolor rgb '#000000' linewidth 4 dashtype (2,5) pointtype 4 pointsize 1.4
set linetype 6 linecolor rgb '#E69F00' linewidth 4 dashtype (8,4) pointtype 6 pointsize 1.4
set linetype 7 linecolor rgb '#56B4E9' linewidth 4 dashtype (3,2) pointtype 8 pointsize 1.6
set linetype cycle 7
set style fill transparent solid 0.2 noborder
set border 3 linewidth 1.5
set tics nomirror
set grid linecolor rgb '#dddddd' linewidth 1
set key samplen 4 spacing 1.15
set tmargin 1.5

house_colours = '0072B2 D55E00 009E73 CC79A7 000000 E69F00 56B4E9'
grey = '#888888'
solid(k) = '#'.word(house_colours, (k - 1) % 7 + 1)
faint(k) = '#B0'.word(house_colours, (k - 1) % 7 + 1)

# A value where a condition holds, else nothing to draw.
when(condition, value) = condition ? value : NaN

# eval panel(k, n): the k-th of n panels side by side.
panel(k, n) = sprintf('set lmargin at screen %g; set rmargin at screen %g', 0.09 + (k - 1) * 0.91 / n, k * 0.91 / n + 0.06)

# eval chance_line(y, label): a dashed grey line across the picture with its name above it, at the right.
chance_line(y, label) = sprintf("set arrow 99 from graph 0, first %.10g to graph 1, first %.10g nohead linecolor rgb '#888888' linewidth 2.5 dashtype 2 back; set label 99 '%s' at graph 0.98, first %.10g right offset 0, 0.6", y, y, label, y)

# eval band(low, high): a pale green band across the picture.
band(low, high) = sprintf("set object 99 rectangle from graph 0, first %.10g to graph 1, first %.10g behind fillcolor rgb '#009E73' fillstyle solid 0.12 noborder", low, high)
