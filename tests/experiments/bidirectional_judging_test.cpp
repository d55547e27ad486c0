// The findings of experiment 09, judging made-up scores.
#include "judging.hpp"

namespace {

// Scores of one network, seeds 1, 2, …
MadeUp& add(MadeUp& made, const std::string& task, const std::string& network, int shift,
            const std::vector<double>& scores) {
  for (std::size_t k = 0; k < scores.size(); ++k)
    made.row("trials", task, network, shift, k + 1, 0, scores[k], "", "", 0);
  return made;
}

MadeUp made_up() { return MadeUp("09_bidirectional"); }

// Whether a finding takes this network's median, at this shift, and is held to the published figure.
void check_published(const std::string& id, const std::string& task, const std::string& network, int shift,
                     double published, double half_band) {
  INFO(id);
  MadeUp right = made_up(), low = made_up(), high = made_up();
  add(right, task, network, shift, {published, published, 1});
  CHECK(right.median(id) == published);
  CHECK(right.confirmed(id));
  add(low, task, network, shift, {published - 1.01 * half_band});
  CHECK(low.contradicted(id));
  add(high, task, network, shift, {published + 1.01 * half_band});
  CHECK(high.contradicted(id));
}

}  // namespace

TEST_CASE("made-up scores of 09: each published figure is judged by the network and shift that it is of") {
  const std::string errors = "regression", classes = "classification";
  check_published("for_0", errors, "FOR", 0, 0.00155, 0.25 * 0.00155);
  check_published("for_20", errors, "FOR", 20, 0.00335, 0.25 * 0.00335);
  check_published("back_0", errors, "BACK", 0, 0.00255, 0.25 * 0.00255);
  check_published("back_5", errors, "BACK", 5, 0.0006, 0.25 * 0.0006);
  check_published("merge_best", errors, "MERGE", 7, 0.00065, 0.25 * 0.00065);
  check_published("class_for", classes, "FOR", 2, 0.81, 0.25 * 0.19);
  check_published("class_back", classes, "BACK", 3, 0.87, 0.25 * 0.13);
  check_published("class_merge", classes, "MERGE", 4, 0.89, 0.25 * 0.11);
  check_published("class_brnn", classes, "BRNN", 0, 0.91, 0.25 * 0.09);
  MadeUp other = made_up();
  add(other, errors, "FOR", 1, {0.00155});
  add(other, classes, "FOR", 0, {0.00155});
  for (const std::string id : {"for_0", "for_20", "back_0", "back_5", "merge_best", "brnn"})
    CHECK(!other.measured(id));
}

TEST_CASE("made-up scores of 09: the best shift has the least error, or the most right classes") {
  MadeUp made = made_up();
  add(made, "regression", "MERGE", 3, {0.002, 0.0001, 0.003});
  add(made, "regression", "MERGE", 6, {0.0006, 0.0007, 0.9});
  CHECK(made.values("merge_best") == std::vector<double>{0.0006, 0.0007, 0.9});
  for (const std::string network : {"FOR", "BACK", "MERGE"}) {
    add(made, "classification", network, 0, {0.7, 0.99, 0.6});
    add(made, "classification", network, 5, {0.8, 0.9, 0.1});
  }
  for (const std::string id : {"class_for", "class_back", "class_merge"})
    CHECK(made.values(id) == std::vector<double>{0.8, 0.9, 0.1});
}

TEST_CASE("made-up scores of 09: late answers are the mean of BACK over the shifts from 16 on") {
  MadeUp made = made_up();
  add(made, "regression", "BACK", 15, {0});
  add(made, "regression", "BACK", 16, {0.003});
  add(made, "regression", "BACK", 20, {0.005});
  add(made, "regression", "FOR", 20, {1});
  CHECK(made.median("back_late") == Approx(0.004));
  CHECK(made.confirmed("back_late"));
}

TEST_CASE("made-up scores of 09: BRNN is held below a bound and beside FOR at its best shift") {
  MadeUp made = made_up();
  add(made, "regression", "BRNN", 0, {0.0005, 0.001});
  add(made, "regression", "FOR", 0, {0.001, 0.003});
  add(made, "regression", "FOR", 3, {0.004, 0.005});
  CHECK(made.confirmed("brnn"));
  CHECK(made.values("brnn_over_for") == std::vector<double>{0.25, 0.5});  // over the median, 0.002
  CHECK(made.confirmed("brnn_over_for"));
  MadeUp worse = made_up();
  add(worse, "regression", "BRNN", 0, {0.003});
  add(worse, "regression", "FOR", 0, {0.002});
  CHECK(worse.contradicted("brnn"));
  CHECK(worse.median("brnn_over_for") == 1.5);
  CHECK(worse.contradicted("brnn_over_for"));
}

TEST_CASE("made-up scores of 09: the shift at which BACK errs least is that of each seed") {
  MadeUp made = made_up();
  for (int shift = 3; shift <= 8; ++shift)
    add(made, "regression", "BACK", shift,
        {std::abs(shift - 5.0), std::abs(shift - 8.0), std::abs(shift - 5.1)});
  CHECK(made.values("back_least_at") == std::vector<double>{5, 8, 5});
  CHECK(made.confirmed("back_least_at"));
  MadeUp gap = made_up();
  for (const int shift : {3, 4, 5, 6, 7}) add(gap, "regression", "BACK", shift, {0.001});
  CHECK(!gap.measured("back_least_at"));
}

TEST_CASE("made-up scores of 09: no seed may beat the bound of its network and shift") {
  const auto with = [](double error, double share) {
    MadeUp made = made_up();
    made.row("bounds", "regression", "FOR", 0, 0.001).row("bounds", "regression", "BACK", 0, 0.002);
    made.row("bounds", "regression", "FOR", 19, 0).row("bounds", "classification", "FOR", 0, 0.8);
    made.row("bounds", "regression", "MERGE", 0, 1).row("bounds", "classification", "BACK", 0, 0.9);
    add(made, "regression", "FOR", 0, {0.0015, 0.002});
    add(made, "regression", "FOR", 19, {0.0001, 0.0001});  // everything is seen
    add(made, "regression", "BACK", 0, {0.0024, error});
    add(made, "regression", "MERGE", 0, {0.0001, 0.0001});
    add(made, "classification", "FOR", 0, {0.75, 0.7});
    add(made, "classification", "BACK", 0, {0.88, share});
    return made;
  };
  const MadeUp right = with(0.003, 0.85), wrong = with(0.0018, 0.93);
  REQUIRE(right.values("above_bound").size() == 2);
  CHECK(right.values("above_bound")[0] == Approx(1.2));
  CHECK(right.values("above_bound")[1] == Approx(1.5));
  CHECK(right.values("below_ceiling")[0] == Approx(0.02));
  CHECK(right.values("below_ceiling")[1] == Approx(0.05));
  CHECK((right.confirmed("above_bound") && right.confirmed("below_ceiling")));
  CHECK((wrong.contradicted("above_bound") && wrong.contradicted("below_ceiling")));
}
