// Hinton's diagrams, as gnuplot.
#include "tables.hpp"

namespace unroll::experiments::encoder {
namespace {

// Boxes of units, each with the squares of its weights at the places of the other units: white excites, black
// inhibits, the area is the weight. At a unit's own place stands its bias.
constexpr const char* hinton_functions = R"(
unset key; unset border; unset tics; unset label
unset xlabel; unset ylabel; unset grid
set size ratio -1
set style fill solid 1 noborder
set style rectangle fillcolor rgb '#9A9A9A' fillstyle solid 1 noborder
gap = 0.7
of(name) = strcol(1) eq name
at(c, oc, v) = c * (v + gap) + oc + 0.5
below(r, other) = -(r * (3 + gap) + other + 0.5)
side(w, most) = 0.46 * sqrt(abs(w) / most)
)";

constexpr const char* two_encoders = R"(
set multiplot
names = '4-2-4 4-3-4'
v = 4
array most[2] = [four_largest, spread_largest]
do for [p = 1:2] {
  name = word(names, p)
  set lmargin at screen (p == 1 ? 0.09 : 0.545); set rmargin at screen (p == 1 ? 0.525 : 0.98)
  set tmargin at screen 0.9; set bmargin at screen 0.02
  set xrange [-0.5:4 * (v + gap) - gap + 0.5]; set yrange [-(3 * (3 + gap) - gap + 0.3):1.3]
  set title name.': the codes that it found'
  unset label
  if (p == 1) {
    do for [r = 0:2] { set label 10 + r word('V1 H V2', r + 1) at graph -0.02, first -(1.5 + r * (3 + gap)) right }
  }
  plot 'weights.csv' skip 1 using (of(name) ? at($5, (v - 1) / 2.0, v) : NaN):(below($6, 1)):(v / 2.0 + 0.12):(1.62) with boxxyerror linecolor rgb '#9A9A9A' dashtype 1, \
    'weights.csv' skip 1 using (of(name) && $9 > 0 ? at($5, $7, v) : NaN):(below($6, $8)):(side($9, most[p])):(side($9, most[p])) with boxxyerror linecolor rgb '#FFFFFF' dashtype 1, \
    'weights.csv' skip 1 using (of(name) && $9 < 0 ? at($5, $7, v) : NaN):(below($6, $8)):(side($9, most[p])):(side($9, most[p])) with boxxyerror linecolor rgb '#000000' dashtype 1, \
    'shown_codes.csv' skip 1 using (of(name) ? at($3, (v - 1) / 2.0, v) : NaN):(0.75):4 with labels font ',24'
}
unset multiplot
unset label; set size noratio
)";

constexpr const char* eight_script = R"(
name = '8-3-8'
v = 8
set lmargin at screen 0.04; set rmargin at screen 0.995
set tmargin at screen 0.9; set bmargin at screen 0.02
set xrange [-0.3:8 * (v + gap) - gap + 0.3]; set yrange [-(3 * (3 + gap) - gap + 0.3):1.9]
do for [r = 0:2] { set label 10 + r word('V1 H V2', r + 1) at graph -0.004, first -(1.5 + r * (3 + gap)) right }
set title 'the code of each pattern'
plot 'weights.csv' skip 1 using (of(name) ? at($5, (v - 1) / 2.0, v) : NaN):(below($6, 1)):(v / 2.0 + 0.12):(1.62) with boxxyerror linecolor rgb '#9A9A9A' dashtype 1, \
  'weights.csv' skip 1 using (of(name) && $9 > 0 ? at($5, $7, v) : NaN):(below($6, $8)):(side($9, eight_largest)):(side($9, eight_largest)) with boxxyerror linecolor rgb '#FFFFFF' dashtype 1, \
  'weights.csv' skip 1 using (of(name) && $9 < 0 ? at($5, $7, v) : NaN):(below($6, $8)):(side($9, eight_largest)):(side($9, eight_largest)) with boxxyerror linecolor rgb '#000000' dashtype 1, \
  'shown_codes.csv' skip 1 using (of(name) ? at($3, (v - 1) / 2.0, v) : NaN):(0.95):4 with labels font ',24'
unset label; set size noratio
)";

constexpr const char* shifter_script = R"(
v = 8
set lmargin at screen 0.01; set rmargin at screen 0.99
set tmargin at screen 0.99; set bmargin at screen 0.01
set title ''
set xrange [-0.3:6 * (v + gap) - gap + 0.3]; set yrange [-(4 * (3 + gap) - gap + 0.3):0.3]
x(h, c) = at(int(h) % 6, c, v)
y(h, r) = below(int(h) / 6, r)
plot 'shifter_weights.csv' skip 1 using ($2 == 0 ? x($1, (v - 1) / 2.0) : NaN):(y($1, 1)):(v / 2.0 + 0.12):(1.62) with boxxyerror linecolor rgb '#9A9A9A' dashtype 1, \
  'shifter_weights.csv' skip 1 using ($5 > 0 ? x($1, $3) : NaN):(y($1, $4)):(side($5, shifter_largest)):(side($5, shifter_largest)) with boxxyerror linecolor rgb '#FFFFFF' dashtype 1, \
  'shifter_weights.csv' skip 1 using ($5 < 0 ? x($1, $3) : NaN):(y($1, $4)):(side($5, shifter_largest)):(side($5, shifter_largest)) with boxxyerror linecolor rgb '#000000' dashtype 1
)";

}  // namespace

std::vector<lab::Figure> weight_figures() {
  const std::string functions = hinton_functions;
  return {
      {.name = "hinton",
       .title = "Two encoders that have learnt: each unit is a box with its weights at the places of the "
                "other units, "
                "white excites, black inhibits, at its own place its bias; above each pattern its code",
       .alt = "Hinton diagrams of a 4-2-4 and a 4-3-4 encoder: each hidden unit excites some units of both "
              "groups, the "
              "same ones above and below, and inhibits the others",
       .script = functions + two_encoders,
       .width = 1800,
       .height = 620},
      {.name = "hinton_eight",
       .title = "The same of an 8-3-8 encoder",
       .alt = "Hinton diagram of an 8-3-8 encoder: each of three hidden units splits the eight patterns in "
              "half in "
              "another way",
       .script = functions + eight_script,
       .width = 1900,
       .height = 420},
      {.name = "hinton_shifter",
       .title = "The 24 hidden units of a shifter: in each box its weights to the two rows of eight bits, "
                "and below to "
                "its bias (left) and to the three shifts, left, none, right",
       .alt = "Hinton diagrams of 24 hidden units; many connect a place of one row with its shifted place in "
              "the other "
              "and with one of three shifts",
       .script = functions + shifter_script,
       .width = 1900,
       .height = 560},
  };
}

}  // namespace unroll::experiments::encoder
