// Everything at once, as a user would: networks that learn.
#include "models/bidirectional/bidirectional.hpp"
#include "models/core/initial_theta.hpp"
#include "models/core/losses.hpp"
#include "models/core/training.hpp"
#include "models/elman/elman.hpp"
#include "models/gru/gru.hpp"
#include "models/jordan/jordan.hpp"
#include "models/lstm/lstm.hpp"
#include "tests/catch.hpp"

using namespace unroll;

namespace {

// Sequences of 1 … T of four symbols, each as long as drawn; the answer at the end is the first symbol.
struct FirstSymbol {
  Symbols x;
  arma::umat labels;
  Given<float> given;
  arma::mat weights;
};

FirstSymbol first_symbol(arma::uword batch, arma::uword steps, Stream& stream) {
  FirstSymbol data;
  data.x = {arma::umat(batch, steps), 4};
  for (auto& symbol : data.x.at) symbol = stream.below(4);
  data.labels = arma::repmat(data.x.at.col(0), 1, steps);
  data.given.lengths.set_size(batch);
  for (auto& length : data.given.lengths) length = steps - stream.below(3);
  data.weights = mean(last_step(batch, steps, data.given.lengths));
  return data;
}

double error_after(const Cell& cell, std::uint64_t iterations) {
  Network<Recurrent> network;
  network.stack = stack_of<Recurrent>(1, cell, 4, 16);
  network.outputs = 4;
  Stream stream(1);
  arma::fvec theta = initial_theta<float>(network, stream);
  NetworkRun<Recurrent, float> run;
  const auto loss = [&](const arma::fvec& at, const FirstSymbol& data) {
    network.forward(at, data.x, data.given, run);
    return softmax_cross_entropy(run.y, data.labels, data.weights, run.dy);
  };
  const FirstSymbol held_out = first_symbol(200, 12, stream);
  Adam<float> adam;
  train(
      theta, network.blocks(), adam,
      {.iterations = iterations, .rate = schedule::constant(0.01), .clip_norm = 1, .validate_every = 50},
      [&](const arma::fvec& at, arma::fvec& gradient, std::uint64_t) {
        const FirstSymbol data = first_symbol(20, 12, stream);
        const double now = loss(at, data);
        network.backward(at, data.x, data.given, run, gradient);
        return now;
      },
      [&](const arma::fvec& at) { return loss(at, held_out); });
  loss(theta, held_out);
  double wrong = 0;
  for (arma::uword b = 0; b < 200; ++b)
    wrong += run.y.slice(held_out.given.lengths[b] - 1).col(b).index_max() != held_out.labels(b, 0);
  return wrong / 200;
}

// How far an output of a Jordan network is from the square's corners, running freely after so many
// iterations with a teacher.
double farthest_from_square(const arma::cube& square, std::uint64_t seed, std::uint64_t iterations) {
  Network<Recurrent> network;
  network.stack = stack_of<Recurrent>(1, cell_of<Jordan<>>(), 1, 12, 2);
  Stream stream(seed);
  arma::vec theta = initial_theta<double>(network, stream);
  set_own(network, theta, "mu", 0.5);
  const arma::cube plan(1, 1, square.n_slices, arma::fill::ones);
  NetworkRun<Recurrent, double> run;
  Rprop<double> rprop;
  const Given<double> taught{.teacher = square};
  train(theta, network.blocks(), rprop, {.iterations = iterations, .rate = schedule::constant(1)},
        [&](const arma::vec& at, arma::vec& gradient, std::uint64_t) {
          network.forward(at, plan, taught, run);
          const double loss = squared_error(run.y, square, mean(each_step(1, square.n_slices)), run.dy);
          network.backward(at, plan, taught, run, gradient);
          return loss;
        });
  network.forward(theta, plan, {}, run);  // no teacher now
  return arma::abs(run.y - square).max();
}

}  // namespace

TEST_CASE("gated networks learn to keep the first symbol; from a single pass over it they cannot know") {
  CHECK(error_after(cell_of<Lstm<>>(), 400) <= 0.02);
  CHECK(error_after(cell_of<Gru<>>(), 400) <= 0.02);
  CHECK(error_after(cell_of<Lstm<>>(), 1) >= 0.5);
}

TEST_CASE("a Jordan network learns the corners of a square with a teacher and runs round them freely") {
  const arma::uword steps = 40;
  arma::cube square(2, 1, steps);
  for (arma::uword t = 0; t < steps; ++t)
    square.slice(t) = arma::vec{t % 4 < 2 ? 0.9 : 0.1, (t + 1) % 4 < 2 ? 0.9 : 0.1};
  for (const std::uint64_t seed : {1u, 2u, 3u, 4u, 5u}) {
    INFO("seed " << seed);
    CHECK(farthest_from_square(square, seed, 1) >= 0.45);    // about half way: no corner at all
    CHECK(farthest_from_square(square, seed, 1000) <= 0.4);  // each output nearer to its own corner
  }
}
