// The Reber grammar, and the embedded one: strings whose every symbol is predictable but for a coin, and
// whose symbol before the last repeats the second.
//
//   the Reber grammar                                        the embedded one
//   0 -B→ 1   1 -T→ 2  1 -P→ 3   2 -S→ 2  2 -X→ 4            B T [a Reber string] T E
//   3 -T→ 3   3 -V→ 5  4 -X→ 3   4 -S→ 6  5 -P→ 4            B P [a Reber string] P E
//   5 -V→ 6   6 -E→ the end
//
// Where there is a choice both edges are equally likely. To know the symbol before the last of an embedded
// string one must have kept the second, over all of the string between them: 5 letters or more.
//
// Sources: A. S. Reber, J. Verbal Learning and Verbal Behavior 6 (1967) 855–863; embedded: A. Cleeremans,
// D. Servan-Schreiber & J. L. McClelland, Neural Computation 1 (1989) 372–381; as in S. Hochreiter & J.
// Schmidhuber, Neural Computation 9 (1997) 1735–1780, Figs. 3 and 4.
#pragma once
#include <armadillo>
#include <string_view>
#include <vector>

#include "../models/core/random.hpp"

namespace unroll::datasets {

inline constexpr std::string_view reber_letters = "BTPSXVE";  // symbol k is letter k
inline constexpr arma::uword reber_symbols = reber_letters.size();

// Draws a string into `symbols`, whose memory is used again.
void draw_reber(Stream& stream, std::vector<arma::uword>& symbols);
void draw_embedded_reber(Stream& stream, std::vector<arma::uword>& symbols);

// What may come next, as bits: bit k of element t is set where symbol k may follow symbols 0 … t; 0 at the
// end. Throws std::invalid_argument that names the place in a string that the grammar does not make.
std::vector<unsigned> embedded_reber_next(const std::vector<arma::uword>& symbols);

}  // namespace unroll::datasets
