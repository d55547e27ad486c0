#include "timing.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>

#include "experiments/lab/cells.hpp"
#include "models/core/rtrl.hpp"

namespace unroll::experiments::bptt {
namespace {

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

Timed time_gradients(const lab::Run& run, const std::string& cell, arma::uword units, arma::uword steps) {
  Stream stream = run.stream(cell, units, "timing");
  const Layout layout(*lab::cell_named(cell).cell, 2, units, units);
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
  Timed timed{units, steps};
  timed.bptt = seconds_of([&] {
    forward<double>(layout, theta, x, {}, tape);
    d = d_loss;
    gradient.zeros();
    backward<double>(layout, theta, x, {}, tape, d, gradient);
  });
  timed.rtrl = seconds_of([&] {
    forward<double>(layout, theta, x, {}, tape);
    gradient = rtrl_gradient<double>(layout, theta, x, {}, tape, d_loss);
  });
  return timed;
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
