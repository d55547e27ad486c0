#include "agreement.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "experiments/lab/cells.hpp"
#include "experiments/lab/seeds.hpp"
#include "models/check.hpp"
#include "models/check_cell.hpp"
#include "models/core/gradient_flow.hpp"
#include "models/core/rtrl.hpp"
#include "models/core/truncated.hpp"

namespace unroll::experiments::bptt {
namespace {

using Case = CheckCase<Recurrent>;
constexpr arma::uword inputs = 2, outputs = 2;
constexpr int most_draws = 1000;

// One sequence from a state that is not zero, a loss at each step with a weight of its own: whatever is
// symmetric or zero could hide an error.
Case drawn_case(const Cell& cell, arma::uword units, arma::uword steps, Stream& stream) {
  const auto normal = [&](double) { return stream.normal(); };
  Case c;
  c.network.stack = stack_of<Recurrent>(1, cell, inputs, units, units);
  c.network.outputs = outputs;
  c.loss = 2;  // squared
  c.theta = random_theta(c.network.blocks(), c.network.parameters(), stream);
  c.x = arma::cube(inputs, 1, steps).transform(normal);
  c.given.state = arma::mat(c.network.stack.layers[0].state_height(), 1).transform(normal);
  c.targets = arma::cube(outputs, 1, steps).transform(normal);
  c.weights = arma::mat(1, steps).transform([&](double) { return stream.uniform(0.5, 1.5); });
  return c;
}

arma::vec by_backpropagation(const Case& c, NetworkRun<Recurrent, double>& run) {
  loss_of(c, c.theta, run);
  arma::vec gradient(c.theta.n_elem, arma::fill::zeros);
  c.network.backward(c.theta, c.input(), c.given, run, gradient);
  return gradient;
}

// The gradient of the cell's parameters, from what the losses say of the outputs of each step; `run` after
// backpropagation.
arma::vec by_rtrl(const Case& c, NetworkRun<Recurrent, double>& run) {
  const Layout& layout = c.network.stack.layers[0].layout;
  const Tape<double>& tape = run.stack.layers[0].run.tape;
  Tape<double> d_loss(arma::size(tape), arma::fill::zeros);
  const arma::uword first = layout.row(layout.cell->output.first);
  d_loss(arma::span(first, first + layout.width() - 1), arma::span::all, arma::span(1, tape.n_slices - 1)) =
      c.network.gradient_of_stack(c.theta, run).written_out();
  return rtrl_gradient<double>(layout, c.theta.head(layout.parameters()), c.input(), c.given, tape, d_loss);
}

// Backpropagation that leaves out one thing: the way from the last step to the first.
arma::vec one_step_short(const Case& c) {
  NetworkRun<Recurrent, double> run;
  loss_of(c, c.theta, run);
  arma::vec gradient(c.theta.n_elem, arma::fill::zeros);
  truncated_backward(c.network, c.theta, c.input(), c.given, run, gradient, 1, c.x.n_slices - 1);
  return gradient;
}

// None where the context is copied, nor where every unit of a ReLU network is dead at some step.
bool last_reaches_first(const Case& c, const Tape<double>& tape) {
  const Layout& layout = c.network.stack.layers[0].layout;
  const auto J = jacobians(layout, c.theta.head(layout.parameters()), tape);
  return !jacobian_products(J).back().matrix.is_zero();
}

Agreement agree_once(const Case& c, bool& unclear) {
  NetworkRun<Recurrent, double> run;
  const arma::vec back = by_backpropagation(c, run);
  const Layout& layout = c.network.stack.layers[0].layout;
  Agreement a;
  a.parameters = layout.parameters();
  a.states = state_rows(layout).n_elem;
  a.rtrl = disagreement(layout.blocks(), back.head(a.parameters), by_rtrl(c, run));
  a.cut_short = disagreement(layout.blocks(), back.head(a.parameters), one_step_short(c).head(a.parameters));
  a.reaches_back = last_reaches_first(c, run.stack.layers[0].run.tape);
  const GradientError error = check_case(c);
  a.differences = error.worst;
  a.block = error.block;
  unclear = error.unclear && !(error.worst <= gradient_limit);
  return a;
}

Agreement agree_one(const lab::Run& run, const std::string& cell, std::uint64_t seed) {
  Stream stream = run.stream(cell, seed, "agreement");
  const Cell& declared = *lab::cell_named(cell).cell;
  for (int draws = 1;; ++draws) {
    bool unclear = false;
    Agreement a = agree_once(drawn_case(declared, run.settings().count("check-units"),
                                        run.settings().count("check-steps"), stream),
                             unclear);
    if (unclear && draws < most_draws) continue;
    a.cell = cell;
    a.seed = seed;
    a.draws = draws;
    return a;
  }
}

// A cell's disagreements over the seeds, for the picture.
void summarise(lab::Csv& csv, std::size_t place, const std::string& cell, const std::string& what,
               const std::vector<double>& values) {
  const auto [median, low, high] = lab::spread_of(values);
  csv.row(place, cell, what, median, low, high);
}

}  // namespace

double disagreement(const std::vector<ParameterBlock>& blocks, const arma::vec& gradient,
                    const arma::vec& other) {
  const double all = arma::abs(gradient).max();
  double worst = 0;
  for (const ParameterBlock& block : blocks) {
    if (block.size() == 0) continue;
    const arma::span at(block.first, block.first + block.size() - 1);
    const double scale = std::max(arma::abs(gradient(at)).max(), 1e-3 * all);
    const double apart = arma::abs(gradient(at) - other(at)).max();
    if (apart > 0) worst = std::max(worst, apart / scale);
    if (std::isnan(apart)) return std::numeric_limits<double>::quiet_NaN();
  }
  return worst;
}

std::vector<std::string> checked_cells(const lab::Run& run) {
  std::vector<std::string> cells;
  const auto add = [&](const std::string& cell) {
    if (std::find(cells.begin(), cells.end(), cell) == cells.end()) cells.push_back(cell);
  };
  for (const auto& word : run.settings().words("cells")) {
    if (word != "all") add(lab::cell_name(lab::cell_named(word)));
    for (const Model& model : lineup())
      if (word == "all") add(lab::cell_name(model));
  }
  return cells;
}

std::vector<Agreement> agree(lab::Run& run) {
  const auto cells = checked_cells(run);
  const auto seeds = lab::parse_seeds(run.settings().word("seeds"));
  std::vector<Agreement> all(cells.size() * seeds.size());
  run.parallel("gradients", all.size(), [&](std::size_t k) {
    all[k] = agree_one(run, cells[k / seeds.size()], seeds[k % seeds.size()]);
  });
  return all;
}

void write_agreement(lab::Run& run, const std::vector<Agreement>& all) {
  lab::Csv csv{"cell",  "seed",      "parameters",   "states", "bptt_rtrl", "bptt_differences",
               "block", "cut_short", "reaches_back", "draws"};
  lab::Csv summary{"place", "cell", "what", "median", "low", "high"};
  for (const Agreement& a : all)
    csv.row(a.cell, a.seed, a.parameters, a.states, a.rtrl, a.differences, a.block, a.cut_short,
            a.reaches_back ? 1 : 0, a.draws);
  const auto cells = checked_cells(run);
  for (std::size_t place = 0; place < cells.size(); ++place) {
    std::vector<double> rtrl, differences, cut_short;
    for (const Agreement& a : all)
      if (a.cell == cells[place]) {
        rtrl.push_back(a.rtrl);
        differences.push_back(a.differences);
        cut_short.push_back(a.cut_short);
      }
    summarise(summary, place, cells[place], "RTRL", rtrl);
    summarise(summary, place, cells[place], "differences", differences);
    summarise(summary, place, cells[place], "one step short", cut_short);
  }
  run.table("agreement", csv);
  run.table("agreement_summary", summary);
}

}  // namespace unroll::experiments::bptt
