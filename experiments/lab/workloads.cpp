#include "workloads.hpp"

#include <algorithm>

#include "models/boltzmann/contrastive_divergence.hpp"
#include "models/core/initial_theta.hpp"
#include "models/core/losses.hpp"
#include "models/core/optimisers.hpp"
#include "models/elman/elman.hpp"
#include "models/gru/gru.hpp"
#include "models/lstm/lstm.hpp"
#include "shards.hpp"

namespace unroll::lab {

const std::vector<BenchModel>& bench_models() {
  static const std::vector<BenchModel> all{{"rnn", &cell_of<Elman<>>()},
                                           {"gru", &cell_of<Gru<Reset::after>>()},
                                           {"gru-before", &cell_of<Gru<Reset::before>>()},
                                           {"lstm", &cell_of<Lstm<>>()}};
  return all;
}

namespace {

// What one shard of the batch works on.
struct Part {
  Symbols symbols;
  arma::fcube x, y;
  arma::umat labels;
  arma::mat weights;
  NetworkRun<Recurrent, float> run;

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
  ShardedGradient<float> sharded;
  Network<Recurrent> network = {};
  arma::fvec theta = {}, gradient = {};
  Adam<float> adam = {};
  std::vector<Part> parts = {};
  double loss = 0;

  double work(Part& part, arma::fvec& to) {
    const Input<float> x = part.input();
    network.forward(theta, x, {}, part.run);
    const double found = workload.each_step
                             ? softmax_cross_entropy(part.run.y, part.labels, part.weights, part.run.dy)
                             : squared_error(part.run.y, part.y, part.weights, part.run.dy);
    if (workload.states_only)
      states_back(part, x);
    else
      network.backward(theta, x, {}, part.run, to);
    return found;
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

TrainingStep::TrainingStep(const Workload& w, const BenchModel& model, Team& team, std::size_t shards)
    : parts_(new Parts{w, {team, shards_of(w.batch, shards)}}) {
  parts_->network.stack = stack_of<Recurrent>(1, *model.cell, w.inputs, w.units);
  parts_->network.outputs = w.outputs;
  Stream stream(1);
  parts_->theta = initial_theta<float>(parts_->network, stream);
  for (const Shard& shard : parts_->sharded.shards()) parts_->parts.emplace_back(w, shard.count, stream);
}

TrainingStep::~TrainingStep() = default;

void TrainingStep::run() {
  Parts& p = *parts_;
  p.gradient.zeros(p.workload.states_only ? 0 : p.theta.n_elem);
  p.loss = p.sharded.add(
      p.gradient, [&](const Shard& shard, arma::fvec& to) { return p.work(p.parts[shard.index], to); });
  if (!p.workload.states_only) p.adam.step(p.theta, p.gradient, 1e-3);
}

double TrainingStep::loss() const { return parts_->loss; }

const arma::fvec& TrainingStep::theta() const { return parts_->theta; }

namespace {

std::function<void()> divergence_step(const Workload& w, Team& team) {
  struct Learner {
    Stream stream{1};
    boltzmann::Restricted<float> machine;
    arma::fmat data;
    boltzmann::ContrastiveDivergence<float> divergence;
    boltzmann::Workers workers;
    Learner(const Workload& of, Team& on)
        : machine(of.inputs, of.units),
          data(of.inputs, of.batch),
          divergence(machine, {1, false, false}, stream, on.size()),
          workers{on.size(), [&on](const auto& work) { on.run(work); }} {
      boltzmann::draw_weights(machine, 0.01, stream);
      for (float& value : data) value = stream.chance(0.2) ? 1 : 0;
    }
  };
  const auto learner = std::make_shared<Learner>(w, team);
  return [learner] {
    learner->divergence.add(learner->machine, learner->data, 0.1, learner->machine.theta, learner->workers);
  };
}

}  // namespace

std::vector<std::string> bench_names() {
  std::vector<std::string> names;
  for (const auto& model : bench_models()) names.push_back(model.name);
  names.push_back("rbm");
  return names;
}

std::function<void()> bench_step(const Workload& workload, const std::string& model, Team& team) {
  if (workload.restricted) return divergence_step(workload, team);
  const auto& all = bench_models();
  const auto found = std::find_if(all.begin(), all.end(), [&](const auto& m) { return m.name == model; });
  const auto step = std::make_shared<TrainingStep>(workload, *found, team, team.size());
  return [step] { step->run(); };
}

}  // namespace unroll::lab
