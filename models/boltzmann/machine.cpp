#include "machine.hpp"

namespace unroll::boltzmann {

Links links_of(arma::umat mask, arma::uword visible) {
  const auto units = std::to_string(mask.n_rows);
  if (mask.n_rows != mask.n_cols || mask.is_empty())
    throw std::invalid_argument("the mask of links is " + units + " × " + std::to_string(mask.n_cols) +
                                "; it must be N × N");
  if (visible < 1 || visible > mask.n_rows)
    throw std::invalid_argument(std::to_string(visible) + " visible units were asked for in a machine of " +
                                units + "; there must be 1 to " + units);
  for (arma::uword j = 0; j < mask.n_cols; ++j)
    for (arma::uword i = 0; i <= j; ++i) {
      const auto there = mask.at(i, j), back = mask.at(j, i);
      if (there == back && there <= (i == j ? 0U : 1U)) continue;
      throw std::invalid_argument(
          "the mask of links has " + std::to_string(there) + " in row " + std::to_string(i) + ", column " +
          std::to_string(j) + " and " + std::to_string(back) +
          " the other way round; it must be symmetric, of 0 and 1, with zeros on the diagonal");
    }
  return {visible, std::move(mask)};
}

Links all_links(arma::uword visible, arma::uword hidden) {
  arma::umat mask(visible + hidden, visible + hidden, arma::fill::ones);
  mask.diag().zeros();
  return links_of(std::move(mask), visible);
}

Links between_layers(arma::uword visible, arma::uword hidden) {
  const arma::uword n = visible + hidden;
  arma::umat mask(n, n);
  for (arma::uword j = 0; j < n; ++j)
    for (arma::uword i = 0; i < n; ++i) mask.at(i, j) = (i < visible) != (j < visible);
  return links_of(std::move(mask), visible);
}

Links encoder_links(arma::uword v, arma::uword h) {
  const auto group = [&](arma::uword i) { return i < v ? 1 : i < 2 * v ? 2 : 0; };  // 0: hidden
  const arma::uword n = 2 * v + h;
  arma::umat mask(n, n);
  for (arma::uword j = 0; j < n; ++j)
    for (arma::uword i = 0; i < n; ++i) {
      const auto a = group(i), b = group(j);
      mask.at(i, j) = i != j && (a == b ? a != 0 : a == 0 || b == 0);
    }
  return links_of(std::move(mask), 2 * v);
}

}  // namespace unroll::boltzmann
