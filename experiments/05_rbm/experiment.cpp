// 05 The restricted Boltzmann machine: exact likelihood on bars and stripes, CD-k and PCD; digits: filters,
// samples, restoration.
#include "experiments/lab/experiment.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include "claims.hpp"
#include "experiments/lab/error.hpp"
#include "tables.hpp"

namespace unroll::experiments {
namespace {

using namespace lab;
using namespace restricted;

// All that was done with one share of the pictures.
struct Study {
  std::vector<Learner> learners;  // in the order of `lessons`
  std::vector<Restored> restored;
};

std::vector<Study> studies(Run& run, const Pictures& pictures) {
  const auto machines = run.settings().count("machines");
  std::vector<std::vector<Learner>> learnt(machines * std::size(lessons));
  run.parallel("pictures", learnt.size(), [&](std::size_t i) {
    const std::size_t machine = i / std::size(lessons);
    const Share share = share_out(run, pictures, machine);
    learnt[i].push_back(learn(run, share, lessons[i % std::size(lessons)], machine));
  });
  std::vector<Study> studies(machines);
  for (std::size_t i = 0; i < learnt.size(); ++i)
    studies[i / std::size(lessons)].learners.push_back(std::move(learnt[i].front()));
  run.parallel("restoration", machines, [&](std::size_t machine) {
    studies[machine].restored =
        restore(run, share_out(run, pictures, machine), pictures.side, studies[machine].learners, machine);
  });
  return studies;
}

// The mean over the halves of what one restorer gets wrong.
double mean_error(const Study& study, std::size_t by) {
  double sum = 0;
  for (const Restored& restored : study.restored) sum += restored.error[by];
  return sum / static_cast<double>(study.restored.size());
}

void measure_pictures(Run& run, const Pictures& pictures, const std::vector<Study>& studies) {
  if (!pictures.handwritten) {
    run.note("the findings about digits are measured with --pictures digits or mnist");
    return;
  }
  constexpr std::size_t machine = 0, hebb = 2, projection = 3, commonest = 5;  // of `restorers`
  std::vector<double> hopfield, chance, gap, few;
  for (const Study& study : studies) {
    const double error = mean_error(study, machine);
    hopfield.push_back(std::min(mean_error(study, hebb), mean_error(study, projection)) - error);
    chance.push_back(mean_error(study, commonest) - error);
    const auto& many = study.learners[plain].checkpoints;
    gap.push_back(many.back().gap() - many.front().gap());
    few.push_back(study.learners[with_few].checkpoints.back().gap() - many.back().gap());
  }
  run.measured("over_hopfield", hopfield);
  run.measured("over_chance", chance);
  run.measured("gap", gap);
  run.measured("gap_of_few", few);
}

void write_pictures(Run& run, const Pictures& pictures, const std::vector<Study>& studies) {
  const Share share = share_out(run, pictures, 0);
  const Learner& learner = studies.front().learners[plain];
  write_filters(run, learner, pictures.side);
  write_chains(run, learner, share, pictures.side);
  write_restored(run, studies.front().restored, share, pictures.side);
  std::vector<std::vector<Restored>> restored;
  std::vector<Learner> learners;
  for (const Study& study : studies) {
    restored.push_back(study.restored);
    learners.insert(learners.end(), study.learners.begin(), study.learners.end());
  }
  write_errors(run, restored);
  write_gaps(run, learners);
}

void check(const Run& run) {
  const long every = run.settings().integer("every"), updates = run.settings().integer("updates");
  if (every > updates)
    throw UsageError(fmt::format(
        "--every {} is more than the {} updates of a curve, which would have no point; look more often",
        every, updates));
}

void body(Run& run) {
  check(run);
  const auto climbed = curves(run);
  const Pictures pictures = chosen_pictures(run);
  const auto learnt = studies(run, pictures);
  measure_curves(run, climbed);
  measure_pictures(run, pictures, learnt);
  write_curves(run, climbed);
  write_pictures(run, pictures, learnt);
}

std::function<void(const std::string&)> whole(int low, int high) {
  return [=](const std::string& text) {
    int value = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failed != std::errc{} || end != text.data() + text.size() || value < low || value > high)
      throw std::invalid_argument(fmt::format("must be whole numbers from {} to {}", low, high));
  };
}

std::vector<Option> options() {
  return {
      words_option("sides", "N...", {"3", "3", "3 4"}, "bars and stripes of so many lines", whole(2, 4)),
      integer_option("hidden", {0, 0, 0}, 0, 100,
                     "hidden units for bars and stripes; 0: as many as there are pixels"),
      words_option("k", "K...", {"1 10", "1 10", "1 2 10 100"}, "sweeps of contrastive divergence",
                   whole(1, 1000)),
      integer_option("updates", {2000, 50000, 50000}, 10, 10000000, "of each curve"),
      integer_option("exact", {200, 10000, 10000}, 0, 10000000,
                     "updates along the exact gradient; 0: leave it out"),
      integer_option("every", {50, 100, 100}, 1, 1000000, "updates from one exact likelihood to the next"),
      real_option("rate", {0.1, 0.1, 0.1}, 1e-6, 100, "learning rate for bars and stripes"),
      integer_option("runs", {2, 10, 25}, 1, 1000, "curves of each method"),
      choice_option("pictures", {"bars", "digits", "mnist"}, {"digits", "mnist", "fashion-mnist", "bars"},
                    "what the larger machines learn"),
      integer_option("machines", {2, 5, 3}, 1, 100, "larger machines of each kind"),
      integer_option("filters", {16, 100, 500}, 1, 10000, "their hidden units"),
      integer_option("train", {200, 1400, 60000}, 20, 60000, "pictures that they are shown, at the most"),
      integer_option("few", {30, 100, 500}, 1, 60000, "or that one of them is shown"),
      integer_option("test", {50, 397, 1000}, 2, 10000, "pictures kept for tests, at the most"),
      integer_option("batch", {20, 20, 100}, 1, 10000, "pictures of an iteration"),
      integer_option("iterations", {2000, 28000, 30000}, 1, 10000000, "updates of a larger machine"),
      real_option("learning-rate", {0.2, 0.05, 0.05}, 1e-6, 100, "with which they begin; it falls to 0"),
      choice_option("chains", {"persistent", "persistent", "persistent"}, {"persistent", "restarted"},
                    "whether their chains go on from update to update, or begin at the pictures"),
      integer_option("frames", {6, 40, 40}, 1, 1000, "of the animation, one a sweep"),
  };
}

}  // namespace

Experiment rbm();

Experiment rbm() {
  return {
      .title = "The restricted Boltzmann machine",
      .part = "I Energy",
      .shows = "exact likelihood on bars and stripes, CD-k and PCD; digits: filters, samples, restoration",
      .question =
          "Learning asks what the machine itself would dream, and a dream takes long; how much of it is "
          "enough, and what goes wrong when it is cut short?",
      .takes = {"3 s", "50 s", "3 h"},
      .references = rbm_references(),
      .options = options(),
      .claims = rbm_claims(),
      .figures = figures(),
      .body = body};
}

}  // namespace unroll::experiments
