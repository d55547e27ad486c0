// What a user of the installed library writes: train an LSTM to hold a symbol, save it, load it again.
#include <cstdint>
#include <iostream>
#include <unroll/models/core/initial_theta.hpp>
#include <unroll/models/core/losses.hpp>
#include <unroll/models/core/training.hpp>
#include <unroll/models/lstm/lstm.hpp>
#include <unroll/models/pytorch.hpp>

using namespace unroll;

bool an_lstm_learns_and_comes_back_from_disk();

bool an_lstm_learns_and_comes_back_from_disk() {
  constexpr arma::uword symbols = 3, batch = 30, steps = 6;
  Stream stream(1, "consumer", "lstm", 0, "all");
  Network<Recurrent> net;
  net.stack = stack_of<Recurrent>(1, cell_of<Lstm<>>(), symbols, 12);
  net.outputs = symbols;
  arma::fvec theta = initial_theta<float>(net, stream);

  Symbols x{arma::umat(batch, steps), symbols};
  for (auto& symbol : x.at) symbol = stream.below(symbols);
  const arma::umat labels = arma::repmat(x.at.col(0), 1, steps);  // the first one, asked for at the end
  const arma::mat weights = mean(last_step(batch, steps));

  NetworkRun<Recurrent, float> run;
  Adam<float> adam;
  const auto record =
      train(theta, net.blocks(), adam, {.iterations = 150, .rate = schedule::constant(0.02), .clip_norm = 1},
            [&](const arma::fvec& at, arma::fvec& gradient, std::uint64_t) {
              net.forward(at, x, {}, run);
              const double loss = softmax_cross_entropy(run.y, labels, weights, run.dy);
              net.backward(at, x, {}, run, gradient);
              return loss;
            });
  std::cout << "loss from " << record.losses.front() << " to " << record.losses.back() << '\n';

  save_weights("consumer.safetensors", to_weights(net, theta));
  const arma::fvec again = from_weights<float>(net, load_weights("consumer.safetensors"));
  return record.losses.back() < 0.1 && arma::all(again == theta);
}
