// The pictures of experiment 07, as gnuplot. What a prediction without memory would be off by is grey and
// dotted in all of them. A script is read once for the SVG and once for the PNG, so it unsets what it has
// set.
#include "figures.hpp"

#include "experiments/lab/gradients.hpp"
#include "experiments/lab/states.hpp"

namespace unroll::experiments::structure {
namespace {

constexpr const char* words_script = R"(
set termoption noenhanced
set xrange [0.2:58.8]; set yrange [0:1]
set xlabel 'the letter that comes'; set ylabel 'error (root mean square)' offset 1
set xtics scale 0 nomirror
set ytics 0.2
set key at graph 0.995, 0.99 right top horizontal samplen 3 maxrows 2
plot 'words.csv' skip 1 using 1:5:xtic(2) with lines linecolor rgb '#888888' linewidth 3 dashtype 3 title 'chance: best without memory', \
  'words.csv' skip 1 using 1:4 with linespoints linetype 1 pointsize 0.9 title 'Elman''s network', \
  'words.csv' skip 1 using ($3 == 1 ? $1 : NaN):4 with points linetype 2 pointsize 2.2 title 'a word begins'
)";

constexpr const char* bits_script = R"(
unset label; unset object
set xrange [0.5:12.5]; set yrange [0:0.66]
set xlabel 'step, counted by the bit that is predicted'; set ylabel 'error (root mean square)' offset 1
set xtics 1; set ytics 0.1
do for [k = 1:4] {
  set object k rectangle from 3 * k - 0.5, graph 0 to 3 * k + 0.5, graph 1 behind fillcolor rgb '#E69F00' fillstyle solid 0.15 noborder
}
set label 1 'third bits' at 3, 0.03 center textcolor rgb '#8a5f00' font ',19'
set label 2 'chance' at 0.55, 0.5 left offset 0, -0.8 textcolor rgb '#555555'
set key top right horizontal samplen 3
best(k) = int(word(bits_best, k))
is(u, way, r) = $1 == u && strcol(2) eq way && $3 == r ? 1 : 0
plot for [k = 1:words(bits_units)] 'bits.csv' skip 1 \
  using (is(int(word(bits_units, k)), 'copy-back', best(k)) ? $4 : NaN):5 with linespoints linetype k title word(bits_units, k).' units', \
  for [k = words(bits_units):words(bits_units)] 'bits.csv' skip 1 \
  using (is(int(word(bits_units, k)), 'through time', best(k)) ? $4 : NaN):5 with linespoints linetype 4 title word(bits_units, k).' units, through time', \
  'bits.csv' skip 1 using 4:6 with lines linecolor rgb '#888888' linewidth 3 dashtype 3 notitle
)";

constexpr const char* letters_script = R"(
set termoption noenhanced
unset label
set multiplot
set xrange [0.3:28.7]; set yrange [0:0.95]
set lmargin at screen 0.09; set rmargin at screen 0.98
set xtics scale 0; set ytics 0.2
set tmargin at screen 0.97; set bmargin at screen 0.6
unset xlabel
set ylabel 'all features' offset 1
set key top right horizontal samplen 3 width -4 maxrows 1
plot 'letters.csv' skip 1 using 1:5:xtic(2) with lines linecolor rgb '#888888' linewidth 3 dashtype 3 title 'chance: best without memory', \
  'letters.csv' skip 1 using 1:4 with linespoints linetype 1 pointsize 0.9 title 'Elman''s network', \
  'letters.csv' skip 1 using ($3 == 1 ? $1 : NaN):4 with points linetype 2 pointsize 2.2 title 'a consonant'
set tmargin at screen 0.51; set bmargin at screen 0.13
set yrange [0:1.2]
set xlabel 'the letter that comes'
set ylabel 'two of them' offset 1
set key top right horizontal samplen 3 width -4 maxrows 1
plot 'letter_features.csv' skip 1 every 6::0 using 1:4:xtic(2) with linespoints linetype 3 pointsize 1.1 title 'error of the feature "consonant"', \
  'letter_features.csv' skip 1 every 6::3 using 1:4 with linespoints linetype 4 pointsize 1.1 title 'of the feature "high"'
unset multiplot
)";

constexpr const char* features_script = R"(
set termoption noenhanced
features = 'consonant vowel interrupted high back voiced'
set xrange [0.4:6.6]; set yrange [0:0.8]
set xtics scale 0 ('consonant' 1, 'vowel' 2, 'interrupted' 3, 'high' 4, 'back' 5, 'voiced' 6)
set ytics 0.1
set ylabel 'error (root mean square)' offset 1
set key top left reverse Left
x(coming, by) = strcol(4) eq coming && strcol(1) eq 'copy-back' ? at(strcol(3)) + by : NaN
at(feature) = feature eq word(features, 1) ? 1 : feature eq word(features, 2) ? 2 : feature eq word(features, 3) ? 3 : \
  feature eq word(features, 4) ? 4 : feature eq word(features, 5) ? 5 : 6
plot 'features.csv' skip 1 using (x('consonant', -0.18)):6:(0.14) with xerrorbars linecolor rgb '#888888' linewidth 4 dashtype 1 pointsize 0 title 'chance: best without memory', \
  'features.csv' skip 1 using (x('vowel', 0.18)):6:(0.14) with xerrorbars linecolor rgb '#888888' linewidth 4 dashtype 1 pointsize 0 notitle, \
  'features.csv' skip 1 using (x('consonant', -0.18)):5 with points linetype 2 pointsize 2 title 'where a consonant comes', \
  'features.csv' skip 1 using (x('vowel', 0.18)):5 with points linetype 1 pointsize 2 title 'where a vowel comes'
)";

constexpr const char* boundaries_script = R"(
unset label
set xrange [0:1]; set yrange [0:1]
set lmargin at screen 0.1; set rmargin at screen 0.56; set tmargin at screen 0.95; set bmargin at screen 0.14
set xlabel 'other letters taken for the beginning of a word'; set ylabel 'beginnings of words found' offset 1
set xtics 0.2; set ytics 0.2
set key at screen 0.59, 0.72 left top Left reverse
set label 1 "each line is a network, or what is\nbest without memory on its letters" at screen 0.6, 0.4 left
ways = '"copy-back" "through time" "without memory"'
colours = '#0072B2 #D55E00 #888888'
dashes = '1 2 3'
is(way, r) = strcol(1) eq way && $2 == r ? $3 : NaN
plot x with lines linecolor rgb '#000000' linewidth 2 dashtype 3 title 'chance: guessing', \
  for [k = 1:3] for [r = 0:words_runs - 1] 'boundaries.csv' skip 1 using (is(word(ways, k), r)):4 with lines \
  linecolor rgb word(colours, k) linewidth 2.5 dashtype int(word(dashes, k)) title (r == 0 ? word(ways, k) : '')
)";

constexpr const char* ways_script = R"(
set termoption noenhanced
unset label; unset key
set multiplot
titles = '"XOR: third bits over others" "syllables: error at vowels" "words: area under ROC" "sentences: error"'
tasks = 'bits letters words sentences'
measures = 'ratio vowels area error'
ways = '"copy-back" "in pieces" "through time"'
set xrange [0.4:4.6]
set xtics scale 0 ("copy-\nback" 1, "in\npieces" 2, "BPTT" 3, "\nchance" 4) font ',19'
way(name) = name eq word(ways, 1) ? 1 : name eq word(ways, 2) ? 2 : 3
spread(r) = 0.09 * (int(r) % 5 - 2)
do for [k = 1:4] {
  set lmargin at screen 0.06 + 0.245 * (k - 1); set rmargin at screen 0.245 * k - 0.005
  set tmargin at screen 0.9; set bmargin at screen 0.2
  set title word(titles, k) font ',20'
  set yrange [0:*]
  if (k == 3) { set yrange [0.45:1] }
  is(u) = strcol(1) eq word(tasks, k) && strcol(5) eq word(measures, k) && (k > 1 || $2 == u) ? way(strcol(3)) : NaN
  if (k == 1) { set key bottom left Left reverse samplen 1 }
  if (k > 1) { unset key }
  plot 'ways.csv' skip 1 using (strcol(1) eq word(tasks, k) && strcol(5) eq word(measures, k) ? 4 + spread($4) : NaN):7 \
    with points linecolor rgb '#888888' pointtype 2 pointsize 1.6 linewidth 3 notitle, \
    for [u = 1:(k == 1 ? words(bits_units) : 1)] 'ways.csv' skip 1 using (is(int(word(bits_units, u))) + spread($4)):6 \
    with points linetype u pointsize 1.6 title (k == 1 ? word(bits_units, u).' units' : '')
}
unset multiplot
)";

constexpr const char* passes_script = R"(
set termoption noenhanced
unset label
set xlabel 'passes through the sentences'; set ylabel 'error (root mean square)' offset 1
set xrange [*:*]; set yrange [*:*]
stats 'passes.csv' skip 1 using 3 name 'PASS' nooutput
set xrange [0:PASS_max + 0.3]; set yrange [0:0.12]
set xtics 1
set key top right
ways = '"copy-back" "in pieces" "through time"'
is(way) = strcol(1) eq way ? $3 : NaN
set label 1 'published: 0.053' at graph 0.98, first 0.053 right offset 0, 0.7
set label 2 'chance: by how frequent words are' at graph 0.01, first chance_unigram left offset 0, 0.7 textcolor rgb '#555555'
set label 3 'best without memory (last word)' at graph 0.98, first chance_bigram right offset 0, 0.7 textcolor rgb '#555555'
plot 0.053 with lines linecolor rgb '#000000' linewidth 2 dashtype 1 notitle, \
  chance_unigram with lines linecolor rgb '#888888' linewidth 3 dashtype 3 notitle, \
  chance_bigram with lines linecolor rgb '#888888' linewidth 3 dashtype 3 notitle, \
  for [k = 1:3] 'passes.csv' skip 1 using (is(word(ways, k)) + 0.06 * (k - 2)):4 with points linetype k pointsize 1.8 title word(ways, k)
)";

constexpr const char* dendrogram_script = R"(
set termoption noenhanced
unset label
set border 1; unset ytics; unset grid
set lmargin at screen 0.03; set rmargin at screen 0.97
set xrange [*:*]; set yrange [*:*]
stats 'tree.csv' skip 1 using 4 name 'HEIGHT' nooutput
set xrange [HEIGHT_max * 1.04 : -HEIGHT_max * 0.24]; set yrange [30:-5.5]
set xtics 0, HEIGHT_max > 2 ? 0.5 : 0.2, HEIGHT_max
set xlabel 'distance of mean hidden states'
set key at graph 0.99, 0.99 right top Left reverse samplen 0.5
set label 1 tree_nouns at graph 0.01, 0.97 left
set label 2 tree_animates at graph 0.01, 0.925 left
kinds = 'animate inanimate verb'
is(kind) = strcol(3) eq kind ? -HEIGHT_max * 0.012 : NaN
plot 'tree.csv' skip 1 using 2:1:($4 - $2):($3 - $1) with vectors nohead linecolor rgb '#333333' linewidth 2.5 notitle, \
  for [k = 1:3] 'tree_words.csv' skip 1 using (is(word(kinds, k))):1 with points linetype k pointsize 1.3 title word(kinds, k), \
  for [k = 1:3] 'tree_words.csv' skip 1 using (strcol(3) eq word(kinds, k) ? -HEIGHT_max * 0.03 : NaN):1:2 with labels left textcolor lt k notitle
)";

}  // namespace

std::vector<lab::Figure> figures() {
  return {
      {.name = "words",
       .title = "The error as letters come: high where a word begins, falling within it",
       .alt = "A curve of the error over a line of letters; its peaks are first letters of words",
       .script = words_script,
       .width = 1700,
       .height = 700},
      {.name = "dendrogram",
       .title = "Mean hidden states of the words, clustered: nobody has told the network of nouns and verbs",
       .alt = "A tree of 29 words whose branches are verbs, animate and inanimate nouns",
       .script = dendrogram_script,
       .width = 1300,
       .height = 1050},
      {.name = "bits",
       .title = "Temporal XOR: the error of the best network of each size at twelve steps",
       .alt = "Curves of the error over twelve steps with a dip at every third",
       .script = bits_script},
      {.name = "letters",
       .title = "Syllables: the error letter by letter, over all features and of two of them",
       .alt = "Above, the error over a line of letters, high at consonants; below, that of two features",
       .script = letters_script,
       .width = 1500,
       .height = 850},
      {.name = "features",
       .title = "Syllables: the error of each feature, where a consonant and where a vowel comes",
       .alt = "Points for six features; only high and back are far from 0, at consonants",
       .script = features_script},
      {.name = "boundaries",
       .title = "How well the error tells where a word begins, at every threshold",
       .alt = "Curves of beginnings found against other letters taken for them, above the diagonal",
       .script = boundaries_script,
       .width = 1400,
       .height = 850},
      {.name = "passes",
       .title = "Sentences: the error against the likelihood of each word to come, pass by pass",
       .alt = "Points of the error after each pass, below the lines of chance",
       .script = passes_script},
      {.name = "ways",
       .title = "Elman's copy-back beside backpropagation through time, a point for each network",
       .alt = "Four panels of points, one for each task, over three ways of learning and chance",
       .script = ways_script,
       .width = 1900,
       .height = 750},
      lab::gradients_figure(),
      lab::states_figure(),
  };
}

}  // namespace unroll::experiments::structure
