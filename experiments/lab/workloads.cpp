#include "workloads.hpp"

#include <algorithm>

#include "models/core/initial_theta.hpp"
#include "models/core/losses.hpp"
#include "models/core/optimisers.hpp"
#include "models/elman/elman.hpp"
#include "models/gru/gru.hpp"
#include "models/lstm/lstm.hpp"

namespace unroll::lab {

const std::vector<BenchModel>& bench_models() {
  static const std::vector<BenchModel> all{{"rnn", &cell_of<Elman<>>()},
                                           {"gru", &cell_of<Gru<Reset::after>>()},
                                           {"gru-before", &cell_of<Gru<Reset::before>>()},
                                           {"lstm", &cell_of<Lstm<>>()}};
  return all;
}

namespace {

// What one thread works on.
struct Part {
  Symbols symbols;
  arma::fcube x, y;
  arma::umat labels;
  arma::mat weights;
  NetworkRun<Recurrent, float> run;
  arma::fvec gradient;
  double loss = 0;

  Part(const Workload& w, arma::uword batch, Stream& stream) {
    weights =
        (w.each_step ? each_step(batch, w.steps) / static_cast<double>(w.steps) : last_step(batch, w.steps)) /
        static_cast<double>(w.batch);
    if (w.symbols) {
      symbols = {arma::umat(batch, w.steps), w.inputs};
      for (auto& symbol : symbols.at) symbol = stream.below(w.inputs);
    } else {
      x.set_size(w.inputs, batch, w.steps);
      for (float& value : x) value = static_cast<float>(stream.uniform());
    }
    if (w.each_step) {
      labels.set_size(batch, w.steps);
      for (auto& label : labels) label = stream.below(w.outputs);
    } else {
      y = arma::fcube(w.outputs, batch, w.steps, arma::fill::value(0.5f));
    }
  }
  Input<float> input() const { return symbols.count > 0 ? Input<float>(symbols) : Input<float>(x); }
};

}  // namespace

struct TrainingStep::Parts {
  Workload workload;
  Team& team;
  Network<Recurrent> network;
  arma::fvec theta;
  Adam<float> adam;
  std::vector<Part> parts;

  void work(Part& part) {
    const Input<float> x = part.input();
    network.forward(theta, x, {}, part.run);
    part.loss = workload.each_step ? softmax_cross_entropy(part.run.y, part.labels, part.weights, part.run.dy)
                                   : squared_error(part.run.y, part.y, part.weights, part.run.dy);
    if (workload.states_only) return states_back(part, x);
    part.gradient.zeros(theta.n_elem);
    network.backward(theta, x, {}, part.run, part.gradient);
  }

  // ∂L/∂h_t of all steps into the tape d, from the loss at the last step alone.
  void states_back(Part& part, const Input<float>& x) {
    const Layout& layout = network.stack.layers[0].layout;
    const arma::fvec own(theta.memptr(), layout.parameters(), false, true);
    auto& run = part.run.stack.layers[0].run;
    arma::fvec none;
    backward_from_outputs(layout, own, x, Given<float>{}, run.tape,
                          network.gradient_of_stack(theta, part.run), run.d, none, nullptr, {}, &run.work);
  }
};

TrainingStep::TrainingStep(const Workload& w, const BenchModel& model, Team& team)
    : parts_(new Parts{w, team, {}, {}, {}, {}}) {
  parts_->network.stack = stack_of<Recurrent>(1, *model.cell, w.inputs, w.units);
  parts_->network.outputs = w.outputs;
  Stream stream(1);
  parts_->theta = initial_theta<float>(parts_->network, stream);
  const auto threads = std::min<arma::uword>(team.size(), w.batch);
  for (arma::uword i = 0; i < threads; ++i)
    parts_->parts.emplace_back(w, w.batch * (i + 1) / threads - w.batch * i / threads, stream);
}

TrainingStep::~TrainingStep() = default;

void TrainingStep::run() {
  Parts& p = *parts_;
  p.team.run([&](std::size_t i) {
    if (i < p.parts.size()) p.work(p.parts[i]);
  });
  if (p.workload.states_only) return;
  for (std::size_t i = 1; i < p.parts.size(); ++i) p.parts[0].gradient += p.parts[i].gradient;
  p.adam.step(p.theta, p.parts[0].gradient, 1e-3);
}

double TrainingStep::loss() const {
  double sum = 0;
  for (const Part& part : parts_->parts) sum += part.loss;
  return sum;
}

}  // namespace unroll::lab
