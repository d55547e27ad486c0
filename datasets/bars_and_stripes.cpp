#include "bars_and_stripes.hpp"

#include <cmath>
#include <stdexcept>
#include <string>

namespace unroll::datasets {
namespace {

void check_side(arma::uword side) {
  if (side < 1 || side > 10)
    throw std::invalid_argument("bars and stripes of " + std::to_string(side) +
                                " lines were asked for; there can be 1 to 10");
}

}  // namespace

template <class S>
arma::Mat<S> bars_and_stripes(arma::uword side) {
  check_side(side);
  const arma::uword codes = arma::uword{1} << side;
  arma::Mat<S> patterns(side * side, 2 * codes);
  for (arma::uword code = 0; code < codes; ++code)
    for (arma::uword column = 0; column < side; ++column)
      for (arma::uword row = 0; row < side; ++row) {
        patterns.at(row + side * column, 2 * code) = static_cast<S>(code >> row & 1);
        patterns.at(row + side * column, 2 * code + 1) = static_cast<S>(code >> column & 1);
      }
  return patterns;
}

double bars_and_stripes_bound(arma::uword side) {
  check_side(side);
  const double patterns = std::ldexp(2.0, static_cast<int>(side));
  return -(patterns - 4) * std::log(patterns) - 4 * std::log(patterns / 2);
}

template arma::Mat<float> bars_and_stripes(arma::uword);
template arma::Mat<double> bars_and_stripes(arma::uword);

}  // namespace unroll::datasets
