#include "scores.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace unroll::experiments::structure {

double rms(const arma::mat& errors) { return std::sqrt(arma::mean(arma::vectorise(arma::square(errors)))); }

arma::vec rms_of_steps(const arma::mat& errors) {
  return arma::sqrt(arma::mean(arma::square(errors), 0)).t();
}

arma::mat memoryless(const arma::uvec& seen, const arma::mat& next, arma::uword symbols) {
  arma::mat sums(next.n_rows, symbols, arma::fill::zeros);
  arma::vec counts(symbols, arma::fill::zeros);
  for (arma::uword t = 0; t < next.n_cols; ++t) {
    sums.col(seen[t]) += next.col(t);
    counts[seen[t]] += 1;
  }
  const arma::vec all = arma::mean(next, 1);
  for (arma::uword k = 0; k < symbols; ++k)
    sums.col(k) = counts[k] > 0 ? arma::vec(sums.col(k) / counts[k]) : all;
  return sums;
}

arma::mat roc(const arma::vec& values, const std::vector<bool>& is) {
  const double marked = static_cast<double>(std::count(is.begin(), is.end(), true)),
               others = static_cast<double>(is.size()) - marked;
  const arma::uvec order = arma::stable_sort_index(values, "descend");
  std::vector<std::pair<double, double>> points{{0, 0}};
  double above = 0, above_others = 0;
  for (arma::uword k = 0; k < order.n_elem; ++k) {
    (is[order[k]] ? above : above_others) += 1;
    const bool last_of_its_value = k + 1 == order.n_elem || values[order[k + 1]] != values[order[k]];
    if (last_of_its_value) points.emplace_back(above_others / others, above / marked);
  }
  arma::mat curve(points.size(), 2);
  for (arma::uword k = 0; k < curve.n_rows; ++k) {
    curve(k, 0) = points[k].first;
    curve(k, 1) = points[k].second;
  }
  return curve;
}

double area_under_curve(const arma::vec& values, const std::vector<bool>& is) {
  const auto marked = std::count(is.begin(), is.end(), true);
  if (marked == 0 || marked == static_cast<std::ptrdiff_t>(is.size()))
    return std::numeric_limits<double>::quiet_NaN();
  const arma::mat curve = roc(values, is);
  double area = 0;
  for (arma::uword k = 1; k < curve.n_rows; ++k)
    area += (curve(k, 0) - curve(k - 1, 0)) * (curve(k, 1) + curve(k - 1, 1)) / 2;
  return area;
}

double mean_cosine(const arma::mat& a, const arma::mat& b) {
  double sum = 0;
  for (arma::uword t = 0; t < a.n_cols; ++t) sum += arma::norm_dot(a.col(t), b.col(t));
  return sum / static_cast<double>(a.n_cols);
}

}  // namespace unroll::experiments::structure
