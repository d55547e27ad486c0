// Optimisers: the rules by which a gradient moves the parameters.
//
// Each optimiser is a value. Its hyper-parameters are public and have the published defaults. Its state
// vectors are public and listed by state(), so that a checkpoint can save them. step(θ, g, η) moves θ against
// the gradient g at the rate η. A state vector has θ's layout and starts from zero at the first step. In the
// equations g is the gradient at θ, ⊙ is by element, and so are squares, roots and quotients. A component
// whose gradient has always been exactly 0 never moves.
//
// Each step throws std::invalid_argument if θ, g and the state differ in size.
// Read next: schedules.hpp, training.hpp.
#pragma once
#include <algorithm>
#include <armadillo>
#include <cmath>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace unroll {

template <class S>
struct NamedVector {
  std::string_view name;
  arma::Col<S>* vector;  // a vector of the optimiser; valid as long as that stays where it is
};

template <class S>
using OptimiserState = std::vector<NamedVector<S>>;

template <class O, class S>
concept Optimiser = requires(O optimiser, arma::Col<S>& theta, const arma::Col<S>& gradient) {
  optimiser.step(theta, gradient, 0.1);
  OptimiserState<S>{optimiser.state()};
};

namespace detail {

template <class S>
void check_gradient_size(const arma::Col<S>& theta, const arma::Col<S>& gradient) {
  if (gradient.n_elem != theta.n_elem)
    throw std::invalid_argument("the gradient has " + std::to_string(gradient.n_elem) + " elements and θ " +
                                std::to_string(theta.n_elem) + " parameters; the numbers must be equal");
}

// Before the first step the state is empty; here it gets its first value.
template <class S>
void prepare(arma::Col<S>& state, arma::uword size, double first = 0) {
  if (state.is_empty()) state = arma::Col<S>(size, arma::fill::value(static_cast<S>(first)));
  if (state.n_elem != size)
    throw std::invalid_argument("the state of an optimiser has " + std::to_string(state.n_elem) +
                                " elements; θ has " + std::to_string(size) +
                                ", so this is the state of another training");
}

}  // namespace detail

// Gradient descent; stochastic if g is computed from a few examples only.
//
//   (1)  θ ← θ - η g
//
// H. Robbins & S. Monro, Ann. Math. Statist. 22 (1951) 400–407. PyTorch: SGD(lr=η).
template <class S>
struct Sgd {
  OptimiserState<S> state() { return {}; }
  void step(arma::Col<S>& theta, const arma::Col<S>& gradient, double rate) {
    detail::check_gradient_size(theta, gradient);
    const S eta = static_cast<S>(rate);
    for (arma::uword i = 0; i < theta.n_elem; ++i) theta[i] -= eta * gradient[i];
  }
};

// Momentum, the heavy ball.
//
//   (1)  v ← γ v - η g
//   (2)  θ ← θ + v
//
// B. T. Polyak, USSR Comput. Math. Math. Phys. 4(5) (1964) 1–17; I. Sutskever, J. Martens, G. Dahl & G.
// Hinton, ICML 2013, eqs. (1) and (2), with γ for their μ. PyTorch's SGD(lr=η, momentum=γ) keeps -v/η instead
// of v: the steps agree while η is constant, but PyTorch's velocity slows down at once when η falls.
template <class S>
struct Momentum {
  double momentum = 0.9;  // γ
  arma::Col<S> velocity = {};
  OptimiserState<S> state() { return {{"velocity", &velocity}}; }
  void step(arma::Col<S>& theta, const arma::Col<S>& gradient, double rate) {
    detail::check_gradient_size(theta, gradient);
    detail::prepare(velocity, theta.n_elem);
    const S eta = static_cast<S>(rate), gamma = static_cast<S>(momentum);
    for (arma::uword i = 0; i < theta.n_elem; ++i) {
      velocity[i] = gamma * velocity[i] - eta * gradient[i];
      theta[i] += velocity[i];
    }
  }
};

// Nesterov's accelerated gradient: momentum with the gradient at the point to which the velocity leads, ϑ +
// γv. (Some slides have ϑ + v, which is a slip.)
//
//   (1)  v ← γ v - η ∇L(ϑ + γ v)
//   (2)  ϑ ← ϑ + v
//
// Y. Nesterov, Soviet Math. Doklady 27 (1983) 372–376; Sutskever et al. 2013, eqs. (3) and (4). The stored θ,
// at which the gradient is computed, is the look-ahead point θ = ϑ + γv. With v' the velocity after (1),
//
//   θ' = ϑ' + γ v' = ϑ + v' + γ v' = θ - γ v + v' + γ v',   and v' - γ v = -η g by (1), so
//   (3)  θ ← θ + γ v' - η g
//
// after Y. Bengio, N. Boulanger-Lewandowski & R. Pascanu, ICASSP 2013, §3.5. ϑ itself is θ - γv; both
// converge as v fades. PyTorch: SGD(lr=η, momentum=γ, nesterov=True), which differs as above when η changes.
template <class S>
struct Nesterov {
  double momentum = 0.9;  // γ
  arma::Col<S> velocity = {};
  OptimiserState<S> state() { return {{"velocity", &velocity}}; }
  void step(arma::Col<S>& theta, const arma::Col<S>& gradient, double rate) {
    detail::check_gradient_size(theta, gradient);
    detail::prepare(velocity, theta.n_elem);
    const S eta = static_cast<S>(rate), gamma = static_cast<S>(momentum);
    for (arma::uword i = 0; i < theta.n_elem; ++i) {
      velocity[i] = gamma * velocity[i] - eta * gradient[i];
      theta[i] += gamma * velocity[i] - eta * gradient[i];
    }
  }
};

// AdaGrad: the rate of each component falls with the sum of its squared gradients.
//
//   (1)  G ← G + g²
//   (2)  θ ← θ - η g / (√G + ε)
//
// J. Duchi, E. Hazan & Y. Singer, J. Mach. Learn. Res. 12 (2011) 2121–2159, Fig. 1 with diagonal matrices:
// their δ is ε. It stands outside the root, with the value of PyTorch's Adagrad(lr=η); the paper gives none.
template <class S>
struct AdaGrad {
  double epsilon = 1e-10;
  arma::Col<S> squares = {};  // G
  OptimiserState<S> state() { return {{"squares", &squares}}; }
  void step(arma::Col<S>& theta, const arma::Col<S>& gradient, double rate) {
    detail::check_gradient_size(theta, gradient);
    detail::prepare(squares, theta.n_elem);
    const S eta = static_cast<S>(rate), small = static_cast<S>(epsilon);
    for (arma::uword i = 0; i < theta.n_elem; ++i) {
      squares[i] += gradient[i] * gradient[i];
      theta[i] -= eta * gradient[i] / (std::sqrt(squares[i]) + small);
    }
  }
};

// RMSProp: AdaGrad with a sum that forgets exponentially.
//
//   (1)  r ← ρ r + (1 - ρ) g²
//   (2)  θ ← θ - η g / (√r + ε)
//
// T. Tieleman & G. Hinton, "Neural Networks for Machine Learning", Coursera 2012, lecture 6.5, with ρ = 0.9.
// The lecture has no ε; here it stands outside the root, with the value of PyTorch's RMSprop(lr=η, alpha=ρ),
// whose own ρ is 0.99. A usual η is 0.001; Karpathy, Johnson & Fei-Fei 2015 take 0.002 and ρ = 0.95.
template <class S>
struct RmsProp {
  double decay = 0.9, epsilon = 1e-8;  // ρ, ε
  arma::Col<S> squares = {};           // r
  OptimiserState<S> state() { return {{"squares", &squares}}; }
  void step(arma::Col<S>& theta, const arma::Col<S>& gradient, double rate) {
    detail::check_gradient_size(theta, gradient);
    detail::prepare(squares, theta.n_elem);
    const S eta = static_cast<S>(rate), small = static_cast<S>(epsilon);
    const S keep = static_cast<S>(decay), take = static_cast<S>(1 - decay);
    for (arma::uword i = 0; i < theta.n_elem; ++i) {
      squares[i] = keep * squares[i] + take * gradient[i] * gradient[i];
      theta[i] -= eta * gradient[i] / (std::sqrt(squares[i]) + small);
    }
  }
};

// AdaDelta: RMSProp whose rate is the size of its own recent steps.
//
//   (1)  r ← ρ r + (1 - ρ) g²
//   (2)  Δ = -√(u + ε) / √(r + ε) ⊙ g
//   (3)  u ← ρ u + (1 - ρ) Δ²
//   (4)  θ ← θ + η Δ
//
// M. D. Zeiler, arXiv:1212.5701 (2012), Algorithm 1, with ε inside both roots and ρ and ε of its experiments.
// The paper has no rate: η = 1 gives its steps. PyTorch: Adadelta(lr=η, rho=ρ), whose default ρ is 0.9.
template <class S>
struct AdaDelta {
  double decay = 0.95, epsilon = 1e-6;        // ρ, ε
  arma::Col<S> squares = {}, movements = {};  // r, u
  OptimiserState<S> state() { return {{"squares", &squares}, {"movements", &movements}}; }
  void step(arma::Col<S>& theta, const arma::Col<S>& gradient, double rate) {
    detail::check_gradient_size(theta, gradient);
    detail::prepare(squares, theta.n_elem);
    detail::prepare(movements, theta.n_elem);
    const S eta = static_cast<S>(rate), small = static_cast<S>(epsilon);
    const S keep = static_cast<S>(decay), take = static_cast<S>(1 - decay);
    for (arma::uword i = 0; i < theta.n_elem; ++i) {
      squares[i] = keep * squares[i] + take * gradient[i] * gradient[i];
      const S move = -std::sqrt(movements[i] + small) / std::sqrt(squares[i] + small) * gradient[i];
      movements[i] = keep * movements[i] + take * move * move;
      theta[i] += eta * move;
    }
  }
};

namespace detail {

// (1)–(5) of Adam, for given 1 - β and 1 - βᵗ.
template <class S>
void adam_update(arma::uword n, S keep1, S take1, S keep2, S take2, S grown1, S grown2, S rate, S small,
                 const S* g, S* m, S* v, S* theta);

}  // namespace detail

// Adam: momentum and RMSProp, both corrected for their start from zero.
//
//   (1)  m ← β₁ m + (1 - β₁) g          (3)  m̂ = m / (1 - β₁ᵗ)
//   (2)  v ← β₂ v + (1 - β₂) g²         (4)  v̂ = v / (1 - β₂ᵗ)
//   (5)  θ ← θ - η m̂ / (√v̂ + ε)             with t the number of this step, from 1
//
// D. P. Kingma & J. Ba, ICLR 2015 (arXiv:1412.6980), Algorithm 1, with its β₁, β₂ and ε, which stands outside
// the root of v̂; its η is 0.001. PyTorch: Adam(lr=η), the same.
template <class S>
struct Adam {
  double beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8;
  arma::Col<S> mean = {}, squares = {};  // m, v
  arma::Col<S> steps = {};  // t, one number; float counts to 2²⁴, where both corrections are 1
  OptimiserState<S> state() { return {{"mean", &mean}, {"squares", &squares}, {"steps", &steps}}; }
  void step(arma::Col<S>& theta, const arma::Col<S>& gradient, double rate) {
    detail::check_gradient_size(theta, gradient);
    detail::prepare(mean, theta.n_elem);
    detail::prepare(squares, theta.n_elem);
    detail::prepare(steps, 1);
    const double t = static_cast<double>(steps[0] += 1);
    const S eta = static_cast<S>(rate), small = static_cast<S>(epsilon);
    const S keep1 = static_cast<S>(beta1), take1 = static_cast<S>(1 - beta1);
    const S keep2 = static_cast<S>(beta2), take2 = static_cast<S>(1 - beta2);
    const S grown1 = static_cast<S>(1 - std::pow(beta1, t)), grown2 = static_cast<S>(1 - std::pow(beta2, t));
    detail::adam_update(theta.n_elem, keep1, take1, keep2, take2, grown1, grown2, eta, small,
                        gradient.memptr(), mean.memptr(), squares.memptr(), theta.memptr());
  }
};

// RPROP: each component has its own step size, which grows and shrinks by the signs of its gradients alone.
// It needs gradients of all the data: noise in them shrinks the steps needlessly.
//
//   (1)  sign unchanged:  Δ ← min(η⁺ Δ, Δmax),   δ = -sign(g) Δ
//   (2)  sign reversed:   Δ ← max(η⁻ Δ, Δmin),   δ = -(the δ before): back; g counts as 0 at the next step
//   (3)  one of them 0:   Δ stays,               δ = -sign(g) Δ
//   (4)  θ ← θ + δ
//
// M. Riedmiller & H. Braun, ICNN 1993, 586–591, with its weight backtracking and defaults; Δmin and the
// equations after M. Riedmiller, "Rprop – description and implementation details", Karlsruhe 1994. The paper
// has no rate: here δ is multiplied by the rate, and rate 1 gives the paper's steps. PyTorch's Rprop differs:
// at (2) θ stays instead of going back, and its `lr` is the first Δ.
template <class S>
struct Rprop {
  double growth = 1.2, shrinkage = 0.5;                 // η⁺, η⁻
  double first = 0.1, smallest = 1e-6, largest = 50.0;  // Δ at the start, Δmin, Δmax
  arma::Col<S> sizes = {}, moves = {}, previous = {};   // Δ, δ, sign of g before
  OptimiserState<S> state() { return {{"sizes", &sizes}, {"moves", &moves}, {"previous", &previous}}; }
  void step(arma::Col<S>& theta, const arma::Col<S>& gradient, double rate) {
    detail::check_gradient_size(theta, gradient);
    detail::prepare(sizes, theta.n_elem, first);
    detail::prepare(moves, theta.n_elem);
    detail::prepare(previous, theta.n_elem);
    const S eta = static_cast<S>(rate), up = static_cast<S>(growth), down = static_cast<S>(shrinkage);
    for (arma::uword i = 0; i < theta.n_elem; ++i) {
      // Compares signs, because the product of two small gradients would underflow to the case "one of them
      // 0".
      const S sign = static_cast<S>((gradient[i] > 0) - (gradient[i] < 0)), turn = sign * previous[i];
      if (turn > 0) sizes[i] = std::min(up * sizes[i], static_cast<S>(largest));
      if (turn < 0) sizes[i] = std::max(down * sizes[i], static_cast<S>(smallest));
      moves[i] = turn < 0 ? -moves[i] : -sign * sizes[i] * eta;
      previous[i] = turn < 0 ? S{0} : sign;
      theta[i] += moves[i];
    }
  }
};

}  // namespace unroll
