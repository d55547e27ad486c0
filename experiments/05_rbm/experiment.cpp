// 05 The restricted Boltzmann machine: exact likelihood on bars and stripes, CD-k and PCD; digits: filters, samples,
// restoration.
#include "experiments/lab/experiment.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "datasets/bars_and_stripes.hpp"
#include "experiments/lab/error.hpp"
#include "experiments/lab/interrupt.hpp"
#include "restoration.hpp"

namespace unroll::experiments {
namespace {

using namespace restricted;
using boltzmann::Restricted;
using lab::Point;
using lab::Run;

// --- bars and stripes: the exact log-likelihood during training ---------------------------------------------

// Chains, or the exact gradient; with a rate that is constant or falls linearly to 0.
struct Method {
  std::string name;
  boltzmann::Divergence chains = {};
  bool falling = false, exact = false;
};

std::vector<std::size_t> each_once(const std::vector<std::size_t>& numbers) {
  std::vector<std::size_t> all;
  for (const auto n : numbers)
    if (std::find(all.begin(), all.end(), n) == all.end()) all.push_back(n);
  return all;
}

std::vector<Method> methods_of(const lab::Settings& settings) {
  std::vector<Method> all;
  for (const auto k : each_once(settings.counts("k"))) all.push_back({fmt::format("CD-{}", k), {.k = k}});
  const boltzmann::Divergence persistent{.k = 1, .persistent = true};
  all.push_back({"PCD-1", persistent});
  all.push_back({"PCD-1 falling", persistent, true});
  if (settings.count("exact") > 0) all.push_back({"exact gradient", {}, false, true});
  return all;
}

// The summed log-likelihood of a fair coin for every pixel.
double log_likelihood_of_coins(arma::uword side) {
  return -std::log(2.0) * static_cast<double>((arma::uword{2} << side) * side * side);
}

// Peak and end of a curve; the end is the mean over the last tenth of the updates.
void write_ends(Point& at, arma::uword hidden, const std::vector<arma::uword>& update,
                const std::vector<double>& log_likelihood) {
  const auto peak = std::max_element(log_likelihood.begin(), log_likelihood.end());
  double sum = 0, count = 0;
  for (std::size_t k = 0; k < update.size(); ++k)
    if (10 * update[k] > 9 * update.back() || k + 1 == update.size()) {
      sum += log_likelihood[k];
      ++count;
    }
  const double end = sum / count,
               coins = log_likelihood_of_coins(static_cast<arma::uword>(at.number("side")));
  at.row("ends", hidden, *peak, update[static_cast<std::size_t>(peak - log_likelihood.begin())], end,
         *peak - end, end < coins);
}

void train_on_bars(Point& at, const Method& method) {
  const lab::Settings& settings = at.settings();
  const auto side = static_cast<arma::uword>(at.number("side"));
  const auto updates = settings.count(method.exact ? "exact" : "updates"), every = settings.count("every");
  const arma::fmat data = datasets::bars_and_stripes<float>(side);
  const auto patterns = static_cast<double>(data.n_cols);
  const arma::uword hidden = settings.count("hidden") == 0 ? side * side : settings.count("hidden");
  Restricted<float> machine(data.n_rows, hidden);
  Stream weights = at.stream("restricted", fmt::format("weights of side {}", side)),
         chains = at.stream(method.name, fmt::format("{} of side {}", at.word("gradient"), side));
  boltzmann::draw_weights(machine, 0.01, weights);  // after Hinton 2010, section 8
  boltzmann::ContrastiveDivergence<float> divergence(machine, method.chains, chains);
  std::vector<arma::uword> update;
  std::vector<double> log_likelihood;
  const auto measure = [&](arma::uword k) {
    lab::check_interrupt();
    update.push_back(k);
    log_likelihood.push_back(patterns * boltzmann::log_likelihood(machine, data));
    at.row("likelihood", k, log_likelihood.back(), static_cast<double>(arma::abs(machine.W()).max()));
  };
  measure(0);
  for (arma::uword k = 1; k <= updates; ++k) {
    double rate = settings.real("rate");
    if (at.word("gradient") == "sum") rate *= patterns;
    if (method.falling) rate *= 1 - static_cast<double>(k - 1) / static_cast<double>(updates);
    if (method.exact)
      machine.theta +=
          arma::conv_to<arma::fvec>::from(arma::vec(rate * log_likelihood_gradient(machine, data)));
    else
      divergence.add(machine, data, rate, machine.theta);
    if (k % every == 0) measure(k);
  }
  write_ends(at, hidden, update, log_likelihood);
}

void bars_and_stripes(Run& run) {
  for (const arma::uword side : {2U, 3U, 4U})
    run.row("bounds", side, arma::uword{2} << side, datasets::bars_and_stripes_bound(side),
            log_likelihood_of_coins(side));
  const auto sides = each_once(run.settings().counts("sides"));
  const auto all = methods_of(run.settings());
  std::vector<std::string> names;
  for (const Method& method : all) names.push_back(method.name);
  run.grid({.label = "bars and stripes",
            .axes = {{"side", sides}, {"gradient", {"mean", "sum"}}, {"method", names}},
            .seeds = run.seeds(),
            .skip = [&](const Point& at) { return all[at.index("method")].exact && !at.first_seed(); }},
           [&](Point& at) { train_on_bars(at, all[at.index("method")]); });
  run.variable("sides", sides);
  run.variable("methods", names);
  for (const char* figure : {"likelihood", "weights"})
    run.variable(fmt::format("{}_height", figure), 60 + 720 * sides.size());
}

// --- samples ------------------------------------------------------------------------------------------------

// Three decimals: finer than an eye can tell greys apart.
double rounded(double value) { return std::round(1000 * value) / 1000; }

arma::fmat noise(arma::uword pixels, arma::uword count, Stream& stream) {
  arma::fmat v(pixels, count);
  for (float& pixel : v) pixel = stream.chance(0.5) ? 1.0F : 0.0F;
  return v;
}

// The filters with the largest weights.
void write_filters(Run& run, const Restricted<float>& machine, arma::uword side) {
  const arma::fmat W = machine.W();
  const arma::uvec order = arma::stable_sort_index(arma::frowvec(arma::max(arma::abs(W), 0)), "descend");
  const arma::uword shown = std::min<arma::uword>(60, W.n_cols);
  for (arma::uword k = 0; k < shown; ++k)
    for (arma::uword y = 0; y < side; ++y)
      for (arma::uword x = 0; x < side; ++x)
        run.row("filters", k, order[k], y, x, rounded(W.at(y + side * x, order[k])));
  run.variable("filters_height", 20 + 107 * ((shown + 9) / 10));
  // The colour scale ends where one weight in a hundred is larger, so that a few do not bleach the others.
  const arma::fvec sizes = arma::sort(arma::vectorise(arma::abs(W)));
  run.variable("weight_end", rounded(sizes[sizes.n_elem * 99 / 100]));
}

// Chains from three test pictures and three of noise, after more and more sweeps.
void write_chains(Point& at, const Restricted<float>& machine, const arma::fmat& test, arma::uword side) {
  constexpr arma::uword sweeps[] = {0, 1, 2, 5, 10, 30, 100, 300, 1000}, each = 3;
  Stream stream = at.stream(thresholded_data.name, "samples");
  const arma::fmat from_test = test.head_cols(std::min(each, test.n_cols)),
                   from_noise = noise(side * side, each, stream);
  arma::fmat v = arma::join_rows(from_test, from_noise), p = v;
  PlacedRandom random(stream);
  for (std::size_t column = 0; column < std::size(sweeps); ++column) {
    if (column > 0) p = run_chains(machine, v, sweeps[column] - sweeps[column - 1], random);
    for (arma::uword chain = 0; chain < v.n_cols; ++chain) {
      for (arma::uword y = 0; y < side; ++y)
        for (arma::uword x = 0; x < side; ++x)
          at.row("chains", chain, column, y, x, rounded(p.at(y + side * x, chain)));
      at.row("chains_panels", chain, column, chain < from_test.n_cols ? "test" : "noise", sweeps[column]);
    }
  }
}

// 8 × 4 chains from noise side by side in one picture per sweep, with a cell of -1 between them.
void write_dream(Point& at, const Restricted<float>& machine, arma::uword side) {
  constexpr arma::uword across = 8, down = 4;
  Stream stream = at.stream(thresholded_data.name, "dream");
  arma::fmat v = noise(side * side, across * down, stream), p = v;
  PlacedRandom random(stream);
  const arma::uword step = side + 1;
  for (std::size_t frame = 0; frame < at.settings().count("frames"); ++frame) {
    if (frame > 0) p = run_chains(machine, v, 1, random);
    for (arma::uword y = 0; y + 1 < down * step; ++y)
      for (arma::uword x = 0; x + 1 < across * step; ++x) {
        const bool gap = y % step == side || x % step == side;
        const arma::uword chain = y / step * across + x / step;
        at.row("dream", frame, frame, y, x, gap ? -1 : rounded(p.at(y % step + side * (x % step), chain)));
      }
  }
}

// --- pictures: restoration ----------------------------------------------------------------------------------

enum Shade { paper, ink, wrong_paper, wrong_ink, covered };  // of a pixel in the table `restored`

Shade shade_of(float guess, float truth) {
  const bool dark = guess >= 0.5F, right = dark == (truth >= 0.5F);
  return dark ? (right ? ink : wrong_ink) : (right ? paper : wrong_paper);
}

// Two test pictures for each half: the whole, the half that is left, and what each method makes of it.
void write_restored(Point& at, const std::vector<Restored>& restored, const arma::fmat& truth,
                    arma::uword side) {
  const std::size_t rows = std::min<std::size_t>(2 * halves.size(), truth.n_cols);
  for (std::size_t row = 0; row < rows; ++row) {
    const std::size_t half = row * halves.size() / rows;
    const arma::uvec hidden = hidden_pixels(side, half);
    const auto add = [&](std::size_t column, const char* stage, const arma::fmat& guess) {
      int wrong = 0;
      for (arma::uword y = 0; y < side; ++y)
        for (arma::uword x = 0; x < side; ++x) {
          const arma::uword i = y + side * x;
          const Shade shade =
              column == 1 && hidden[i] != 0 ? covered : shade_of(guess.at(i, row), truth.at(i, row));
          wrong += shade == wrong_paper || shade == wrong_ink;
          at.row("restored", row, column, y, x, static_cast<int>(shade));
        }
      at.row("restored_panels", row, column, row, halves[half], stage, wrong);
    };
    add(0, "whole", truth);
    add(1, "half hidden", truth);
    for (std::size_t m = 0; m < methods.size(); ++m) add(2 + m, methods[m], restored[half][m]);
  }
}

void restore_pictures(Point& at, const Pictures& pictures, const Restricted<float>& of_bits,
                      const Restricted<float>& of_grey) {
  const Split split = split_of(at, pictures);
  const arma::fmat truth = thresholded(split.test.images);
  const auto restored = restore(at, split, pictures.side, of_bits, of_grey);
  for (std::size_t half = 0; half < halves.size(); ++half)
    for (std::size_t m = 0; m < methods.size(); ++m)
      at.row("errors", pictures.name, halves[half], methods[m],
             wrong_share(restored[half][m], truth, hidden_pixels(pictures.side, half)));
  if (!at.first_seed()) return;
  write_restored(at, restored, truth, pictures.side);
  write_chains(at, of_bits, truth, pictures.side);
  write_dream(at, of_bits, pictures.side);
}

void larger_machines(Run& run, const Pictures& pictures) {
  const std::vector<Data> data{thresholded_data, grey_data, few_data};
  const auto seeds = run.seeds("picture-seeds");
  const auto place = [&](const Point& at) {
    return static_cast<std::size_t>(std::find(seeds.begin(), seeds.end(), at.seed()) - seeds.begin());
  };
  std::vector<std::vector<Restricted<float>>> machines(data.size(), {seeds.size(), Restricted<float>(1, 1)});
  run.grid({.label = "pictures", .axes = {{"data", {"thresholded", "grey", "few"}}}, .seeds = seeds},
           [&](Point& at) {
             const std::size_t d = at.index("data");
             const Trained trained = train(at, split_of(at, pictures), data[d]);
             for (const Checkpoint& c : trained.checkpoints)
               at.row("gap", pictures.name, c.iteration, c.shown_free_energy, c.test_free_energy,
                      c.test_free_energy - c.shown_free_energy, c.shown_pseudo_likelihood,
                      c.test_pseudo_likelihood);
             machines[d][place(at)] = trained.machine;
           });
  run.grid({.label = "restoration", .seeds = seeds}, [&](Point& at) {
    restore_pictures(at, pictures, machines[0][place(at)], machines[1][place(at)]);
  });
  write_filters(run, machines[0].front(), pictures.side);
  run.variable("side", pictures.side);
  run.variable("restored_height", 125 + 185 * (run.results()["restored_panels"].where("column", "0").size()));
}

// --- the whole ----------------------------------------------------------------------------------------------

void body(Run& run) {
  const auto every = run.settings().count("every"), updates = run.settings().count("updates");
  if (every > updates)
    throw lab::UsageError(fmt::format(
        "--every {} is more than the {} updates of a curve, which would have no point; measure more often",
        every, updates));
  bars_and_stripes(run);
  const Pictures pictures = chosen_pictures(run);
  larger_machines(run, pictures);
  if (pictures.name != "digits" && pictures.name != "mnist")
    run.note("the findings about digits are measured with --pictures digits or mnist");
}

// Errors are means over the four halves; of the two Hopfield nets the better one of each seed is compared.
void judge(const lab::Results& results, lab::Findings& findings) {
  const auto errors = results["errors"].where({{"pictures", {"digits", "mnist"}}});
  const auto mean_error = [&](const char* method) {
    return errors.where("method", method).values("error").each_seed(lab::reduce::mean);
  };
  lab::Values hopfield;
  for (const char* method : {"Hopfield (Hebb)", "Hopfield (projection)"})
    for (const auto& [seed, error] : mean_error(method)) hopfield.add(seed, error);
  findings.measured("over_hopfield", hopfield.each_seed(lab::reduce::least) - mean_error("machine (bits)"));
}

}  // namespace
}  // namespace unroll::experiments

unroll::lab::Experiment unroll::experiment() {
  return {.body = experiments::body, .judge = experiments::judge};
}
