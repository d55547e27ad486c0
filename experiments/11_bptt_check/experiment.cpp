// 11 One gradient computed in three ways, the bias of a truncated gradient, and the cost of each way.
#include "experiments/lab/experiment.hpp"

#include <algorithm>
#include <cmath>

#include "agreement.hpp"
#include "cost.hpp"
#include "models/core/initial_theta.hpp"
#include "models/core/training.hpp"
#include "models/lineup.hpp"
#include "truncation.hpp"

namespace unroll::experiments {
namespace {

using namespace bptt;
using lab::Point, lab::Run, lab::Settings;

// The cells of --cells, each once, with those of the lineup in the place of "all".
std::vector<std::string> compared_cells(const Settings& settings) {
  std::vector<std::string> cells;
  const auto add = [&](const Model& model) {
    const std::string name = cell_name(model);
    if (std::find(cells.begin(), cells.end(), name) == cells.end()) cells.push_back(name);
  };
  for (const auto& word : settings.words("cells"))
    if (word == "all")
      for (const Model& model : lineup()) add(model);
    else
      add(cell_named(word));
  return cells;
}

std::vector<std::string> labels_of(const std::vector<std::string>& cells) {
  std::vector<std::string> labels;
  for (const auto& cell : cells) labels.push_back(cell_named(cell).label);
  return labels;
}

void compare_cells(Run& run) {
  const auto cells = compared_cells(run.settings());
  const auto units = run.settings().count("check-units"), steps = run.settings().count("check-steps");
  run.grid({.label = "gradients", .axes = {{"cell", cells}}, .seeds = run.seeds()}, [&](Point& at) {
    const std::string& cell = at.word("cell");
    Stream stream = at.stream(cell, "agreement");
    const Agreement a = compare_gradients(*cell_named(cell).cell, units, steps, stream);
    at.row("agreement", a.parameters, a.states, a.rtrl, a.differences, a.block, a.cut_short, a.reaches_back,
           a.draws);
  });
  run.variable("agreement_labels", labels_of(cells));
  run.variable("agreement_height", 230 + 38 * cells.size());
}

Trained untrained(const Settings& settings, const Model& model, Stream stream) {
  Trained net;
  net.network.stack =
      stack_of<Recurrent>(1, *model.cell, 2, settings.count("units"), settings.count("units"));
  net.network.outputs = 1;
  net.theta = initial_theta<double>(net.network, stream, settings.real("gain"));
  set_usual(net.network, net.theta);
  if (model.cell->memory_gate >= 0)
    set_bias(net.network, net.theta, model.cell->memory_gate,
             settings.real("gate-bias") * model.cell->memory_sign);
  return net;
}

// With the loss at each step: it is learnt soonest, and the sum at the end is part of it.
void train_on_adding(const Settings& settings, Trained& net, Stream& stream) {
  if (settings.count("iterations") == 0) return;
  Adam<double> adam;
  unroll::train(net.theta, net.network.blocks(), adam,
                {.iterations = static_cast<std::uint64_t>(settings.count("iterations")),
                 .rate = schedule::constant(settings.real("rate")),
                 .clip_norm = 1},
                [&](const arma::vec& at, arma::vec& gradient, std::uint64_t) {
                  const Batch batch =
                      adding_batch(settings.count("batch"), settings.count("steps"), Asked::each, stream);
                  const double error = net.loss(at, batch);
                  net.network.backward(at, batch.x, {}, net.run, gradient);
                  return error;
                });
}

// The same sequences before and after training.
void measure_truncation(Point& at, const std::string& phase, Asked asked, Trained& net) {
  const std::string loss = asked == Asked::last ? "last step" : "each step";
  const auto sequences = at.settings().count("batch"), steps = at.settings().count("steps");
  Stream measured = at.stream("adding", "measured sequences"), fresh = at.stream("adding", "test sequences");
  const Biases biases = truncate(net, adding_batch(sequences, steps, asked, measured));
  const auto ks = widths(steps);
  const auto row = [&](const char* rule, std::size_t k, const Bias& bias) {
    at.row("truncation", loss, rule, phase, k, bias.cosine, bias.norm_ratio);
  };
  for (const std::size_t k : ks) row("every step", k, biases.every_step[k - 1]);
  for (std::size_t i = 0; i < ks.size(); ++i) row("chunks", ks[i], biases.chunks[i]);
  at.row("windows", loss, phase, window(biases.every_step, 0.9), window(biases.every_step, 0.99),
         net.loss(net.theta, adding_batch(1000, steps, asked, fresh)));
}

void truncate_gradients(Run& run) {
  const auto& cells = run.settings().words("truncated");
  run.grid({.label = "truncated gradients", .axes = {{"cell", cells}}, .seeds = run.seeds()}, [&](Point& at) {
    const std::string& cell = at.word("cell");
    Trained net = untrained(at.settings(), cell_named(cell), at.stream(cell, "weights"));
    for (const Asked asked : {Asked::last, Asked::each})
      measure_truncation(at, "before training", asked, net);
    Stream sequences = at.stream(cell, "lessons");
    train_on_adding(at.settings(), net, sequences);
    for (const Asked asked : {Asked::last, Asked::each}) measure_truncation(at, "after training", asked, net);
  });
  run.variable("cell_labels", labels_of(cells));
  for (const std::string cell : {"elman", "lstm"})
    if (std::find(cells.begin(), cells.end(), cell) == cells.end()) {
      run.note("the comparisons of windows need elman and lstm among --truncated");
      return;
    }
}

void count_costs(Run& run) {
  const auto k = static_cast<double>(run.settings().integer("cost-window"));
  const auto row = [&](const std::string& cell, const char* against, arma::uword units, double steps) {
    const Layout layout(*cell_named(cell).cell, 2, units, units);
    const Cost cost = cost_of(layout, steps, k), first = cost_of(layout, 1, k);
    run.row("cost", cell, against, units, steps, layout.parameters(), cost.bptt, cost.bptt_every_step,
            cost.truncated, cost.rtrl, cost.bptt_memory, cost.truncated_memory, cost.rtrl_memory,
            cost.bptt / first.bptt, cost.rtrl / first.rtrl, cost.rtrl / cost.bptt);
  };
  for (const auto& cell : run.settings().words("costs")) {
    for (double T = 1; T <= 65536; T *= 2) row(cell, "T", run.settings().count("cost-units"), T);
    for (arma::uword n = 1; n <= 512; n *= 2) row(cell, "n", n, 100);
  }
}

void count_growth(Run& run) {
  const auto at = [](arma::uword n, double T) {
    return cost_of(Layout(*cell_named("elman").cell, 2, n), T, 10);
  };
  const Cost small = at(256, 100), large = at(512, 100), brief = at(16, 32768), lasting = at(16, 65536);
  const auto row = [&](const char* quantity, const char* against, double more, double less) {
    run.row("growth", quantity, against, std::log2(more / less));
  };
  row("work of BPTT", "n", large.bptt, small.bptt);
  row("work of RTRL", "n", large.rtrl, small.rtrl);
  row("memory of RTRL", "n", large.rtrl_memory, small.rtrl_memory);
  row("work of BPTT", "T", lasting.bptt, brief.bptt);
  row("work of RTRL", "T", lasting.rtrl, brief.rtrl);
  row("work of BPTT after every step", "T", lasting.bptt_every_step, brief.bptt_every_step);
}

// Alone and after all else, so that no thread of ours is in the way.
void time_first_cell(Run& run) {
  const std::string& cell = run.settings().words("costs").front();
  const auto row = [&](const char* against, arma::uword units, arma::uword steps) {
    Stream stream = run.stream(cell, units, "timing");
    const Seconds seconds = time_gradients(*cell_named(cell).cell, units, steps, stream);
    run.row("times", cell, against, units, steps, seconds.bptt, seconds.rtrl, seconds.rtrl / seconds.bptt);
  };
  for (arma::uword T = 64; T <= 512; T *= 2) row("T", 8, T);
  for (arma::uword n = 4; n <= run.settings().count("time-units"); n *= 2) row("n", n, 5);
}

void body(Run& run) {
  compare_cells(run);
  truncate_gradients(run);
  count_costs(run);
  count_growth(run);
  time_first_cell(run);
}

// The largest distance from 1 of cosine and norm ratio where all T steps go back, seed by seed.
lab::Values distance_from_one(const lab::Results& results, const std::string& rule) {
  const lab::Rows whole = results["truncation"]
                              .where("rule", rule)
                              .where("k", static_cast<double>(results.settings().integer("steps")));
  lab::Values distances;
  for (const std::string column : {"cosine", "norm_ratio"})
    for (const auto& [seed, value] : whole.values(column)) distances.add(seed, std::abs(value - 1));
  return distances.each_seed(lab::reduce::most);
}

// The power of `across` with which a time grows, over the last rows; nothing where there are fewer than two.
lab::Values growth(const lab::Rows& times, const std::string& across, const std::string& column,
                   std::size_t last) {
  std::vector<double> x = times.numbers(across), y = times.numbers(column);
  if (x.size() < 2) return {};
  const auto first = static_cast<std::ptrdiff_t>(x.size() - std::min(last, x.size()));
  x.erase(x.begin(), x.begin() + first);
  y.erase(y.begin(), y.begin() + first);
  return exponent(x, y);
}

void judge(const lab::Results& results, lab::Findings& findings) {
  findings.measured("whole_chunk", distance_from_one(results, "chunks"));
  findings.measured("whole_window", distance_from_one(results, "every step"));
  const lab::Rows lengths = results["times"].where("against", "T"),
                  sizes = results["times"].where("against", "n");
  findings.measured("time_bptt_length", growth(lengths, "T", "bptt", lengths.size()));
  findings.measured("time_rtrl_length", growth(lengths, "T", "rtrl", lengths.size()));
  findings.measured("time_rtrl_units", growth(sizes, "units", "rtrl", 2));
}

void check_cell(const std::string& word) { cell_named(word); }

void check_cell_or_all(const std::string& word) {
  if (word != "all") cell_named(word);
}

}  // namespace
}  // namespace unroll::experiments

unroll::lab::Experiment unroll::experiment() {
  using namespace experiments;
  return {
      .body = body, .judge = judge, .checks = {{"cells", check_cell}, {"cells or all", check_cell_or_all}}};
}
