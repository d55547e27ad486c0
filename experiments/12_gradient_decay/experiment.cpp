// 12 What is left of the gradient, many steps back.
#include "experiments/lab/experiment.hpp"

#include <fmt/format.h>

#include <cmath>

#include "experiments/lab/seeds.hpp"
#include "figures.hpp"
#include "measures.hpp"

namespace unroll::experiments {
namespace {

using namespace lab;

const std::vector<double> forget_biases{0, 1, 2, 3, 5};

double sigma(double a) { return 1 / (1 + std::exp(-a)); }

// Each law with every seed: the worst deviation.
std::vector<double> worst(const Run& run, const std::vector<std::pair<std::string, double>>& cells) {
  std::vector<double> values;
  for (const auto seed : parse_seeds(run.settings().word("seeds"))) {
    double most = 0;
    for (const auto& [cell, factor] : cells) most = std::max(most, law_of(run, cell, factor, seed).worst);
    values.push_back(most);
  }
  return values;
}

void measure_laws(Run& run) {
  for (const double b : forget_biases) {
    std::vector<double> factors;
    for (const auto seed : parse_seeds(run.settings().word("seeds")))
      factors.push_back(law_of(run, fmt::format("lstm:init=zero:bias={}", b), sigma(b), seed).factor);
    run.measured(fmt::format("forget_bias_{}", b), factors);
  }
  run.measured("gru_law", worst(run, {{"gru:init=zero", 0.5},
                                      {"gru:init=zero:bias=-2", 1 - sigma(-2)},
                                      {"gru/reset-after:init=zero:bias=-4", 1 - sigma(-4)}}));
  run.measured("leaky_law", worst(run, {{"leaky:init=zero:alpha=0.5", 0.5},
                                        {"leaky:init=zero:alpha=0.9", 0.9},
                                        {"leaky:init=zero:alpha=0.99", 0.99}}));
  run.measured(
      "carousel",
      worst(run, {{"lstm/no-forget-gate:init=zero", 1}, {"lstm-1997/1-cell", 1}, {"lstm-1997/2-cells", 1}}));
  run.measured("jordan_law",
               worst(run, {{"jordan:init=zero:mu=0.5", 0.5}, {"jordan:init=zero:mu=0.9", 0.9}}));
}

void measure_curves(Run& run, const std::vector<Followed>& all) {
  std::vector<double> excess, gap;
  for (const Followed& one : all)
    if (one.bounded()) excess.push_back(std::expm1(one.excess));
  if (excess.empty())
    run.note("the slides bound none of the cells of --cells and --others; elman and leaky have bounds");
  run.measured("bounds", excess);
  for (const Followed& gated : all)
    for (const Followed& plain : all)
      if (gated.cell == "lstm:bias=1" && plain.cell == "elman" && gated.seed == plain.seed)
        gap.push_back(gated.decay[1].back() - plain.decay[1].back());
  if (gap.empty())
    run.note("the comparison of LSTM and Elman needs both elman and lstm:bias=1 among --cells or --others");
  else
    run.measured("lstm_over_elman", gap);
}

// Of --cells alone: what could be told apart in one picture.
std::vector<Gradients> gradients_of_curves(const std::vector<Followed>& all,
                                           const std::vector<std::string>& cells) {
  std::vector<Gradients> chosen;
  for (const Followed& one : all)
    if (std::find(cells.begin(), cells.end(), one.cell) != cells.end())
      chosen.insert(chosen.end(), one.gradients.begin(), one.gradients.end());
  return chosen;
}

void body(Run& run) {
  const auto cells = words_of(run, "cells"), others = words_of(run, "others");
  std::vector<std::string> everything = cells;
  for (const auto& other : others)
    if (std::find(cells.begin(), cells.end(), other) == cells.end()) everything.push_back(other);
  const auto followed = follow(run, everything);
  write_followed(run, followed, cells,
                 {everything.begin() + static_cast<std::ptrdiff_t>(cells.size()), everything.end()});
  write_gradients(run, gradients_of_curves(followed, cells));
  write_maps(run);
  write_radius(run);
  measure_laws(run);
  measure_curves(run, followed);
  run.variable("cells", fmt::format("'{}'", fmt::join(cells, " ")));
  run.variable("maps", fmt::format("'{}'", fmt::join(words_of(run, "maps"), " ")));
  run.variable("map_steps", std::to_string(run.settings().integer("map-steps")));
  run.variable("count", std::to_string(everything.size()));
  run.variable("half", std::to_string(run.settings().integer("lags") / 2));
  run.variable("floor", std::to_string(run.settings().integer("floor")));
}

std::vector<Option> options() {
  const auto subject = [](const std::string& word) {
    Stream stream(1);
    Subject(parse_subject(word), 8, stream);  // a setting that the cell has not is found here
  };
  const std::string cells =
      "elman/sigmoid elman elman:init=orthogonal leaky:alpha=0.95 gru lstm:bias=1 lstm/no-forget-gate";
  const std::string others =
      "elman/relu elman/relu:init=identity elman/modrelu:init=orthogonal elman:gain=1.5 elman:ways=2 "
      "elman/residual "
      "jordan:mu=0.9 leaky:alpha=0.5 leaky:alpha=0.99 leaky/learnt lstm:bias=0 lstm:bias=2 lstm:bias=5 "
      "lstm/coupled lstm/diagonal-peepholes lstm-1997/2-cells gru:bias=-2 gru/reset-after minimal-gated";
  return {
      words_option(
          "cells", "CELL...", {"elman/sigmoid elman lstm:bias=1", cells, cells},
          "the curves: MODEL[/VARIANT][:KEY=VALUE]..., with init, gain, bias (of the forget or update "
          "gate), alpha, mu, ways=2 (any cell, read in both directions)",
          subject),
      words_option("others", "CELL...", {"gru leaky elman:ways=2", others, others},
                   "further cells, for the ranking alone", subject),
      words_option(
          "maps", "CELL...",
          {"elman lstm:bias=1", "elman/sigmoid gru elman lstm:bias=1", "elman/sigmoid gru elman lstm:bias=1"},
          "the cells of the heat maps and singular values", subject),
      seeds_option({"1..2", "1..3", "1..10"}),
      integer_option("units", {8, 32, 100}, 1, 1000, "hidden units"),
      integer_option("lags", {20, 100, 200}, 2, 100000, "how far back"),
      integer_option("longest", {50, 1000, 10000}, 10, 1000000, "the longest sequence"),
      integer_option("map-steps", {12, 50, 100}, 2, 500, "steps of the heat maps"),
      integer_option("train-steps", {6, 20, 50}, 2, 10000, "length of the sequences trained on"),
      integer_option("iterations", {5, 1000, 10000}, 0, 10000000, "updates of 20 sequences each"),
      integer_option("floor", {-16, -16, -16}, -1000, -1, "where the pictures end below, log10"),
      gradients_option(),
  };
}

std::vector<Claim> claims() {
  const double exact = 1e-6;
  std::vector<Claim> all;
  const std::vector<std::string> published{".5", ".731", ".881", ".953", ".993"};
  for (std::size_t k = 0; k < forget_biases.size(); ++k) {
    const double law = sigma(forget_biases[k]);
    all.push_back({.id = fmt::format("forget_bias_{}", forget_biases[k]),
                   .claim = fmt::format("LSTM without weights, forget bias {}: what a step leaves of ∂L/∂c",
                                        forget_biases[k]),
                   .source = "theory: ∂c_t/∂c_{t-1} = f = σ(b), after Gers, Schmidhuber & Cummins 2000",
                   .published = published[k],
                   .unit = "a step",
                   .low = law * (1 - exact),
                   .high = law * (1 + exact),
                   .reason = "exact but for rounding; 1e-6 of σ(b)"});
  }
  const auto law = [&](const char* id, const char* claim, const char* source) {
    all.push_back({.id = id,
                   .claim = claim,
                   .source = source,
                   .published = "0",
                   .unit = "",
                   .low = 0,
                   .high = exact,
                   .reason = "the law is exact; rounding over all lags stays below 1e-6"});
  };
  law("gru_law", "GRU without weights: largest |‖∂L/∂h_{T-k}‖ / (1-σ(b_z))^k - 1|",
      "theory, after Chung et al. 2014");
  law("leaky_law", "Leaky units without weights: largest |‖∂L/∂h_{T-k}‖ / α^k - 1|",
      "theory, after Bengio, Boulanger-Lewandowski & Pascanu 2012");
  law("carousel", "LSTM without forget gate: largest |‖∂L/∂c_{T-k}‖ - 1|",
      "Hochreiter & Schmidhuber 1997, section 3.1: the constant error carousel");
  law("jordan_law", "Jordan's net without weights: largest |‖∂L/∂s_{T-k}‖ / μ^k - 1|",
      "theory, after Jordan 1986: s_t = μ s_{t-1} + y_{t-1}");
  all.push_back(
      {.id = "bounds",
       .claim = "The most by which a gradient is above the slides' bound, as a share of it",
       .source = "slides; Pascanu, Mikolov & Bengio 2013, eq. (7): (γ_φ γ_W)^k, leaky (α+(1-α)γ_φ γ_W)^k",
       .published = "0",
       .unit = "",
       .low = 0,
       .high = 1e-12,
       .reason = "a theorem; 1e-12 is for rounding"});
  all.push_back(
      {.id = "lstm_over_elman",
       .claim =
           "After training, farthest lag: powers of ten by which the LSTM's gradient is larger than Elman's",
       .source = "comparison over seeds; no figure is published for it",
       .published = "no figure",
       .unit = "log10",
       .low = 0.301,
       .high = 1000,
       .reason = "a comparison: at least twice as large"});
  return all;
}

}  // namespace

Experiment gradient_decay();

Experiment gradient_decay() {
  return {
      .title = "What is left of the gradient, many steps back",
      .part = "III Gradients",
      .shows = "‖∂L/∂h_t‖ against lag and against sequence length, every cell, with the bounds of the slides",
      .question =
          "A loss at the end of a sequence should teach the network something about its beginning. How much "
          "of "
          "the gradient arrives there, in which cell, and does training change it?",
      .takes = {"2 s", "30 s", "1 h"},
      .references =
          {"S. Hochreiter, Untersuchungen zu dynamischen neuronalen Netzen, Diplomarbeit, TU München (1991)",
           "Y. Bengio, P. Simard & P. Frasconi, Learning long-term dependencies with gradient descent is "
           "difficult, IEEE Trans. Neural Networks 5 (1994) 157–166",
           "S. Hochreiter & J. Schmidhuber, Long short-term memory, Neural Computation 9 (1997) 1735–1780",
           "F. A. Gers, J. Schmidhuber & F. Cummins, Learning to forget, Neural Computation 12 (2000) "
           "2451–2471",
           "R. Pascanu, T. Mikolov & Y. Bengio, On the difficulty of training recurrent neural networks, "
           "ICML "
           "2013",
           "J. Chung et al., Empirical evaluation of gated recurrent neural networks on sequence modeling, "
           "arXiv:1412.3555 (2014)",
           "Y. Bengio, N. Boulanger-Lewandowski & R. Pascanu, Advances in optimizing recurrent networks, "
           "arXiv:1212.0901 (2012)",
           "M. I. Jordan, Serial order: a parallel distributed processing approach, ICS report 8604, UC San "
           "Diego (1986)"},
      .options = options(),
      .claims = claims(),
      .figures = decay_figures(),
      .body = body};
}

}  // namespace unroll::experiments
