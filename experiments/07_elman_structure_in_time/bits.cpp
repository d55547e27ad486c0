// 1. Temporal exclusive or: one bit in, the next one out.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "datasets/temporal_xor.hpp"
#include "scores.hpp"
#include "workshop.hpp"

namespace unroll::experiments::structure {
namespace {

constexpr arma::uword shown = 12;  // steps of Elman's Fig. 3, four triples
const arma::mat bit_codes{{0, 1}};

// Is bit k, from 0, the third of its triple?
bool third(arma::uword k) { return k % 3 == 2; }

// The errors at twelve bits, over and over; the first that is predicted is the second of the stream.
arma::vec profile_of(const arma::mat& errors) {
  arma::vec sums(shown, arma::fill::zeros);
  for (arma::uword t = 0; t < errors.n_elem; ++t) sums[(t + 1) % shown] += errors[t] * errors[t];
  return arma::sqrt(sums / (static_cast<double>(errors.n_elem) / shown));
}

void measure(Bits& one, const arma::mat& errors) {
  one.profile = profile_of(errors);
  double predictable = 0, other = 0;
  for (arma::uword k = 0; k < shown; ++k) (third(k) ? predictable : other) += std::pow(one.profile[k], 2);
  one.ratio = std::sqrt(predictable / 4) / std::sqrt(other / 8);
  const arma::uvec order = arma::stable_sort_index(one.profile);
  one.dips = static_cast<int>(std::count_if(order.begin(), order.begin() + 4, third));
}

void learn_one(const lab::Run& run, Bits& one) {
  const auto size = [&](const char* option) { return run.settings().count(option); };
  Stream stream = run.stream("bits", one.run, "bits"), test = run.stream("bits", one.run, "test bits");
  const arma::uvec seen = datasets::temporal_xor(size("triples"), stream),
                   fresh = datasets::temporal_xor(4 * size("trials") + 1, test);
  const Lesson lesson = next_symbol(seen, bit_codes);
  Lesson trial = next_symbol(fresh, bit_codes);
  trial = {beginning(trial.x, shown * size("trials")), beginning(trial.next, shown * size("trials"))};
  const Pupil pupil = taught(run, "bits", one, lesson);
  const arma::mat target = columns(trial.next);
  measure(one, outputs_over(pupil.net, pupil.theta, trial.x) - target);
  const arma::mat said = memoryless(seen, columns(lesson.next), 2);
  one.memoryless = rms(said.cols(fresh.head(target.n_cols)) - target);
  std::vector<std::string> labels;
  for (arma::uword t = 0; t < 36; ++t) labels.push_back(fresh[t] == 0 ? "0" : "1");
  watch_states(run, "bits (" + std::to_string(one.units) + " units)", one, pupil, trial.x, labels);
}

}  // namespace

std::vector<Bits> learn_bits(lab::Run& run) {
  std::vector<arma::uword> units;
  for (const std::string& word : run.settings().words("bits-units")) units.push_back(std::stoul(word));
  auto all = all_networks<Bits>(units, run.settings().count("bits-runs"));
  run.parallel("bits", all.size(), [&](std::size_t i) { learn_one(run, all[i]); });
  for (Bits& one : all)
    if (one.units != *std::max_element(units.begin(), units.end())) one.gradients.clear();
  return all;
}

}  // namespace unroll::experiments::structure
