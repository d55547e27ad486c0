#include "lesson.hpp"

#include <algorithm>
#include <stdexcept>

#include "models/core/losses.hpp"
#include "models/core/training.hpp"
#include "models/elman/elman.hpp"

namespace unroll::experiments::structure {
namespace {

// Steps first … first + count - 1 of a stream, from 0; where the stream lies, there it is read.
arma::fcube window(const arma::fcube& stream, arma::uword first, arma::uword count) {
  return {const_cast<float*>(stream.slice_memptr(first)), stream.n_rows, 1, count, false, true};
}

}  // namespace

Lesson next_symbol(const arma::uvec& symbols, const arma::mat& codes) {
  if (symbols.n_elem < 2)
    throw std::invalid_argument("a stream of " + std::to_string(symbols.n_elem) +
                                " symbols was given; to say the next one takes at least 2");
  const arma::uword steps = symbols.n_elem - 1;
  Lesson lesson{arma::fcube(codes.n_rows, 1, steps), arma::fcube(codes.n_rows, 1, steps)};
  for (arma::uword t = 0; t < steps; ++t)
    for (arma::uword i = 0; i < codes.n_rows; ++i) {
      lesson.x(i, 0, t) = static_cast<float>(codes(i, symbols[t]));
      lesson.next(i, 0, t) = static_cast<float>(codes(i, symbols[t + 1]));
    }
  return lesson;
}

Net network_for(const Lesson& lesson, arma::uword units, Way way) {
  const Cell& cell = way == Way::through ? cell_of<Elman<Activation::sigmoid>>()
                                         : cell_of<Elman<Activation::sigmoid, Context::copied>>();
  return {.stack = stack_of<Recurrent>(1, cell, lesson.x.n_rows, units),
          .outputs = lesson.next.n_rows,
          .psi = Activation::sigmoid};
}

arma::fvec first_weights(const Net& net, double reach, Stream& stream) {
  arma::fvec theta(net.parameters());
  for (float& w : theta) w = static_cast<float>(stream.uniform(-reach, reach));
  return theta;
}

arma::fmat first_state(const Net& net) {
  return arma::fmat(net.stack.layers[0].state_height(), 1).fill(0.5F);
}

void learn(const Net& net, arma::fvec& theta, const Lesson& lesson, const Training& training,
           const std::function<void(long, const arma::fvec&)>& after_pass) {
  const arma::uword steps = lesson.x.n_slices, piece = training.way == Way::copied ? 1 : training.piece;
  const std::uint64_t pieces = (steps + piece - 1) / piece;
  Tapes tapes;
  Sgd<float> sgd;
  Given<float> given{.state = first_state(net)};
  if (after_pass) after_pass(0, theta);
  for (long pass = 1; pass <= training.passes; ++pass) {
    train(theta, net.blocks(), sgd, {.iterations = pieces, .rate = schedule::constant(training.rate)},
          [&](const arma::fvec& at, arma::fvec& gradient, std::uint64_t n) {
            const arma::uword first = n * piece, count = std::min(piece, steps - first);
            const arma::fcube x = window(lesson.x, first, count), y = window(lesson.next, first, count);
            net.forward(at, x, given, tapes);
            const double loss = squared_error(tapes.y, y, each_step(1, count), tapes.dy);
            net.backward(at, x, given, tapes, gradient);
            given.state = net.stack.state(tapes.stack, count);
            return loss;
          });
    if (after_pass) after_pass(pass, theta);
  }
}

arma::mat outputs_over(const Net& net, const arma::fvec& theta, const arma::fcube& x, Tapes& tapes) {
  net.forward(theta, x, {.state = first_state(net)}, tapes);
  arma::mat y(tapes.y.n_rows, tapes.y.n_slices);
  std::copy(tapes.y.begin(), tapes.y.end(), y.begin());
  return y;
}

arma::mat outputs_over(const Net& net, const arma::fvec& theta, const arma::fcube& x) {
  Tapes tapes;
  return outputs_over(net, theta, x, tapes);
}

}  // namespace unroll::experiments::structure
