#include "long_lags.hpp"

#include <numeric>
#include <stdexcept>
#include <string>

namespace unroll::datasets {

void draw_plain_lag(arma::uword p, Stream& stream, std::vector<arma::uword>& symbols) {
  if (p == 0) throw std::invalid_argument("a time lag p of 0 was asked for; it must be at least 1");
  const arma::uword x = p - 1, kept = x + stream.below(2);
  symbols.resize(p + 1);
  std::iota(symbols.begin() + 1, symbols.end() - 1, arma::uword{0});
  symbols.front() = symbols.back() = kept;
}

void draw_noisy_lag(arma::uword p, arma::uword q, Stream& stream, std::vector<arma::uword>& symbols) {
  if (p == 0 || q == 0)
    throw std::invalid_argument(std::to_string(p) + " distractors and q = " + std::to_string(q) +
                                " were asked for; both must be at least 1");
  const arma::uword e = p, b = p + 1, x = p + 2, kept = x + stream.below(2);
  symbols.clear();
  symbols.insert(symbols.end(), {b, kept});
  for (arma::uword k = 0; k < q || stream.chance(0.9); ++k) symbols.push_back(stream.below(p));
  symbols.insert(symbols.end(), {e, kept});
}

}  // namespace unroll::datasets
