stats 'cycles_summary.csv' using (when(strcol("encoder") eq '4-2-4', column("cycles_median"))) nooutput
median = STATS_max
stats 'cycles_summary.csv' using (when(strcol("encoder") eq '4-2-4', column("count"))) nooutput
machines = STATS_max
stats 'histogram.csv' using (column("machines") + column("failed")) nooutput
most = STATS_max
set style fill solid 0.85 noborder
set logscale x
set xrange [8:2400]; set xtics (10, 20, 50, 100, 200, 500, 1000, 2000)
set yrange [0:most * 1.45]
set xlabel x
set ylabel sprintf(y, machines) offset 1
set arrow 1 from 110, 0 to 110, most * 1.08 nohead linecolor rgb '#000000' linewidth 4 dashtype (4,4) front
set arrow 2 from 1810, 0 to 1810, most * 1.18 nohead linecolor rgb '#000000' linewidth 4 dashtype (4,4) front
set arrow 3 from median, 0 to median, most * 1.2 nohead linecolor rgb '#D55E00' linewidth 5 front
if (median < 110) {
  set label 1 published_median at 116, most * 1.1 left front
  set label 3 sprintf(here, median) at median * 0.94, most * 1.18 right textcolor rgb '#D55E00' front
} else {
  set label 1 published_median at 104, most * 1.1 right front
  set label 3 sprintf(here, median) at median * 1.06, most * 1.18 left textcolor rgb '#D55E00' front
}
set label 2 published_longest at 1900, most * 1.23 right front
set key at graph 1, graph 1.01 right top horizontal samplen 1.2 width -1
middle(low, high) = sqrt(low * high)
plot 'histogram.csv' using (middle(column("low"), column("high"))):(column("machines")):(column("low")):(column("high")) \
    with boxes linecolor rgb '#0072B2' dashtype 1 title found, \
  'histogram.csv' using (when(column("failed") > 0, middle(column("low"), column("high")))):(column("machines") + column("failed")):(column("low")):(column("high")):(column("machines")):(column("machines") + column("failed")) \
    with boxxyerror linecolor rgb '#E69F00' dashtype 1 title failed
