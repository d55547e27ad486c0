// The findings of experiment 16 on made-up results.
#include <array>

#include "judging.hpp"

namespace {

// A training; what no finding reads of it has a value that would be outside of every band.
struct Training {
  std::string task = "6a-100", network = "lstm";
  int seed = 1;
  std::string family = "order";
  bool short_lags = false, printed = true, success = true;
  double counted = 7, wrong = 12345;
};

struct Trainings : MadeUp {
  explicit Trainings(const std::vector<Training>& all = {}) : MadeUp("16_lstm_long_lags") {
    for (const Training& t : all) add(t);
  }
  void add(const Training& t) {
    row("trainings", t.task, t.network, t.seed, t.family, t.short_lags, t.printed, 156, 31390, 0.25,
        t.success, 98765432, t.counted, 98765432, t.wrong, 2560, 0.1, 0);
  }
};

// The task whose numbers a finding is about.
std::string task_of(const std::string& id) { return id.substr(0, id.find('_')); }

}  // namespace

TEST_CASE(
    "experiment 16 judges the sequences of the network of 1997 on each task, by the median over seeds") {
  std::size_t tasks = 0;
  const auto claims = Trainings().declaration().claims;  // a copy: what it belongs to ends here
  for (const auto& claim : claims) {
    if (!claim.id.ends_with("_sequences")) continue;
    INFO(claim.id);
    ++tasks;
    const std::string task = task_of(claim.id);
    const double published = claim.high / 2;
    CHECK(claim.low == published / 2);
    const auto judged = [&](double one, double two, double three) {
      return Trainings({{.task = task, .seed = 1, .counted = one},
                        {.task = task, .seed = 2, .success = false, .counted = two},  // counts, too
                        {.task = task, .seed = 3, .counted = three},
                        {.task = task, .network = "elman", .counted = 1e9},
                        {.task = task + "-shortcut", .counted = 1e9}});
    };
    CHECK(judged(published, 5, 3 * published).values(claim.id) ==
          std::vector<double>{published, 5, 3 * published});
    CHECK(judged(published / 3, 1.1 * published, 3 * published).confirmed(claim.id));
    CHECK(judged(published / 3, published / 4, 3 * published).contradicted(claim.id));
    CHECK(judged(published, 4 * published, 3 * published).contradicted(claim.id));
    CHECK(!Trainings({{.task = "6a-20"}}).measured(claim.id));
  }
  CHECK(tasks == 15);
}

TEST_CASE("experiment 16 judges the wrong answers of networks that have learnt") {
  std::size_t tasks = 0;
  const auto claims = Trainings().declaration().claims;  // a copy: what it belongs to ends here
  for (const auto& claim : claims) {
    if (!claim.id.ends_with("_wrong")) continue;
    INFO(claim.id);
    ++tasks;
    const std::string task = task_of(claim.id);
    const auto judged = [&](double wrong) {
      return Trainings({{.task = task, .seed = 1, .wrong = wrong},
                        {.task = task, .seed = 2, .success = false, .wrong = 2560},
                        {.task = task, .network = "elman", .wrong = 2000}});
    };
    CHECK(judged(claim.high).values(claim.id) == std::vector{claim.high});
    CHECK(judged(claim.high).confirmed(claim.id));
    CHECK(judged(claim.high + 1).contradicted(claim.id));
  }
  CHECK(tasks == 8);
}

TEST_CASE("experiment 16 judges the share of successes over all seeds and tasks of a family") {
  const std::vector<std::array<std::string, 2>> families{{"reber_success", "reber"},
                                                         {"lags_success", "lags"},
                                                         {"adding_success", "adding"},
                                                         {"adding_logistic_success", "adding-logistic"},
                                                         {"multiplication_success", "multiplication"},
                                                         {"order_success", "order"}};
  for (const auto& [id, family] : families) {
    INFO(id);
    const auto judged = [&](int failures) {
      Trainings made({{.network = "elman", .family = family, .success = failures > 1},
                      {.family = family, .printed = false, .success = failures > 1},
                      {.family = "another", .success = failures > 1}});
      for (int k = 0; k < 10; ++k)
        made.add({.task = k < 5 ? "first" : "second",
                  .seed = k % 5 + 1,
                  .family = family,
                  .success = k >= failures});
      return made;
    };
    CHECK(judged(1).values(id) == std::vector{0.9});
    CHECK(judged(1).confirmed(id));
    CHECK(judged(2).values(id) == std::vector{0.8});  // although the median over seeds is 1
    CHECK(judged(2).contradicted(id));
  }
}

TEST_CASE("experiment 16 judges each kind of baseline by its own share") {
  const auto judged = [](int whole, int copied, int lags) {
    Trainings made;
    for (int k = 0; k < 4; ++k) {
      made.add({.seed = k, .family = "reber", .short_lags = true});
      made.add({.network = "elman", .seed = k, .family = "reber", .short_lags = true, .success = k < whole});
      made.add({.network = "elman copied",
                .seed = k,
                .family = "reber",
                .short_lags = true,
                .success = k < copied});
      made.add(
          {.network = "elman", .seed = k, .family = k % 2 == 0 ? "order" : "adding", .success = k < lags});
      made.add({.network = "elman", .seed = k, .printed = false});  // a shorter lag
    }
    return made;
  };
  const MadeUp expected = judged(2, 0, 0), all = judged(4, 1, 1);
  CHECK(expected.values("elman_reber") == std::vector{0.5});
  CHECK(expected.values("elman_copied_reber") == std::vector{0.0});
  CHECK(expected.values("elman_lags") == std::vector{0.0});
  CHECK(all.values("elman_lags") == std::vector{0.25});
  CHECK(judged(0, 0, 0).contradicted("elman_reber"));  // some is not none
  for (const std::string id : {"elman_reber", "elman_copied_reber", "elman_lags"}) {
    INFO(id);
    CHECK(expected.confirmed(id));
    CHECK(all.contradicted(id));
  }
}

TEST_CASE("experiment 16 counts the published networks whose number of weights is the published one") {
  const auto judged = [](int equal) {
    Trainings made;
    for (int k = 0; k < 15; ++k) made.row("weights", "task", 156, 156, k < equal);
    return made;
  };
  CHECK(judged(15).values("weights") == std::vector{15.0});
  CHECK(judged(15).confirmed("weights"));
  CHECK(judged(14).contradicted("weights"));
}
