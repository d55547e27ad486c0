#include <algorithm>
#include <utility>

#include "datasets/corruption.hpp"
#include "experiments/lab/interrupt.hpp"
#include "restoration.hpp"

namespace unroll::experiments {

using hopfield::Coding;
using hopfield::Rule;

Rule rule_named(const std::string& name) {
  return name == "Hebb" ? Rule::hebb : name == "Storkey" ? Rule::storkey : Rule::projection;
}

std::string chosen_rule(const lab::Run& run) {
  const std::string& word = run.settings().word("rule");
  return word == "hebb" ? "Hebb" : word == "storkey" ? "Storkey" : "projection";
}

Network network(const lab::Run& run, const arma::fmat& patterns, const std::string& rule) {
  lab::check_interrupt();
  const auto& settings = run.settings();
  const auto coding = settings.word("coding") == "zero_one" ? Coding::zero_one : Coding::plus_minus;
  const auto net = hopfield::store(patterns, rule_named(rule),
                                   {.coding = coding,
                                    .bias = settings.word("bias") == "learnt",
                                    .self_connections = settings.flag("self-connections")});
  return settings.flag("clip") ? hopfield::clipped(net) : net;
}

arma::fvec projection_diagonal(const lab::Run& run, arma::fmat patterns) {
  const arma::uword N = patterns.n_rows;
  if (run.settings().word("bias") == "learnt")
    patterns.insert_rows(N, arma::fmat(1, patterns.n_cols, arma::fill::ones));
  return hopfield::projection(patterns).diagonal.head(N);
}

arma::fvec states_of(const Network& net, const arma::fvec& signs) {
  return hopfield::as_states<float>(signs, net.coding());
}

arma::fvec signs_of(const Network& net, const arma::fvec& s) {
  return net.coding() == Coding::plus_minus ? s : arma::fvec(2 * s - 1);
}

hopfield::Asynchronous<float> dynamics(const lab::Run& run, const Network& net) {
  return {net, run.settings().word("order") == "random_choice" ? Order::random_choice : Order::permutation};
}

arma::fvec recalled(const lab::Run& run, const Network& net, const arma::fvec& cue, Stream& stream) {
  lab::check_interrupt();
  auto recall = hopfield::start(net, states_of(net, cue));
  settle(dynamics(run, net), recall, stream, 100);
  return signs_of(net, recall.s);
}

Descent asynchronous_descent(const lab::Run& run, const Network& net, const arma::fvec& cue, Stream& stream,
                             arma::uword frames) {
  constexpr arma::uword limit = 50;
  const auto moves = dynamics(run, net);
  auto recall = hopfield::start(net, states_of(net, cue));
  Descent descent{{{0, energy(moves, recall), cue}}};
  for (arma::uword sweeps = 0; sweeps < limit && !(descent.at_rest = at_rest(moves, recall)); ++sweeps) {
    arma::uword visits = 0, next = 1;
    sweep(moves, recall, stream, [&](arma::uword, bool) {
      if (++visits * frames < next * net.size()) return;
      const double part = static_cast<double>(next++) / static_cast<double>(frames);
      descent.frames.push_back(
          {static_cast<double>(sweeps) + part, energy(moves, recall), signs_of(net, recall.s)});
    });
  }
  return descent;
}

namespace {

// Synchronous recall, seen at every step.
Descent synchronous_descent(const Network& net, const arma::fvec& cue) {
  constexpr int limit = 20;
  Descent descent;
  arma::fvec s = states_of(net, cue);
  for (int step = 0; step <= limit && !descent.at_rest; ++step) {
    descent.frames.push_back({static_cast<double>(step), energy(net, s), signs_of(net, s)});
    const arma::fvec next = hopfield::synchronous<float>(net, s);
    descent.at_rest = arma::all(next == s);
    s = next;
  }
  return descent;
}

// One picture, one corruption, and the recall from it.
struct Restoration {
  std::string corruption;
  arma::fvec memory, cue;
  Descent asynchronous, synchronous;

  const arma::fvec& state_at(double sweep) const {
    for (const auto& frame : asynchronous.frames)
      if (frame.sweep >= sweep - 1e-9) return frame.state;
    return asynchronous.frames.back().state;
  }
};

// The cells of a picture, behind the columns that say which picture it is.
template <class... Keys>
void add_cells(lab::Run& run, const std::string& table, const arma::fvec& memory, const arma::fvec& state,
               const Keys&... keys) {
  const auto size = run.settings().count("size");
  for (std::size_t y = 0; y < size; ++y)
    for (std::size_t x = 0; x < size; ++x) {
      const std::size_t unit = y + size * x;
      run.row(table, keys..., y, x, state[unit] > 0, state[unit] != memory[unit]);
    }
}

// A row of the grids: every panel has its cells, and below them energy and overlap.
void add_panels(lab::Run& run, const Memories& memories, std::size_t row, const Restoration& restoration) {
  const auto& [corruption, memory, cue, descent, synchronous] = restoration;
  const auto add = [&](const std::string& grid, std::size_t column, const std::string& stage,
                       const Network& net, const arma::fvec& state) {
    add_cells(run, grid, memory, state, row, column);
    run.row(grid + "_panels", row, column, memories.names[row], stage, energy(net, states_of(net, state)),
            hopfield::overlap(memory, state));
  };
  const Network &chosen = memories.net(chosen_rule(run)), &hebb = memories.net("Hebb");
  add("grid", 0, "stored", chosen, memory);
  add("grid", 1, corruption, chosen, cue);
  add("grid", 2, "quarter_sweep", chosen, restoration.state_at(0.25));
  add("grid", 3, "half_sweep", chosen, restoration.state_at(0.5));
  add("grid", 4, "one_sweep", chosen, restoration.state_at(1));
  add("grid", 5, descent.at_rest ? "at_rest" : "stopped", chosen, descent.frames.back().state);
  add("rules", 0, "stored", hebb, memory);
  add("rules", 1, corruption, hebb, cue);
  for (std::size_t k = 0; k < rules.size(); ++k) {
    Stream order = run.stream(rules[k], row, "order");
    const Network& net = memories.net(rules[k]);
    add("rules", 2 + k, rules[k], net, recalled(run, net, cue, order));
  }
}

// Energy and overlap; a state at rest stays as it is, so every curve goes on to the end of the longest.
void add_curves(lab::Run& run, const Memories& memories, const std::vector<Restoration>& restorations) {
  double end = 0;
  for (const auto& r : restorations)
    end = std::max({end, r.asynchronous.frames.back().sweep, r.synchronous.frames.back().sweep});
  for (std::size_t mu = 0; mu < restorations.size(); ++mu) {
    const auto& r = restorations[mu];
    for (auto [dynamics, descent] :
         {std::pair("asynchronous", r.asynchronous), {"synchronous", r.synchronous}}) {
      if (const auto last = descent.frames.back(); descent.at_rest && last.sweep < end)
        descent.frames.push_back({end, last.energy, last.state});
      for (const auto& frame : descent.frames)
        run.row("energy", mu + 1, memories.names[mu], r.corruption, dynamics, frame.sweep, frame.energy,
                hopfield::overlap(r.memory, frame.state));
    }
  }
}

// The animation: at most 60 frames, the last one always among them.
void add_animation(lab::Run& run, const Restoration& restoration) {
  const auto& all = restoration.asynchronous.frames;
  const std::size_t frames = std::min<std::size_t>(all.size(), 60);
  for (std::size_t k = 0; k < frames; ++k) {
    const auto& frame = all[frames == 1 ? 0 : k * (all.size() - 1) / (frames - 1)];
    add_cells(run, "descent", restoration.memory, frame.state, k);
    run.row("descent_energy", k, frame.sweep, frame.energy,
            hopfield::overlap(restoration.memory, frame.state));
  }
}

}  // namespace

// Every stored picture once, each with the next of the options' corruptions; the first four are shown in grids:
// as many as can be seen from the last row.
void restore_pictures(lab::Run& run, const Memories& memories) {
  const auto& corruptions = run.settings().words("corrupt");
  const Network& net = memories.net(chosen_rule(run));
  std::vector<Restoration> restorations(memories.names.size());
  run.parallel("restoring", restorations.size(), [&](std::size_t mu) {
    const std::string& corruption = corruptions[mu % corruptions.size()];
    Stream noise = run.stream("", mu, "corruption"), order = run.stream("", mu, "order");
    const arma::fvec cue = datasets::corrupt(memories[mu], memories.size, memories.size,
                                             datasets::parse_corruption(corruption), noise);
    restorations[mu] = {corruption, memories[mu], cue, asynchronous_descent(run, net, cue, order, 24),
                        synchronous_descent(net, cue)};
  });
  const std::size_t rows = std::min<std::size_t>(4, restorations.size());
  for (std::size_t row = 0; row < rows; ++row) add_panels(run, memories, row, restorations[row]);
  add_curves(run, memories, restorations);
  add_animation(run, restorations.front());
  for (const std::string grid : {"grid", "rules"}) run.variable(grid + "_height", 30 + 325 * rows);
  run.variable("names", std::vector(memories.names.begin(), memories.names.begin() + long(rows)));
}

}  // namespace unroll::experiments
