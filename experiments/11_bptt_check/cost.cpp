#include "cost.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>

#include "models/core/rtrl.hpp"

namespace unroll::experiments::bptt {
namespace {

struct StepCost {
  double forward = 0, back = 0;
};

StepCost step_cost(const Layout& layout) {
  const auto rows = [&](Range slots) { return static_cast<double>(layout.rows(slots)); };
  const double W = rows(layout.cell->input) * static_cast<double>(layout.inputs);
  const double pass = static_cast<double>(layout.height());
  StepCost cost{W + pass, W + pass};
  for (const Product& p : layout.cell->products) {
    const double U = rows(p.to) * rows(p.from);
    cost.forward += U;
    cost.back += p.cut ? U : 2 * U;
  }
  return cost;
}

// The least time of several calls: what else the machine does only adds to it.
template <class Work>
double seconds_of(Work&& work) {
  using Clock = std::chrono::steady_clock;
  double least = std::numeric_limits<double>::infinity(), all = 0;
  for (int calls = 0; calls < 2 || (all < 0.02 && calls < 1000); ++calls) {
    const auto begin = Clock::now();
    work();
    const double took = std::chrono::duration<double>(Clock::now() - begin).count();
    least = std::min(least, took);
    all += took;
  }
  return least;
}

}  // namespace

Cost cost_of(const Layout& layout, double steps, double k) {
  const StepCost step = step_cost(layout);
  const double s = static_cast<double>(followed_rows(layout).size()),
               p = static_cast<double>(layout.parameters()), height = static_cast<double>(layout.height());
  const double full = k < steps ? k : steps;  // how far back a truncated gradient goes at most
  Cost cost;
  cost.bptt = steps * (step.forward + step.back);
  cost.bptt_every_step = steps * step.forward + steps * (steps + 1) / 2 * step.back;
  cost.truncated = steps * step.forward + (full * (full + 1) / 2 + (steps - full) * full) * step.back;
  cost.rtrl = steps * (step.forward + s * step.back + s * s * p);
  cost.bptt_memory = 2 * height * (steps + 1);
  cost.truncated_memory = 2 * height * (full + 1);
  cost.rtrl_memory = 2 * s * p;
  return cost;
}

Seconds time_gradients(const Cell& cell, arma::uword units, arma::uword steps, Stream& stream) {
  const Layout layout(cell, 2, units, units);
  const auto normal = [&](double) { return stream.normal(); };
  const arma::vec theta = arma::vec(layout.parameters()).transform([&](double) {
    return stream.normal() / std::sqrt(static_cast<double>(units));
  });
  const arma::cube x = arma::cube(2, 1, steps).transform(normal);
  Tape<double> tape, d;
  forward<double>(layout, theta, x, {}, tape);
  Tape<double> d_loss(arma::size(tape), arma::fill::zeros);
  const arma::uword first = layout.row(layout.cell->output.first);
  for (arma::uword t = 1; t <= steps; ++t)
    d_loss.slice(t).rows(first, first + layout.width() - 1).transform(normal);
  arma::vec gradient(layout.parameters());
  Seconds seconds;
  seconds.bptt = seconds_of([&] {
    forward<double>(layout, theta, x, {}, tape);
    d = d_loss;
    gradient.zeros();
    backward<double>(layout, theta, x, {}, tape, d, gradient);
  });
  seconds.rtrl = seconds_of([&] {
    forward<double>(layout, theta, x, {}, tape);
    gradient = rtrl_gradient<double>(layout, theta, x, {}, tape, d_loss);
  });
  return seconds;
}

double exponent(const std::vector<double>& x, const std::vector<double>& y) {
  double mx = 0, my = 0, xx = 0, xy = 0;
  const auto n = static_cast<double>(x.size());
  for (std::size_t k = 0; k < x.size(); ++k) {
    mx += std::log(x[k]) / n;
    my += std::log(y[k]) / n;
  }
  for (std::size_t k = 0; k < x.size(); ++k) {
    xx += (std::log(x[k]) - mx) * (std::log(x[k]) - mx);
    xy += (std::log(x[k]) - mx) * (std::log(y[k]) - my);
  }
  return xy / xx;
}

}  // namespace unroll::experiments::bptt
