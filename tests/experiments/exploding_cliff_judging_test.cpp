// Experiment 13: what its findings make of made-up results.
#include <array>
#include <cmath>

#include "judging.hpp"

namespace {

// A row of walls.csv for each triple of w, distance and norm.
MadeUp walls(const std::vector<std::array<double, 3>>& rows,
             const unroll::lab::Settings::Values& options = {}) {
  MadeUp made("13_exploding_cliff", options);
  for (const auto& [w, distance, norm] : rows)
    made.row("walls", w, 0.5 - 0.6225 * w + distance, distance, norm);
  return made;
}

MadeUp growths(double after_50, double after_100) {
  MadeUp made("13_exploding_cliff");
  made.row("growth", 50, 4.5, -2.3, 0, 1e3).row("growth", 100, 4.5, -2.3, 0, 1e9);  // of another w
  made.row("growth", 50, 5, -2.6, 0, after_50).row("growth", 100, 5, -2.6, 0, after_100);
  return made;
}

// A descent of each kind for each pair of "left with clipping" and "left without".
MadeUp descents(const std::vector<std::pair<int, int>>& left) {
  MadeUp made("13_exploding_cliff");
  for (std::size_t k = 0; k < left.size(); ++k) {
    made.row("descents", k, "with", 5, -2.5, 9, left[k].first, 5, -2.5, 0.1, 1);
    made.row("descents", k, "without", 5, -2.5, 9, left[k].second, 5, -2.5, 0.1, 1);
  }
  return made;
}

// Final losses at the rate of the drawn training, and others at another rate.
struct Losses {
  double with, without;
  int with_diverged_at = 0, without_diverged_at = 0;
};
MadeUp trainings(const std::vector<Losses>& losses) {
  MadeUp made("13_exploding_cliff", {{"learning-rate", {"0.1"}}});
  for (std::size_t k = 0; k < losses.size(); ++k) {
    const auto& [with, without, with_diverged_at, without_diverged_at] = losses[k];
    made.row("rates", 0.3, "with", k + 1, 7, 0).row("rates", 0.3, "without", k + 1, 9, 0);
    made.row("rates", 0.1, "with", k + 1, with, with_diverged_at);
    made.row("rates", 0.1, "without", k + 1, without, without_diverged_at);
  }
  return made;
}

}  // namespace

TEST_CASE("experiment 13 judges the wall by the farthest place above w = 4.26, on either side of the line") {
  CHECK(walls({{4.2, 0.5, 1}, {5, 0.001, 1}, {6, -0.004, 1}}).median("wall_distance") == Approx(0.004));
  CHECK(walls({{4.2, 0.5, 1}, {5, 0.001, 1}, {6, -0.004, 1}}).confirmed("wall_distance"));
  CHECK(walls({{5, 0.001, 1}, {6, -0.02, 1}}).contradicted("wall_distance"));
  CHECK(!walls({{5, 0.001, 1}}, {{"unroll", {"25"}}}).measured("wall_distance"));
}

TEST_CASE("experiment 13 counts exploding gradients up to w = 4.26 alone") {
  CHECK(walls({{4.1, 0, 49}, {4.26, 0, 50}, {5, 0, 1e6}}).confirmed("walls_below"));
  CHECK(walls({{4.1, 0, 51}, {4.26, 0, 51}, {5, 0, 1e6}}).median("walls_below") == 2);
  CHECK(walls({{4.1, 0, 51}, {5, 0, 1e6}}).contradicted("walls_below"));
  CHECK(!walls({}).measured("walls_below"));
}

TEST_CASE("experiment 13 takes the largest norm of all") {
  CHECK(walls({{4.1, 0, 3}, {5, 0, 60}, {6, 0, 2}}).median("largest_norm") == 60);
  CHECK(walls({{4.1, 0, 3}, {5, 0, 60}, {6, 0, 2}}).confirmed("largest_norm"));
  CHECK(walls({{4.1, 0, 3}, {5, 0, 40}, {6, 0, 2}}).contradicted("largest_norm"));
}

TEST_CASE(
    "experiment 13 measures growth as the 50th root of the norm after 100 steps over that after 50, at w = "
    "5") {
  CHECK(growths(10, 10 * std::pow(1.175, 50)).median("growth") == Approx(1.175));
  CHECK(growths(10, 10 * std::pow(1.175, 50)).confirmed("growth"));
  CHECK(growths(10 * std::pow(1.175, 50), 10).contradicted("growth"));
  CHECK(growths(10, 10 * std::pow(1.19, 50)).contradicted("growth"));
}

TEST_CASE(
    "experiment 13 judges shares of descents, those that stay with clipping and those that leave without") {
  CHECK(descents({{0, 1}, {0, 1}}).confirmed("clipped_stays"));
  CHECK(descents({{0, 1}, {0, 1}}).confirmed("unclipped_leaves"));
  CHECK(descents({{1, 1}, {0, 1}, {0, 1}, {0, 0}}).median("clipped_stays") == 0.75);
  CHECK(descents({{1, 1}, {0, 1}, {0, 1}, {0, 0}}).contradicted("clipped_stays"));
  CHECK(descents({{0, 1}, {0, 1}, {0, 1}, {0, 0}}).median("unclipped_leaves") == 0.75);
  CHECK(descents({{0, 0}, {0, 0}}).contradicted("unclipped_leaves"));
}

TEST_CASE("experiment 13 judges trainings at the drawn rate, the loss without clipping minus that with it") {
  const MadeUp good = trainings({{0.01, 1.4}, {0.02, 1.5}});
  CHECK(good.values("training_clipped") == std::vector<double>{0.01, 0.02});
  CHECK(good.values("training_gap") == std::vector<double>{1.4 - 0.01, 1.5 - 0.02});
  CHECK(good.confirmed("training_clipped"));
  CHECK(good.confirmed("training_gap"));
  const MadeUp bad = trainings({{1.4, 0.01}, {1.5, 0.02}});
  CHECK(bad.contradicted("training_clipped"));
  CHECK(bad.contradicted("training_gap"));
}

TEST_CASE("experiment 13: a network that diverged wins no comparison") {
  // Its loss was low until then.
  const MadeUp with = trainings({{0.01, 1.4, 17, 0}});
  CHECK(with.contradicted("training_clipped"));
  CHECK(with.contradicted("training_gap"));
  CHECK(trainings({{0.01, 0.02, 0, 17}}).confirmed("training_gap"));
  CHECK(trainings({{0.01, 0.02, 17, 17}}).contradicted("training_gap"));
}
