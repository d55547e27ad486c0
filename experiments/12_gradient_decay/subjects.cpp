#include "subjects.hpp"

#include <cmath>
#include <limits>
#include <stdexcept>

#include "experiments/lab/cells.hpp"
#include "models/core/initial_theta.hpp"
#include "models/core/losses.hpp"
#include "models/core/training.hpp"
#include "models/leaky/leaky.hpp"

namespace unroll::experiments {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

bool is_leaky(const Model& model) { return model.cell == &cell_of<Leaky<>>(); }

// The largest slope of a model's squashing function: of this and of what a unit keeps the bounds are made.
// NaN where the slides give no bound.
double steepest(const Model& model) {
  if (model.name == "elman" && (model.variant == "tanh" || model.variant == "relu")) return 1;
  if (model.name == "elman" && model.variant == "sigmoid") return 0.25;
  return is_leaky(model) ? 1 : nan;
}

// U of one product, gate by gate; normal has variance gain² / inputs, so a spectral radius of about `gain`.
void start_recurrent(arma::mat& U, const SubjectName& name, Stream& stream) {
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

template <class Layer>
Network<Layer> network_of(const Model& model, arma::uword units) {
  Network<Layer> network;
  network.stack = stack_of<Layer>(1, *model.cell, 2, units, units);
  network.outputs = 1;
  return network;
}

// The mean squared error on the adding problem, which is asked at the last step alone.
template <class S>
double adding_loss(const arma::Cube<S>& y, const arma::vec& sums, arma::Cube<S>& dy) {
  arma::Cube<S> target(1, y.n_cols, y.n_slices, arma::fill::zeros);
  target.slice(y.n_slices - 1) = arma::conv_to<arma::Row<S>>::from(sums);
  return 2 * squared_error(y, target, mean(last_step(y.n_cols, y.n_slices)), dy);
}

}  // namespace

Subject::Subject(const SubjectName& name, arma::uword units, Stream& stream)
    : model_(name.in_lineup()), layout_(*model_.cell, 2, units, units) {
  if (name.number("ways", 1) == 2)
    network_ = network_of<Bidirectional>(model_, units);
  else
    network_ = network_of<Recurrent>(model_, units);
  start(name, stream);
}

void Subject::start(const SubjectName& name, Stream& stream) {
  const double bias = name.number("bias", 0);
  if (bias != 0 && lab::memory_gate(model_) < 0)
    throw std::invalid_argument("bias: " + name.cell + " has no forget or update gate");
  std::visit(
      [&](const auto& network) {
        theta_ = initial_theta<double>(network, stream);
        network.for_cells(theta_, [&](const Layout& layout, arma::vec& window, std::size_t, int) {
          for (std::size_t k = 0; k < layout.cell->products.size(); ++k) {
            arma::mat U = layout.U(window, k);
            start_recurrent(U, name, stream);
          }
          if (name.init == "zero") layout.W(window).zeros();
          if (bias != 0) layout.b(window, lab::memory_gate(model_)).fill(bias);
        });
        if (is_leaky(model_)) set_own(network, theta_, "alpha", 0.9);
        if (model_.name == "jordan") set_own(network, theta_, "mu", 0.9);
        for (const char* own : {"alpha", "mu", "lambda", "beta"})
          if (name.numbers.contains(own)) set_own(network, theta_, own, name.number(own, 0));
      },
      network_);
}

arma::mat Subject::log_norms(const arma::cube& x, Stream& stream) const {
  const arma::vec theta = parameters();
  Tape<double> tape;
  forward(layout_, theta, x, Given<double>{}, tape);
  arma::mat d(layout_.rows({slot(), 1}), x.n_cols);
  for (double& value : d) value = stream.normal();
  return log_gradient_norms(layout_, theta, Input<double>(x), Given<double>{}, tape, slot(), d);
}

std::vector<arma::mat> Subject::jacobians(const arma::cube& x) const {
  const arma::vec theta = parameters();
  Tape<double> tape;
  forward(layout_, theta, x, Given<double>{}, tape);
  return unroll::jacobians(layout_, theta, tape);
}

arma::mat Subject::recurrent() const {
  arma::vec theta = parameters();
  const arma::mat U = layout_.U(theta, 0);
  return arma::mat(U);  // a copy: U is a window of theta, which ends here
}

double Subject::bound() const {
  const double slope = steepest(model_) * largest_singular_value();
  if (!is_leaky(model_)) return slope;
  arma::vec theta = parameters();
  const double alpha = layout_.w(theta, 0).max();
  return alpha + (1 - alpha) * slope;
}

double Subject::largest_singular_value() const {
  const arma::mat U = recurrent();
  return U.is_square() ? arma::norm(U, 2) : nan;
}

double Subject::radius() const {
  const arma::mat U = recurrent();
  return U.is_square() ? initialise::spectral_radius(U) : nan;
}

double Subject::train(const Lesson& lesson, Stream& stream) {
  return std::visit(
      [&](const auto& network) {
        typename std::decay_t<decltype(network)>::template Run<float> run;
        arma::fvec theta = arma::conv_to<arma::fvec>::from(theta_);
        arma::fcube x;  // what is measured is in double; to learn, float is enough and faster
        const auto loss = [&](const arma::fvec& at) {
          const auto data = datasets::adding(lesson.batch, lesson.steps, stream);
          x = arma::conv_to<arma::fcube>::from(data.x);
          network.forward(at, x, {}, run);
          return adding_loss(run.y, data.y, run.dy);
        };
        const auto learn = [&](const arma::fvec& at, arma::fvec& gradient, std::uint64_t) {
          const double now = loss(at);
          network.backward(at, x, {}, run, gradient);
          return now;
        };
        Adam<float> adam;
        if (lesson.iterations > 0) {
          unroll::train(
              theta, network.blocks(), adam,
              {.iterations = lesson.iterations, .rate = schedule::constant(lesson.rate), .clip_norm = 1},
              learn);
          theta_ = arma::conv_to<arma::vec>::from(theta);
        }
        double error = 0;
        for (int k = 0; k < 10; ++k) error += loss(theta) / 10;
        return error;
      },
      network_);
}

std::vector<lab::GradientCurve> Subject::gradients(const datasets::Adding& data) const {
  return std::visit(
      [&](const auto& network) {
        return lab::gradients_of(network, theta_, Input<double>(data.x),
                                 [&](const arma::cube& y, arma::cube& dy) { adding_loss(y, data.y, dy); });
      },
      network_);
}

}  // namespace unroll::experiments
