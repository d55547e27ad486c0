// The plane through three states, for a map of the energy (relaxation.hpp) and for recalls seen on it
//
//   (1)  x(c) = M + Σ_k clip(c_k, 0, 1) (ξ^k - M),   M_i = sgn(ξ_i^1 + ξ_i^2 + ξ_i^3),   Σ_k c_k = 1
//
// Inside the triangle x is the plane itself, Σ_k c_k ξ^k; outside, where the plane leaves the cube, each unit
// stops at its -1 or +1, as a unit must. ξ^1 lies at (0, 0), ξ^2 at (u, 0), ξ^3 above. Lengths are Euclid's
// over √N: two states of overlap m are √(2 - 2m) apart.
// Shapes: states of -1/+1, N units. Shown by experiment 01.
#pragma once
#include <armadillo>
#include <array>
#include <cmath>
#include <stdexcept>

#include "network.hpp"

namespace unroll::hopfield {

class Plane {
 public:
  struct Point {
    double u = 0, v = 0;
  };

  // Throws std::invalid_argument unless the three columns of `corners`, N of -1/+1 each, are different.
  explicit Plane(const arma::fmat& corners) : states_(corners.n_rows, 4) {
    const arma::fvec sum = arma::sum(corners, 1);
    states_.col(0) = arma::sign(sum);
    states_.tail_cols(3) = corners;
    const auto distance = [&](arma::uword k, arma::uword l) {
      return std::sqrt(2 - 2 * overlap(arma::fvec(corners.col(k)), arma::fvec(corners.col(l))));
    };
    const double a = distance(0, 1), b = distance(0, 2), c = distance(1, 2);
    if (a == 0 || b == 0 || c == 0)
      throw std::invalid_argument("a plane needs three different states; two of these are the same");
    const double u = (a * a + b * b - c * c) / (2 * a);
    corners_ = {Point{0, 0}, Point{a, 0}, Point{u, std::sqrt(b * b - u * u)}};
  }

  // The majority M and the three states, N × 4.
  const arma::fmat& states() const { return states_; }
  Point corner(std::size_t k) const { return corners_.at(k); }

  // c, Σ c_k = 1.
  arma::vec coefficients(Point point) const {
    const double c3 = point.v / corners_[2].v, c2 = (point.u - c3 * corners_[2].u) / corners_[1].u;
    return {1 - c2 - c3, c2, c3};
  }

  // The coefficients of states() in x(c).
  arma::vec mixed(Point point) const {
    const arma::vec c = arma::clamp(coefficients(point), 0, 1);
    return arma::join_cols(arma::vec{1 - arma::accu(c)}, c);
  }

  // The foot of a state of -1/+1. With g_k = (ξ^k - ξ^1)·(s - ξ^1)/N it is where the vectors of the plane
  // have the same products.
  Point projected(const arma::fvec& state) const {
    const auto m = [&](arma::uword k, const arma::fvec& s) { return overlap(arma::fvec(states_.col(k)), s); };
    const arma::fvec first = states_.col(1);
    const double m1 = m(1, state);
    const double g2 = m(2, state) - m1 - m(2, first) + 1, g3 = m(3, state) - m1 - m(3, first) + 1;
    const double u = g2 / corners_[1].u;
    return {u, (g3 - u * corners_[2].u) / corners_[2].v};
  }

 private:
  arma::fmat states_;
  std::array<Point, 3> corners_;
};

}  // namespace unroll::hopfield
