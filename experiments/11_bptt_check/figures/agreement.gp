# A row for each cell, three disagreements in it; the green field holds what the limit allows.
set termoption enhanced
set logscale x
set format x '10^{%T}'
set xlabel x
set xrange [1e-17 : 30]
set xtics 1e-17, 1e3
set yrange [words(agreement_labels) - 0.4 : -0.7]
set ytics noenhanced offset 0.5
set lmargin 37; set rmargin 3; set tmargin 2.2
unset key
set object 1 rectangle from 1e-17, graph 0 to 1e-7, graph 1 behind fillcolor rgb '#009E73' fillstyle solid 0.1 noborder
set label 1 limit at 1.2e-8, graph 0.5 center rotate by 90 textcolor rgb '#00664b'
set label 2 rtrl at 5e-16, graph 1.02 center textcolor linetype 1
set label 3 differences at 5e-12, graph 1.02 center textcolor linetype 2
set label 4 cut_short at 1e-2, graph 1.02 center
shown(v) = v < 1.3e-17 ? 1.3e-17 : v
far(v) = when(column("cut_short_median") > 1e-12, v)  # nothing to leave out where no way leads back
plot 'agreement_summary.csv' using (shown(column("bptt_rtrl_median"))):0:(shown(column("bptt_rtrl_least"))):(column("bptt_rtrl_greatest")):ytic(word(agreement_labels, int($0) + 1)) \
    with xerrorbars linetype 1 linewidth 2.5, \
  '' using (shown(column("bptt_differences_median"))):0:(shown(column("bptt_differences_least"))):(column("bptt_differences_greatest")) \
    with xerrorbars linetype 2 linewidth 2.5 dashtype 1, \
  '' using (far(column("cut_short_median"))):0:(column("cut_short_least")):(column("cut_short_greatest")) \
    with xerrorbars linetype 5 linewidth 2.5 dashtype 1
