// One unit, unrolled; its error and the gradient of this error. It is the smallest network whose gradient explodes.
//
//   (1)  x_t = w σ(x_{t-1}) + b,   x_0 = 1/2,   t = 1 … T
//   (2)  E = (σ(x_T) - 0.7)²
//   (3)  δ_T = 2 (σ(x_T) - 0.7) σ'(x_T),   δ_{t-1} = w σ'(x_{t-1}) δ_t,   σ' = σ (1 - σ)
//   (4)  ∂E/∂w = Σ_t δ_t σ(x_{t-1}),   ∂E/∂b = Σ_t δ_t
//   (5)  the wall: x_0 is a fixed point, b = x_0 - w σ(x_0) = 0.5 - 0.6225 w, and repels, w σ'(x_0) > 1
//
// Source: R. Pascanu, T. Mikolov & Y. Bengio, "On the difficulty of training recurrent neural networks",
// ICML 2013 (arXiv:1211.5063v2): (1) and (2) with T = 50 are their error surface. (3) and (4) are
// backpropagation through time; (5) is ours and explains where their wall stands.
#pragma once
#include <cmath>
#include <vector>

namespace unroll::experiments::cliff {

struct Point {
  double w = 0, b = 0;
};

// The region that the paper draws.
struct Box {
  static constexpr double w_low = 4, w_high = 7, b_low = -4, b_high = -1.8;
  static bool holds(Point p) { return p.w >= w_low && p.w <= w_high && p.b >= b_low && p.b <= b_high; }
};

struct Slope {
  double error = 0, dw = 0, db = 0;
  double norm() const { return std::hypot(dw, db); }
};

inline double sigmoid(double x) { return 1 / (1 + std::exp(-x)); }

struct Unit {
  int steps = 50;
  double start = 0.5, target = 0.7;

  Slope at(Point p) const {
    std::vector<double> y(static_cast<std::size_t>(steps) + 1);  // σ(x_0) … σ(x_T)
    y[0] = sigmoid(start);
    for (std::size_t t = 1; t < y.size(); ++t) y[t] = sigmoid(p.w * y[t - 1] + p.b);  // (1)
    const double wrong = y.back() - target;
    Slope slope{.error = wrong * wrong};                   // (2)
    double delta = 2 * wrong * y.back() * (1 - y.back());  // (3)
    for (std::size_t t = y.size() - 1; t > 0; --t) {
      slope.dw += delta * y[t - 1];  // (4)
      slope.db += delta;
      delta *= p.w * y[t - 1] * (1 - y[t - 1]);  // (3)
    }
    return slope;
  }

  // The factor by which each step multiplies a small change of x_0, where x_0 is a fixed point.
  double repulsion(double w) const { return w * sigmoid(start) * (1 - sigmoid(start)); }
};

// (5), with the published digits.
inline double published_wall(double w) { return 0.5 - 0.6225 * w; }
inline constexpr double first_wall = 4.26;

// The b at which the error is steepest for one w.
struct Ridge {
  double w = 0, b = 0, norm = 0;
  double distance() const { return b - published_wall(w); }
};

// Searches ever smaller intervals of b, each time the one in which E changes most. The wall is thinner than any grid, 1e-11 at
// w = 7, so gradients on a grid miss it; but the errors on its two sides differ however far apart two points are.
inline Ridge steepest(const Unit& unit, double w) {
  constexpr int cells = 64;
  double low = Box::b_low, high = Box::b_high;
  Ridge best{.w = w};
  while (high - low > 1e-14) {
    const double cell = (high - low) / cells;
    int steep = 0;
    double most = -1, before = 0;
    for (int k = 0; k <= cells; ++k) {
      const double b = low + k * cell;
      const Slope slope = unit.at({w, b});
      if (slope.norm() > best.norm) best = {w, b, slope.norm()};
      const double change = std::abs(slope.error - before);
      if (k > 0 && change > most) {
        most = change;
        steep = k;
      }
      before = slope.error;
    }
    high = low + (steep + 1) * cell;  // a cell more on either side
    low += (steep - 2) * cell;
  }
  return best;
}

}  // namespace unroll::experiments::cliff
