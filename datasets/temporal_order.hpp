// Temporal order: which of two symbols came when, long ago.
//
// A sequence begins with E, ends with B, and is otherwise of random distractors a, b, c, d but for two (or
// three) elements, each X or Y. Asked is, at the end, which they were, in their order: one of four (eight)
// classes. Of T elements or up to T/10 more; with T = 100 the elements stand, counted from 1, at
//
//   6a   t1 in 10 … 20, t2 in 50 … 60              XX Q, XY R, YX S, YY U
//   6b   t1 in 10 … 20, t2 in 33 … 43, t3 in 66 … 76   XXX Q, XXY R, XYX S, … YYY C
//
// and with another T at the same hundredths of it. The last element says nothing of the class, and neither
// does any other alone: a model without memory is right in one of four (eight).
//
// Source: S. Hochreiter & J. Schmidhuber, Neural Computation 9 (1997) 1735–1780, tasks 6a and 6b.
#pragma once
#include <armadillo>
#include <vector>

#include "../models/core/random.hpp"

namespace unroll::datasets {

enum class Order { two, three };  // 6a, 6b

inline constexpr arma::uword order_symbols = 8;
inline constexpr char order_letters[] = "EBabcdXY";  // symbol k is letter k
constexpr arma::uword order_classes(Order order) { return order == Order::two ? 4 : 8; }

// Draws a sequence into `symbols`, whose memory is used again, and returns its class: Q is 0, R 1, …
// Throws std::invalid_argument for T below 20: t1 could fall on the first element.
arma::uword draw_temporal_order(Order order, arma::uword T, Stream& stream,
                                std::vector<arma::uword>& symbols);

}  // namespace unroll::datasets
