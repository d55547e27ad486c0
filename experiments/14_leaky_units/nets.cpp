#include "nets.hpp"

#include <cmath>

#include "models/core/losses.hpp"
#include "models/core/training.hpp"
#include "models/leaky/leaky.hpp"

namespace unroll::experiments::leaks {
namespace {

bool is_learnt(const Layout& layout) { return layout.cell == &cell_of<Leaky<Retention::learnt>>(); }

template <class S>
void set_in(const Net& net, arma::Col<S>& theta, const arma::vec& alpha) {
  net.for_cells(theta, [&](const Layout& layout, arma::Col<S>& window, std::size_t, int) {
    const arma::vec own = is_learnt(layout) ? arma::vec(arma::log(alpha / (1 - alpha))) : alpha;
    layout.w(window, 0) = arma::conv_to<arma::Col<S>>::from(own);
  });
}

template <class S>
arma::vec read_from(const Net& net, const arma::Col<S>& theta) {
  arma::vec alpha;
  net.for_cells(theta, [&](const Layout& layout, arma::Col<S>& window, std::size_t, int) {
    alpha = arma::conv_to<arma::vec>::from(layout.w(window, 0));
    if (is_learnt(layout)) alpha = 1 / (1 + arma::exp(-alpha));
  });
  return alpha;
}

}  // namespace

Net leaky_net(Alpha alpha, arma::uword units, arma::uword outputs) {
  const Cell& cell = alpha == Alpha::held ? cell_of<Leaky<>>() : cell_of<Leaky<Retention::learnt>>();
  return {.stack = stack_of<Recurrent>(1, cell, 1, units), .outputs = outputs};
}

void set_retentions(const Net& net, arma::vec& theta, const arma::vec& alpha) { set_in(net, theta, alpha); }
void set_retentions(const Net& net, arma::fvec& theta, const arma::vec& alpha) { set_in(net, theta, alpha); }
arma::vec retentions(const Net& net, const arma::vec& theta) { return read_from(net, theta); }
arma::vec retentions(const Net& net, const arma::fvec& theta) { return read_from(net, theta); }

arma::vec integrators(const Net& net, double w, const arma::vec& alpha) {
  arma::vec theta(net.parameters(), arma::fill::zeros);
  net.for_cells(theta,
                [&](const Layout& layout, arma::vec& window, std::size_t, int) { layout.W(window).fill(w); });
  set_retentions(net, theta, alpha);
  return theta;
}

void learn(const Net& net, arma::fvec& theta, Schooling schooling,
           const std::function<Lesson(std::uint64_t)>& lesson) {
  NetworkRun<Recurrent, float> tapes;
  Adam<float> adam;
  const auto iterations = static_cast<std::uint64_t>(schooling.iterations);
  train(theta, net.blocks(), adam,
        {.iterations = iterations,
         .rate = schedule::linear_decay(schooling.rate, schooling.rate / 10, iterations),
         .clip_norm = 1},
        [&](const arma::fvec& at, arma::fvec& gradient, std::uint64_t n) {
          const Lesson now = lesson(n);
          net.forward(at, now.x, {}, tapes);
          const double loss = squared_error(tapes.y, now.y, mean(now.weights), tapes.dy);
          net.backward(at, now.x, {}, tapes, gradient);
          return loss;
        });
}

arma::vec errors_of(const Net& net, const arma::fvec& theta, const Lesson& lesson) {
  NetworkRun<Recurrent, float> tapes;
  net.forward(theta, lesson.x, {}, tapes);
  arma::vec sums(net.outputs, arma::fill::zeros);
  for (arma::uword t = 0; t < lesson.weights.n_cols; ++t)
    for (arma::uword b = 0; b < lesson.weights.n_rows; ++b)
      for (arma::uword i = 0; i < net.outputs; ++i)
        sums[i] +=
            lesson.weights(b, t) *
            std::pow(static_cast<double>(tapes.y(i, b, t)) - static_cast<double>(lesson.y(i, b, t)), 2);
  return sums / arma::accu(lesson.weights);
}

}  // namespace unroll::experiments::leaks
