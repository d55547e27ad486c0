# The tree of the network of the first seed that was trained by copy-back.
is_shown(_) = strcol("training") eq 'copy-back' && column("seed") == first_seed
shown(value) = when(is_shown(0), value)
set border 1; unset ytics; unset grid
set lmargin at screen 0.03; set rmargin at screen 0.97
stats 'tree.csv' using (shown(column("height_2"))) name 'HEIGHT' nooutput
stats 'sentences.csv' using (shown(column("nouns_misplaced"))) name 'NOUNS' nooutput
stats 'sentences.csv' using (shown(column("animates_misplaced"))) name 'ANIMATES' nooutput
random(set) = shown(when(strcol("words") eq set, column("misplaced_median")))
stats 'random_trees_summary.csv' using (random('nouns')) name 'NOUNS_RANDOM' nooutput
stats 'random_trees_summary.csv' using (random('animates')) name 'ANIMATES_RANDOM' nooutput
set xrange [HEIGHT_max * 1.04 : -HEIGHT_max * 0.24]; set yrange [30:-5.5]
set xtics 0, HEIGHT_max > 2 ? 0.5 : 0.2, HEIGHT_max
set xlabel x
set key at graph 0.99, 0.99 right top Left reverse samplen 0.5
set label sprintf(nouns, NOUNS_min, NOUNS_RANDOM_min) at graph 0.01, 0.97 left
set label sprintf(animates, ANIMATES_min, ANIMATES_RANDOM_min) at graph 0.01, 0.925 left
kinds = 'animate inanimate verb'
kind(k, by) = shown(when(strcol("kind") eq word(kinds, k), -HEIGHT_max * by))
plot 'tree.csv' using (shown(column("height_1"))):(column("place_1")):(column("height_2") - column("height_1")):(column("place_2") - column("place_1")) \
    with vectors nohead linecolor rgb '#333333' linewidth 2.5 notitle, \
  for [k = 1:3] 'tree_words.csv' using (kind(k, 0.012)):(column("place")) with points linetype k pointsize 1.3 title value(word(kinds, k)), \
  for [k = 1:3] '' using (kind(k, 0.03)):(column("place")):(strcol("word")) with labels left textcolor lt k notitle
