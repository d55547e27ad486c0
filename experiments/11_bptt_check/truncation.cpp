#include "truncation.hpp"

#include <cmath>

#include "by_lag.hpp"
#include "datasets/adding.hpp"
#include "models/core/losses.hpp"
#include "models/core/truncated.hpp"

namespace unroll::experiments::bptt {

Bias bias_of(const arma::vec& truncated, const arma::vec& whole) {
  double both = 0, of_truncated = 0, of_whole = 0;
  for (arma::uword k = 0; k < whole.n_elem; ++k) {
    both += truncated[k] * whole[k];
    of_truncated += truncated[k] * truncated[k];
    of_whole += whole[k] * whole[k];
  }
  // √(x·x) is x: of equal vectors both numbers are 1 to the last bit.
  return {both / std::sqrt(of_truncated * of_whole), std::sqrt(of_truncated / of_whole)};
}

std::size_t window(const std::vector<Bias>& biases, double cosine) {
  std::size_t k = biases.size();
  while (k > 1 && biases[k - 2].cosine >= cosine) --k;
  return k;
}

std::vector<std::size_t> widths(std::size_t steps) {
  std::vector<std::size_t> all;
  for (double width = 1; width < static_cast<double>(steps); width *= std::sqrt(2.0)) {
    const auto k = static_cast<std::size_t>(std::lround(width));
    if ((all.empty() || k > all.back()) && k < steps) all.push_back(k);
  }
  all.push_back(steps);
  return all;
}

Batch adding_batch(arma::uword sequences, arma::uword steps, Asked asked, Stream& stream) {
  Batch batch{datasets::adding(sequences, steps, stream).x, arma::cube(1, sequences, steps),
              mean(asked == Asked::last ? last_step(sequences, steps) : each_step(sequences, steps))};
  for (arma::uword t = 0; t < steps; ++t)
    for (arma::uword b = 0; b < sequences; ++b)
      batch.target(0, b, t) = (t > 0 ? batch.target(0, b, t - 1) : 0) + batch.x(0, b, t) * batch.x(1, b, t);
  return batch;
}

double Trained::loss(const arma::vec& at, const Batch& batch) {
  network.forward(at, batch.x, {}, run);
  const double half = squared_error(run.y, batch.target, batch.weights, run.dy);
  run.dy *= 2;
  return 2 * half;
}

Tape<double> loss_gradient(const Network<Recurrent>& network, const arma::vec& theta,
                           NetworkRun<Recurrent, double>& run) {
  const Layout& layout = network.stack.layers[0].layout;
  const Tape<double>& tape = run.stack.layers[0].run.tape;
  Tape<double> gradient(arma::size(tape), arma::fill::zeros);
  const arma::uword first = layout.row(layout.cell->output.first);
  gradient(arma::span(first, first + layout.width() - 1), arma::span::all, arma::span(1, tape.n_slices - 1)) =
      network.gradient_of_stack(theta, run).written_out();
  return gradient;
}

Biases truncate(Trained& net, const Batch& batch) {
  const Layout& layout = net.network.stack.layers[0].layout;
  const auto of_cell = [&](const arma::vec& all) -> arma::vec { return all.head(layout.parameters()); };
  const auto zeros = [&] { return arma::vec(net.theta.n_elem, arma::fill::zeros); };
  net.loss(net.theta, batch);
  arma::vec gradient = zeros();
  net.network.backward(net.theta, batch.x, {}, net.run, gradient);
  const arma::vec whole = of_cell(gradient);
  Biases biases;
  arma::vec sum(whole.n_elem, arma::fill::zeros);
  for (const arma::vec& lag :
       gradient_by_lag(layout, of_cell(net.theta), batch.x, net.run.stack.layers[0].run.tape,
                       loss_gradient(net.network, net.theta, net.run))) {
    sum += lag;
    biases.every_step.push_back(bias_of(sum, whole));
  }
  for (const std::size_t k : widths(batch.x.n_slices)) {
    gradient = zeros();
    net.loss(net.theta, batch);
    truncated_backward(net.network, net.theta, batch.x, {}, net.run, gradient, k, k);
    biases.chunks.push_back(bias_of(of_cell(gradient), whole));
  }
  return biases;
}

}  // namespace unroll::experiments::bptt
