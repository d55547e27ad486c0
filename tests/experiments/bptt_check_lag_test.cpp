// Experiment 11's gradient by lag against truncated backpropagation, window by window.
#include "experiments/11_bptt_check/by_lag.hpp"
#include "models/core/losses.hpp"
#include "models/core/truncated.hpp"
#include "models/lineup.hpp"
#include "tests/catch.hpp"

using namespace unroll;

TEST_CASE("the lags up to k add up to the gradient truncated after k steps, for every cell") {
  constexpr arma::uword steps = 6, batch = 2;
  for (const Model& model : lineup()) {
    INFO(model.name << ", " << model.variant);
    Stream stream(7);
    const auto normal = [&](double) { return stream.normal(); };
    Network<Recurrent> network;
    network.stack = stack_of<Recurrent>(1, *model.cell, 2, 3, 3);
    network.outputs = 2;
    const arma::vec theta =
        arma::vec(network.parameters()).transform([&](double) { return 0.5 * stream.normal(); });
    const arma::cube x = arma::cube(2, batch, steps).transform(normal),
                     target = arma::cube(2, batch, steps).transform(normal);
    NetworkRun<Recurrent, double> run;
    const auto set_loss = [&] {
      network.forward(theta, x, {}, run);
      squared_error(run.y, target, each_step(batch, steps), run.dy);
    };
    const auto truncated = [&](arma::uword k) {
      set_loss();
      arma::vec gradient(theta.n_elem, arma::fill::zeros);
      truncated_backward(network, theta, x, {}, run, gradient, 1, k);
      return gradient;
    };
    set_loss();
    arma::vec whole(theta.n_elem, arma::fill::zeros);
    network.backward(theta, x, {}, run, whole);
    const Layout& layout = network.stack.layers[0].layout;
    const Tape<double>& tape = run.stack.layers[0].run.tape;
    Tape<double> d_loss(arma::size(tape), arma::fill::zeros);
    const arma::uword first = layout.row(layout.cell->output.first);
    d_loss(arma::span(first, first + layout.width() - 1), arma::span::all, arma::span(1, steps)) =
        network.gradient_of_stack(theta, run).written_out();
    const auto lags =
        experiments::bptt::gradient_by_lag(layout, theta.head(layout.parameters()), x, tape, d_loss);
    REQUIRE(lags.size() == steps);
    arma::vec sum(layout.parameters(), arma::fill::zeros);
    for (arma::uword k = 1; k <= steps; ++k) {
      sum += lags[k - 1];
      const arma::vec window = truncated(k).head(layout.parameters());
      CHECK(arma::abs(sum - window).max() <= 1e-12 * arma::abs(whole).max());
    }
    CHECK(arma::abs(sum - whole.head(layout.parameters())).max() <= 1e-12 * arma::abs(whole).max());
    if (model.variant != "copied context") CHECK(arma::abs(lags[1]).max() > 0);
  }
}
