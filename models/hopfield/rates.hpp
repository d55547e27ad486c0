// Graded units with random weights: at rest below a gain of one, chaotic above
//
//   discrete    (1)  x(t+1) = tanh(g J x(t))
//   continuous  (2)  dx/dt = -x + tanh(g J x),            time in units of a unit's own
//   tangent     (3)  δ(t+1) = D g J δ(t)  and  dδ/dt = -δ + D g J δ,    D = diag(1 - tanh²(g J x))
//   exponent    (4)  λ = lim (1/t) ln(‖δ(t)‖ / ‖δ(0)‖)
//   weights     (5)  J_ij normal with variance 1/N, J_ii = 0
//
// x = 0 is always a fixed point. The eigenvalues of (5) fill the unit disc (Girko's law), so it loses its
// stability at g = 1, and a large network becomes chaotic. h = J x brings (2) into the paper's form, dh/dt =
// -h + J tanh(g h); the exponents are the same.
//
// Exponents in the limit of large N:
//   (6)  discrete: λ = ½ ln(g² ⟨(1 - tanh² a)²⟩),  a normal with variance σ² = g² ⟨tanh² a⟩
//        every step multiplies by the slope at a new, independent normal field (after L. Molgedey,
//        J. Schuchhardt & H. G. Schuster, Phys. Rev. Lett. 69 (1992) 3717–3719)
//   (7)  zero state, g < 1: λ = ln g discrete, g - 1 continuous: the edge of the disc
//
// Source: H. Sompolinsky, A. Crisanti & H. J. Sommers, "Chaos in random neural networks", Phys. Rev. Lett. 61
// (1988) 259–262. (2) is integrated by the classical Runge–Kutta method of fourth order, δ together with x.
// Shapes: J N × N, gains G, states x and tangents δ N × G, one column per gain: one product serves all gains.
// Read next: bit_network.hpp, the limit of g → ∞. Shown by experiment 03.
#pragma once
#include <armadillo>

#include "../core/packed_product.hpp"
#include "../core/random.hpp"

namespace unroll::hopfield {

enum class Time { discrete, continuous };

// States and tangents side by side, N × 2G: x in the first G columns, δ in the others.
using Flow = arma::mat;

class RateNetwork {
 public:
  // Throws std::invalid_argument if J is not square or there is no gain.
  RateNetwork(const arma::mat& J, arma::vec gains);

  arma::uword size() const { return units_; }
  const arma::vec& gains() const { return gains_; }

  // tanh(g J x) and, beside it, D g J δ.
  Flow driven(const Flow& flow) const;

  // One step of (1) and (3); or a time dt of (2) and (3).
  void step(Flow& flow) const { flow = driven(flow); }
  void advance(Flow& flow, double dt) const;

 private:
  arma::uword units_;
  arma::vec gains_;
  PackedMatrix<double> J_;
};

// (5).
arma::mat normal_couplings(arma::uword units, Stream& stream);

// x and δ normal, the same in all columns; δ of length 1.
Flow random_flow(arma::uword units, arma::uword gains, Stream& stream);

struct Exponents {
  arma::vec lambda;  // G: (4) in the second part of the run
  arma::vec size;    // G: max_i |x_i| at its end
};

// Runs from `flow` for a time `forget`, which is discarded, and then for a time `measure`; continuous time in
// steps of dt.
Exponents largest_exponents(const RateNetwork& net, Flow flow, Time time, double forget, double measure,
                            double dt = 0.25);

// (6) for g > 1 and (7) for g ≤ 1, discrete time.
double large_network_exponent(double gain);

}  // namespace unroll::hopfield
