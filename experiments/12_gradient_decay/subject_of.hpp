// A subject of a known cell (subjects.hpp).
#pragma once
#include <cmath>
#include <limits>
#include <stdexcept>

#include "datasets/adding.hpp"
#include "experiments/lab/cells.hpp"
#include "models/bidirectional/bidirectional.hpp"
#include "models/core/initial_theta.hpp"
#include "models/core/losses.hpp"
#include "models/core/training.hpp"
#include "models/leaky/leaky.hpp"
#include "models/lineup.hpp"
#include "subjects.hpp"

namespace unroll::experiments {

// The largest slope of a model's squashing function: of this and of what a unit keeps the bounds are made.
// NaN where the slides give no bound.
double steepest(const Model& model);

template <class Layer>
class SubjectOf : public Subject {
 public:
  SubjectOf(const SubjectName& name, const Model& model, arma::uword units, Stream& stream)
      : steepest_(steepest(model)), leaky_(model.cell == &cell_of<Leaky<>>()) {
    network_.stack = stack_of<Layer>(1, *model.cell, 2, units, units);
    network_.outputs = 1;
    theta_ = initial_theta<double>(network_, stream);
    network_.for_cells(theta_, [&](const auto& layout, arma::vec& window, std::size_t, int) {
      for (std::size_t k = 0; k < layout.cell->products.size(); ++k) {
        arma::mat U = layout.U(window, k);
        start(U, name, stream);
      }
      if (name.init == "zero") layout.W(window).zeros();
      if (const double bias = name.number("bias", 0); bias != 0) {
        if (lab::memory_gate(model) < 0)
          throw std::invalid_argument("bias: " + name.model + " has no forget or update gate");
        layout.b(window, lab::memory_gate(model)).fill(bias);
      }
    });
    for (const char* own : {"alpha", "mu", "lambda", "beta"})
      if (name.numbers.contains(own)) set_own(network_, theta_, own, name.number(own, 0));
    if (leaky_) set_own(network_, theta_, "alpha", name.number("alpha", 0.9));
    if (model.name == "jordan") set_own(network_, theta_, "mu", name.number("mu", 0.9));
  }

  arma::mat log_norms(const arma::cube& x, Stream& stream) const override {
    const auto& layout = network_.stack.layers[0].cell_layout();
    const arma::vec theta = window();
    Tape<double> tape;
    forward(layout, theta, x, Given<double>{}, tape);
    arma::mat d(layout.rows({slot(), 1}), x.n_cols);
    for (double& value : d) value = stream.normal();
    return log_gradient_norms(layout, theta, Input<double>(x), Given<double>{}, tape, slot(), d);
  }

  std::vector<arma::mat> jacobians(const arma::cube& x) const override {
    const auto& layout = network_.stack.layers[0].cell_layout();
    const arma::vec theta = window();
    Tape<double> tape;
    forward(layout, theta, x, Given<double>{}, tape);
    return unroll::jacobians(layout, theta, tape);
  }

  arma::span rows() const override { return rows_of_state(network_.stack.layers[0].cell_layout(), slot()); }

  double bound() const override {
    const double slope = steepest_ * largest_singular_value();
    if (leaky_) {
      arma::vec theta = window();
      const double alpha = arma::vec(network_.stack.layers[0].cell_layout().w(theta, 0)).max();
      return alpha + (1 - alpha) * slope;
    }
    return slope;
  }

  double largest_singular_value() const override {
    return square(recurrent()) ? arma::norm(recurrent(), 2) : nan;
  }
  double radius() const override {
    return square(recurrent()) ? initialise::spectral_radius(recurrent()) : nan;
  }

  double train(const Lesson& lesson, Stream& stream) override {
    const arma::mat weights = mean(last_step(lesson.batch, lesson.steps));
    NetworkRun<Layer, double> run;
    const auto loss = [&](const arma::vec& theta, const datasets::Adding& data) {
      network_.forward(theta, data.x, {}, run);
      arma::cube target(1, lesson.batch, lesson.steps, arma::fill::zeros);
      target.slice(lesson.steps - 1) = data.y.t();
      return 2 * squared_error(run.y, target, weights, run.dy);
    };
    if (lesson.iterations > 0) learn(lesson, stream, run, loss);
    double error = 0;
    for (int k = 0; k < 10; ++k)
      error += loss(theta_, datasets::adding(lesson.batch, lesson.steps, stream)) / 10;
    return error;
  }

 private:
  int slot() const { return network_.stack.layers[0].cell_layout().cell->state.front(); }
  static constexpr double nan = std::numeric_limits<double>::quiet_NaN();

  static bool square(const arma::mat& U) { return U.n_rows == U.n_cols && U.n_rows > 0; }

  // U of one product, gate by gate; normal has variance gain² / inputs, so a spectral radius of about `gain`.
  static void start(arma::mat& U, const SubjectName& name, Stream& stream) {
    const double gain = name.number("gain", 1);
    const arma::uword gates = U.n_rows % U.n_cols == 0 ? U.n_rows / U.n_cols : 1;
    initialise::each_gate(U, gates, [&](arma::mat& gate) {
      if (name.init == "zero") gate.zeros();
      if (name.init == "identity") initialise::identity(gate, gain);
      if (name.init == "orthogonal") initialise::orthogonal(gate, stream, gain);
      if (name.init == "normal")
        initialise::normal(gate, gain / std::sqrt(static_cast<double>(gate.n_cols)), stream);
    });
  }

  template <class Loss>
  void learn(const Lesson& lesson, Stream& stream, NetworkRun<Layer, double>& run, Loss&& loss) {
    Adam<double> adam;
    unroll::train(theta_, network_.blocks(), adam,
                  {.iterations = lesson.iterations, .rate = schedule::constant(lesson.rate), .clip_norm = 1},
                  [&](const arma::vec& theta, arma::vec& gradient, std::uint64_t) {
                    const auto data = datasets::adding(lesson.batch, lesson.steps, stream);
                    const double now = loss(theta, data);
                    network_.backward(theta, data.x, {}, run, gradient);
                    return now;
                  });
  }

  // The parameters of the cell, of the way forwards where there are two.
  arma::vec window() const { return theta_.head(network_.stack.layers[0].cell_layout().parameters()); }
  arma::mat recurrent() const {
    arma::vec theta = window();
    const arma::mat U = network_.stack.layers[0].cell_layout().U(theta, 0);
    return arma::mat(U);  // a copy: U is a window of theta, which ends here
  }

  double steepest_;
  bool leaky_;
  Network<Layer> network_;
  arma::vec theta_;
};

}  // namespace unroll::experiments
