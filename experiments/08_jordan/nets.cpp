#include "nets.hpp"

#include <cmath>

#include "models/core/initial_theta.hpp"
#include "models/core/losses.hpp"
#include "models/core/training.hpp"
#include "models/elman/elman.hpp"
#include "models/jordan/jordan.hpp"

namespace unroll::experiments::serial_order {

Net jordan_net(arma::uword inputs, arma::uword units, arma::uword outputs) {
  return {.stack = stack_of<Recurrent>(1, cell_of<Jordan<>>(), inputs, units, outputs)};
}

Net elman_net(arma::uword inputs, arma::uword units, arma::uword outputs) {
  return {.stack = stack_of<Recurrent>(1, cell_of<Elman<Activation::sigmoid>>(), inputs, units),
          .outputs = outputs,
          .psi = Activation::sigmoid};
}

arma::uword learning_parameters(const Net& net) {
  arma::uword count = 0;
  for (const ParameterBlock& block : net.blocks())
    if (!block.held) count += block.size();
  return count;
}

arma::fvec first_theta(const Net& net, double mu, Stream& stream) {
  arma::fvec theta = initial_theta<float>(net, stream);
  if (net.outputs == 0) set_own(net, theta, "mu", mu);
  return theta;
}

void learn(const Net& net, arma::fvec& theta, Schooling schooling,
           const std::function<Lesson(std::uint64_t)>& lesson) {
  Tapes tapes;
  Adam<float> adam;
  train(theta, net.blocks(), adam,
        {.iterations = static_cast<std::uint64_t>(schooling.iterations),
         .rate = schedule::constant(schooling.rate)},
        [&](const arma::fvec& at, arma::fvec& gradient, std::uint64_t n) {
          const Lesson now = lesson(n);
          const Given<float> given = now.given();
          net.forward(at, now.x, given, tapes);
          const double loss =
              squared_error(tapes.y, now.y, mean(each_step(now.x.n_cols, now.x.n_slices)), tapes.dy);
          net.backward(at, now.x, given, tapes, gradient);
          return loss;
        });
}

double error_of(const Net& net, const arma::fvec& theta, const Lesson& lesson) {
  Tapes tapes;
  net.forward(theta, lesson.x, lesson.given(), tapes);
  double sum = 0;
  for (arma::uword k = 0; k < tapes.y.n_elem; ++k)
    sum += std::pow(static_cast<double>(tapes.y[k]) - static_cast<double>(lesson.y[k]), 2);
  return std::sqrt(sum / static_cast<double>(tapes.y.n_elem));
}

}  // namespace unroll::experiments::serial_order
