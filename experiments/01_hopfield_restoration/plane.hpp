// A plane through three memories, for the map of the energy.
//
//   (4)  x(c) = M + Σ_k clip(c_k, 0, 1) (ξ^k - M),   M_i = sgn(ξ_i^1 + ξ_i^2 + ξ_i^3),   Σ_k c_k = 1
//
// Inside the triangle x is the plane itself, Σ_k c_k ξ^k; outside, where the plane leaves the cube, each unit
// stops at its -1 or +1, as a unit must. ξ^1 lies at (0, 0), ξ^2 at (u, 0), ξ^3 above. Lengths are Euclid's
// over √N: two pictures of overlap m are √(2 - 2m) apart.
#pragma once
#include <armadillo>
#include <array>
#include <cmath>
#include <stdexcept>

#include "models/hopfield/hopfield.hpp"

namespace unroll::experiments {

class Plane {
 public:
  // Throws std::invalid_argument unless the three columns of `corners`, N of -1/+1 each, are different.
  explicit Plane(const arma::fmat& corners);

  struct Point {
    double u = 0, v = 0;
  };
  Point corner(std::size_t k) const { return corners_.at(k); }
  arma::vec coefficients(Point point) const;       // c, Σ c_k = 1
  Point projected(const arma::fvec& state) const;  // the foot of a state of -1/+1

  // The majority M and the three memories, N × 4, and how (4) mixes them at a point.
  const arma::fmat& states() const { return states_; }
  arma::vec mixed(Point point) const;

 private:
  arma::fmat states_;
  std::array<Point, 3> corners_;
};

inline Plane::Plane(const arma::fmat& corners) : states_(corners.n_rows, 4) {
  const arma::fvec sum = arma::sum(corners, 1);
  states_.col(0) = arma::sign(sum);
  states_.tail_cols(3) = corners;
  const auto apart = [&](arma::uword k, arma::uword l) {
    return std::sqrt(2 - 2 * hopfield::overlap(arma::fvec(corners.col(k)), arma::fvec(corners.col(l))));
  };
  const double a = apart(0, 1), b = apart(0, 2), c = apart(1, 2);
  if (a == 0 || b == 0 || c == 0)
    throw std::invalid_argument("a plane needs three different states; two of these are the same");
  const double u = (a * a + b * b - c * c) / (2 * a);
  corners_ = {Point{0, 0}, Point{a, 0}, Point{u, std::sqrt(b * b - u * u)}};
}

inline arma::vec Plane::coefficients(Point point) const {
  const double c3 = point.v / corners_[2].v, c2 = (point.u - c3 * corners_[2].u) / corners_[1].u;
  return {1 - c2 - c3, c2, c3};
}

// With g_k = (ξ^k - ξ^1)·(s - ξ^1)/N the foot is where the plane's own vectors have the same products.
inline Plane::Point Plane::projected(const arma::fvec& state) const {
  const auto m = [&](arma::uword k, const arma::fvec& s) {
    return hopfield::overlap(arma::fvec(states_.col(k)), s);
  };
  const arma::fvec first = states_.col(1);
  const double own = m(1, state);
  const double g2 = m(2, state) - own - m(2, first) + 1, g3 = m(3, state) - own - m(3, first) + 1;
  const double u = g2 / corners_[1].u;
  return {u, (g3 - u * corners_[2].u) / corners_[2].v};
}

inline arma::vec Plane::mixed(Point point) const {
  const arma::vec c = arma::clamp(coefficients(point), 0, 1);
  return arma::join_cols(arma::vec{1 - arma::accu(c)}, c);
}

}  // namespace unroll::experiments
