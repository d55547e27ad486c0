#include "temporal_order.hpp"

#include <span>
#include <stdexcept>
#include <string>

namespace unroll::datasets {
namespace {

enum : arma::uword { E, B, a, X = 6 };
constexpr arma::uword distractors = 4;

struct Hundredths {
  arma::uword first, last;
};
constexpr Hundredths two[] = {{10, 20}, {50, 60}}, three[] = {{10, 20}, {33, 43}, {66, 76}};

}  // namespace

arma::uword draw_temporal_order(Order order, arma::uword T, Stream& stream,
                                std::vector<arma::uword>& symbols) {
  if (T < 20)
    throw std::invalid_argument("temporal order was asked for with T = " + std::to_string(T) +
                                "; it needs at least 20");
  symbols.resize(T + stream.below(T / 10 + 1));
  for (arma::uword& symbol : symbols) symbol = a + stream.below(distractors);
  symbols.front() = E;
  symbols.back() = B;
  arma::uword label = 0;
  for (const Hundredths& h : order == Order::two ? std::span<const Hundredths>(two) : three) {
    const arma::uword first = h.first * T / 100, last = h.last * T / 100;
    const arma::uword which = stream.below(2);
    symbols[first + stream.below(last - first + 1) - 1] = X + which;
    label = 2 * label + which;
  }
  return label;
}

}  // namespace unroll::datasets
