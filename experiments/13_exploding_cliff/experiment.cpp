// 13 The exploding cliff: a wall in the loss surface of one unit, what it does to gradient descent, and what
// clipping does about it; then the same in a network that learns.
#include "experiments/lab/experiment.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "experiments/lab/error.hpp"
#include "tables.hpp"

namespace unroll::experiments {
namespace {

using namespace lab;
using namespace cliff;

constexpr double explodes = 50;  // a gradient longer than this
constexpr int published_steps = 50;
const double half_of_chance = std::log(4) / 2;  // nats; four equally likely answers cost ln 4

std::vector<Ridge> find_walls(Run& run, const Unit& unit) {
  std::vector<Ridge> walls(run.settings().count("walls"));
  run.parallel("walls", walls.size(), [&](std::size_t i) {
    const double part = static_cast<double>(i) / static_cast<double>(walls.size() - 1);
    walls[i] = steepest(unit, Box::w_low + (Box::w_high - Box::w_low) * part);
  });
  return walls;
}

void measure_walls(Run& run, const Unit& unit, const std::vector<Ridge>& walls) {
  if (unit.steps != published_steps) {
    run.note(fmt::format("the published wall is that of {} steps, so with --unroll {} it is not measured",
                         published_steps, unit.steps));
    return;
  }
  double farthest = 0, largest = 0, below = 0;
  for (const Ridge& r : walls) {
    largest = std::max(largest, r.norm);
    if (r.w > first_wall)
      farthest = std::max(farthest, std::abs(r.distance()));
    else
      below += r.norm > explodes;
  }
  run.measured("wall_distance", {farthest});
  run.measured("walls_below", {below});
  run.measured("largest_norm", {largest});
  constexpr double w = 5;
  const Unit twice{.steps = 2 * published_steps};
  run.measured("growth", {std::pow(steepest(twice, w).norm / steepest(unit, w).norm, 1.0 / published_steps)});
}

void measure_descents(Run& run, const std::vector<Pair>& pairs) {
  double plain = 0, clipped = 0;
  for (const Pair& pair : pairs) {
    plain += pair.plain.left;
    clipped += !pair.clipped.left;
  }
  const auto all = static_cast<double>(pairs.size());
  run.measured("clipped_stays", {clipped / all});
  run.measured("unclipped_leaves", {plain / all});
}

void measure_trainings(Run& run, const std::vector<Training>& trainings) {
  std::vector<double> with, gap;
  std::size_t diverged = 0;
  for (std::size_t i = 0; i + 1 < trainings.size(); i += 2) {  // without, with
    const Training &plain = trainings[i], &clipped = trainings[i + 1];
    diverged += (plain.diverged_at > 0) + (clipped.diverged_at > 0);
    if (plain.rate != run.settings().real("learning-rate")) continue;
    with.push_back(clipped.final_loss());
    gap.push_back(plain.final_loss() - clipped.final_loss());
  }
  run.measured("training_clipped", with);
  run.measured("training_gap", gap);
  if (diverged > 0)
    run.warn(fmt::format("{} of {} trainings met a NaN or Inf and ended there (diverged_at in rates.csv)",
                         diverged, trainings.size()));
}

void check(const Run& run) {
  const double w = run.settings().real("start-w"), above = run.settings().real("start-above");
  if (const Point start{w, published_wall(w) + above}; !Box::holds(start))
    throw UsageError(
        fmt::format("--start-w {} --start-above {} is b = {:.3f}, outside the box of b from {} to {}; start "
                    "nearer the wall",
                    w, above, start.b, Box::b_low, Box::b_high));
}

void body(Run& run) {
  check(run);
  const Unit unit{.steps = static_cast<int>(run.settings().integer("unroll"))};
  const auto walls = find_walls(run, unit);
  const auto pairs = descents(run, unit);
  const auto trained = trainings(run);
  measure_walls(run, unit, walls);
  measure_descents(run, pairs);
  measure_trainings(run, trained);
  write_surface(run, unit);
  write_walls(run, walls);
  write_growth(run);
  write_descents(run, pairs);
  write_trainings(run, trained);
}

void check_rate(const std::string& text) {
  std::size_t end = 0;
  double rate = 0;
  try {
    rate = std::stod(text, &end);
  } catch (const std::exception&) {
    end = 0;
  }
  if (end == 0 || end != text.size() || !(rate > 0 && rate <= 100))
    throw std::invalid_argument("must be learning rates above 0 and up to 100, such as 0.03");
}

std::vector<Option> options() {
  return {
      integer_option("unroll", {50, 50, 50}, 2, 200, "steps of the one unit"),
      integer_option("grid", {60, 160, 300}, 10, 2000, "points of the surface along w"),
      integer_option("walls", {31, 121, 301}, 4, 3001, "values of w at which the wall is looked for"),
      integer_option("starts", {20, 200, 2000}, 1, 100000, "descents, each with and without clipping"),
      integer_option("steps", {2000, 2000, 2000}, 1, 100000, "steps of a descent"),
      real_option("rate", {0.1, 0.1, 0.1}, 1e-6, 100, "learning rate of the descents"),
      real_option("threshold", {1, 1, 1}, 1e-6, 1e6, "the norm to which the clipped descent cuts"),
      real_option("start-w", {5.5, 5.5, 5.5}, 4, 7, "w of the start that is drawn"),
      real_option("start-above", {0.15, 0.15, 0.15}, -0.4, 0.4, "and how far above the wall it is"),
      integer_option("runs", {2, 10, 20}, 1, 1000, "networks trained with each setting"),
      integer_option("iterations", {300, 2000, 10000}, 100, 10000000, "of each training"),
      integer_option("units", {32, 32, 50}, 1, 1000, "hidden units of the network"),
      integer_option("length", {20, 20, 20}, 10, 1000, "steps of a sequence"),
      integer_option("batch", {20, 20, 20}, 1, 10000, "sequences of an iteration"),
      real_option("gain", {1.5, 1.5, 1.5}, 0, 10, "singular values of U before training"),
      real_option("learning-rate", {0.1, 0.1, 0.1}, 1e-6, 100, "of the training whose curves are drawn"),
      words_option("rates", "RATE...", {"0.01 0.1", "0.01 0.03 0.1 0.3", "0.01 0.03 0.1 0.3 1"},
                   "learning rates of the comparison", check_rate),
      real_option("clip-norm", {1, 1, 1}, 1e-6, 1e6, "the norm to which the training with clipping cuts"),
      gradients_option(),
  };
}

std::vector<Claim> claims() {
  const std::string surface = "after Pascanu, Mikolov & Bengio 2013 (v2), Fig. 6, the error surface";
  return {
      {.id = "wall_distance",
       .claim = "Steepest b for each w above 4.26: farthest from the line b = 0.5 - 0.6225 w",
       .source = surface + ": the wall; the line is x_0 = w σ(x_0) + b",
       .published = "0",
       .unit = "",
       .low = 0,
       .high = 0.01,
       .reason = "50 steps are not endless: near w = 4.26 the state hardly moves off, and the steepest b is "
                 "a little below"},
      {.id = "walls_below",
       .claim = "Values of w up to 4.26 whose largest gradient norm is above 50",
       .source = surface + ": the wall ends; w σ'(x_0) ≤ 1 there",
       .published = "0",
       .unit = "",
       .low = 0,
       .high = 0,
       .reason = "a count; 50 is the norm that the next line calls exploding"},
      {.id = "largest_norm",
       .claim = "Largest gradient norm in the box",
       .source = surface + ": gradients explode at the wall",
       .published = "> 50",
       .unit = "",
       .low = explodes,
       .reason = "a bound"},
      {.id = "growth",
       .claim = "Growth of the largest norm with each further step, at w = 5",
       .source = "theory: w σ'(1/2), after eqs. (5) to (7) of Pascanu, Mikolov & Bengio 2013",
       .published = "1.175",
       .unit = "",
       .low = 1.17,
       .high = 1.18,
       .reason = "exact for many steps; half a hundredth for there being 50 to 100"},
      {.id = "clipped_stays",
       .claim = "Share of clipped descents that stay in the box",
       .source = surface + ": the rescaled path",
       .published = "1",
       .unit = "",
       .low = 1,
       .high = 1,
       .reason = "the paper draws one path that stays; taken at its word for every start"},
      {.id = "unclipped_leaves",
       .claim = "Share of unclipped descents that leave the box",
       .source = surface + ": the path that is not rescaled",
       .published = "1",
       .unit = "",
       .low = 1,
       .high = 1,
       .reason = "the paper draws one path that is thrown out; taken at its word for every start"},
      {.id = "training_clipped",
       .claim = "Temporal order, tanh network with clipping: cross-entropy at the end",
       .source = "comparison over seeds, after Pascanu, Mikolov & Bengio 2013, experiment on temporal order",
       .published = "no figure",
       .unit = "nats",
       .low = 0,
       .high = std::log(4) / 10,
       .reason = "learnt: a tenth of what guessing costs, ln 4"},
      {.id = "training_gap",
       .claim = "The same without clipping: cross-entropy at the end, minus that with clipping",
       .source = "comparison over seeds",
       .published = "no figure",
       .unit = "nats",
       .low = half_of_chance,
       .reason = "half of what there is to learn, ln 4"},
  };
}

}  // namespace

Experiment exploding_cliff();

Experiment exploding_cliff() {
  return {.title = "The exploding cliff",
          .part = "III Gradients",
          .shows = "the loss wall of one unit; clipping",
          .question =
              "Why does a training that went well for hundreds of steps lose everything in a single one, and "
              "why is it enough to shorten that step?",
          .takes = {"1 s", "35 s", "10 min"},
          .references =
              {"R. Pascanu, T. Mikolov & Y. Bengio, On the difficulty of training recurrent neural "
               "networks, ICML 2013 (arXiv:1211.5063v2)",
               "Y. Bengio, P. Simard & P. Frasconi, Learning long-term dependencies with gradient descent "
               "is difficult, IEEE Trans. Neural Networks 5 (1994) 157–166",
               "S. Hochreiter & J. Schmidhuber, Long short-term memory, Neural Computation 9 (1997) "
               "1735–1780, experiment 6a: temporal order"},
          .options = options(),
          .claims = claims(),
          .figures = figures(),
          .body = body};
}

}  // namespace unroll::experiments
