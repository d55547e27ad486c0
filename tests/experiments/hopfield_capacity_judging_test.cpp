// What the findings of experiment 02 make of made-up tables. Beside the rows that count there are others that must not.
#include "judging.hpp"

namespace {

using Options = unroll::lab::Settings::Values;

struct Tables : MadeUp {
  explicit Tables(const Options& options = {}) : MadeUp("02_hopfield_capacity", options) {}

  Tables& counts(const char* coding, const char* weights, int memories, int seed, double exact, double few,
                 double mean_errors) {
    row("counts", coding, weights, memories, 0.5, seed, exact, few, mean_errors);
    return *this;
  }
  // Shares of the six kinds of ends.
  Tables& starts(const char* coding, const char* networks, int seed, const std::vector<double>& shares) {
    const char* kinds[] = {"memory",       "reversed memory", "near a memory",
                           "mixture of 3", "mixture of 5",    "other"};
    for (std::size_t k = 0; k < shares.size(); ++k)
      row("starts", coding, networks, seed, 10, kinds[k], 1, shares[k]);
    return *this;
  }
  Tables& distance(const char* coding, int distance, int seed, int starts, int exact, int near) {
    row("distances", coding, distance, seed, starts, exact, near, double(exact) / starts,
        double(near) / starts);
    return *this;
  }
  Tables& error(const char* weights, double nominal_load, double load, int seed, double error) {
    row("errors", weights, nominal_load, 0.5, 1000, 100, load, 0.5, seed, 1000, 10, error);
    return *this;
  }
  Tables& rule(const char* rule, int memories, int seed, double stable, double recalled) {
    row("rules", rule, 100, memories, memories / 100.0, seed, stable, recalled);
    return *this;
  }
  Tables& kind(int memories, int seed, const char* kind, int states, double overlap) {
    row("kinds", 500, memories, seed, kind, 10, 0.1, states, 0.75, overlap);
    return *this;
  }
};

// Counts of one seed: with states 0/1 the shares and errors of 5, 10, 15 and 20 memories, with -1/+1 a line from 1 at n = 5 to
// `last` at n = 20; and the mean errors of clipped weights.
Tables counted(const std::vector<double>& exact, double few_15, double last, double clipped_errors) {
  Tables all;
  for (int k = 0; k < 4; ++k) {
    const int memories = 5 * (k + 1);
    all.counts("0/1", "whole", memories, 1, exact[std::size_t(k)], memories == 15 ? few_15 : 0.99,
               2.0 * memories);
    all.counts("-1/+1", "whole", memories, 1, 1 - (1 - last) * k / 3, 0.98, 7);
    all.counts("0/1", "clipped", memories, 1, 0.5, 0.5, 7);
  }
  return all.counts("0/1", "clipped", 9, 1, 0.03, 0.04, clipped_errors)
      .counts("-1/+1", "clipped", 9, 1, 0.05, 0.06, 1);
}

}  // namespace

TEST_CASE("hopfield capacity judges exact and nearly exact recalls of states 0/1 with whole weights") {
  const auto made = counted({0.98, 0.6, 0.2, 0.1}, 0.3, 0.4, 24);
  CHECK(made.values("exact_5") == std::vector<double>{0.98});
  CHECK(made.confirmed("exact_5"));
  CHECK(made.values("exact_10") == std::vector<double>{0.6});
  CHECK(made.confirmed("exact_10"));
  CHECK(made.values("few_15") == std::vector<double>{0.3});
  CHECK(made.confirmed("few_15"));
  const auto bad = counted({0.96, 0.54, 0.2, 0.1}, 0.21, 0.4, 24);
  for (const char* id : {"exact_5", "exact_10", "few_15"}) CHECK(bad.contradicted(id));
  CHECK(counted({0.98, 0.68, 0.2, 0.1}, 0.56, 0.4, 24).contradicted("exact_10"));
  CHECK(counted({0.98, 0.68, 0.2, 0.1}, 0.56, 0.4, 24).contradicted("few_15"));
}

TEST_CASE(
    "hopfield capacity: the factor of the codings is where -1/+1 err as often as ten memories with 0/1, over "
    "ten") {
  // 1 at n = 5 and 0.4 at n = 20: 0.6 at n = 15.
  CHECK(counted({0.98, 0.6, 0.2, 0.1}, 0.3, 0.4, 24).median("coding_factor") == Approx(1.5));
  CHECK(counted({0.98, 0.6, 0.2, 0.1}, 0.3, 0.5, 24).median("coding_factor") == Approx(1.7));
  CHECK(counted({0.98, 0.6, 0.2, 0.1}, 0.3, 0.5, 24).confirmed("coding_factor"));
  CHECK(counted({0.98, 0.8, 0.2, 0.1}, 0.3, 0.4, 24).contradicted("coding_factor"));  // 1 at n = 10
  CHECK(counted({0.98, 0.3, 0.2, 0.1}, 0.3, 0.4, 24).contradicted("coding_factor"));  // nowhere
}

TEST_CASE("hopfield capacity: clipped weights are compared with the whole ones that make as many errors") {
  // Twice as many errors as memories.
  CHECK(counted({0.98, 0.6, 0.2, 0.1}, 0.3, 0.4, 24).median("clipped_9") == Approx(12));
  CHECK(counted({0.98, 0.6, 0.2, 0.1}, 0.3, 0.4, 24).confirmed("clipped_9"));
  CHECK(counted({0.98, 0.6, 0.2, 0.1}, 0.3, 0.4, 21).contradicted("clipped_9"));
  CHECK(counted({0.98, 0.6, 0.2, 0.1}, 0.3, 0.4, 29).contradicted("clipped_9"));
  CHECK(counted({0.98, 0.6, 0.2, 0.1}, 0.3, 0.4, 41).contradicted("clipped_9"));  // nowhere
}

TEST_CASE("hopfield capacity judges seeds apart") {
  Tables two;
  for (const int seed : {3, 4}) {
    for (const int memories : {5, 10, 20}) {
      two.counts("0/1", "whole", memories, seed, 0.6, 0.9, memories);
      two.counts("-1/+1", "whole", memories, seed, 1 - 0.4 * (memories - 5) / (seed == 3 ? 15 : 10), 0.9, 1);
    }
    two.counts("0/1", "clipped", 9, seed, 0.1, 0.1, seed == 3 ? 12 : 13);
  }
  CHECK(two.values("clipped_9") == std::vector<double>{12, 13});
  REQUIRE(two.values("coding_factor").size() == 2);
  CHECK(two.values("coding_factor")[0] == Approx(2));
  CHECK(two.values("coding_factor")[1] == Approx(1.5));
}

TEST_CASE("hopfield capacity judges the ends of random starts in all networks with states 0/1") {
  const auto made = [](double memory, double reversed, double near, double three, double five, double other) {
    Tables all;
    all.starts("-1/+1", "all", 1, {0.1, 0.1, 0.2, 0.2, 0.2, 0.2})
        .starts("0/1", "stable", 1, {0.3, 0.3, 0.1, 0.1, 0.1, 0.1});
    return all.starts("0/1", "all", 1, {memory, reversed, near, three, five, other});
  };
  const auto good = made(0.45, 0.4, 0.05, 0.02, 0.03, 0.05);
  CHECK(good.median("start_memory") == Approx(0.85));
  CHECK(good.values("start_near") == std::vector<double>{0.05});
  CHECK(good.median("start_spurious") == Approx(0.1));
  for (const char* id : {"start_memory", "start_near", "start_spurious"}) CHECK(good.confirmed(id));
  const auto bad = made(0.4, 0.3, 0.12, 0.1, 0.03, 0.05);
  for (const char* id : {"start_memory", "start_near", "start_spurious"}) CHECK(bad.contradicted(id));
}

TEST_CASE("hopfield capacity: starts of one to five units are one share, those of twelve another") {
  Tables made;
  made.distance("0/1", 0, 1, 100, 0, 0).distance("0/1", 6, 1, 100, 0, 0).distance("-1/+1", 1, 1, 100, 0, 0);
  made.distance("0/1", 1, 1, 10, 2, 10).distance("0/1", 5, 1, 30, 3, 26);
  made.distance("0/1", 12, 1, 50, 5, 10)
      .distance("-1/+1", 12, 1, 50, 5, 40)
      .distance("0/1", 11, 1, 50, 5, 40);
  CHECK(made.values("near_5") == std::vector<double>{0.9});  // not the mean of 1 and 0.867
  CHECK(made.confirmed("near_5"));
  CHECK(made.values("near_12") == std::vector<double>{0.2});
  CHECK(made.confirmed("near_12"));
  made.distance("0/1", 2, 1, 10, 9, 3).distance("0/1", 12, 2, 100, 50, 3);
  CHECK(made.contradicted("near_5"));
  CHECK(made.median("near_12") == Approx(0.115));
  CHECK(made.contradicted("near_12"));
  CHECK(Tables().distance("0/1", 12, 1, 10, 3, 3).contradicted("near_12"));
}

TEST_CASE(
    "hopfield capacity: the load of clipped weights is divided by that of whole ones, on straight "
    "logarithms") {
  const auto made = [](double part, const Options& options = {}) {
    Tables all(options);
    // The error is a hundredth at √2 times the lower load.
    all.error("whole", 0.1, 0.2, 1, 0.1).error("whole", 0.05, 0.1, 1, 0.001);
    return all.error("clipped", 0.05, 0.1 * part, 1, 0.001).error("clipped", 0.1, 0.2 * part, 1, 0.1);
  };
  CHECK(made(0.637).median("clipped_load") == Approx(0.637));
  CHECK(made(0.637).confirmed("clipped_load"));
  CHECK(made(0.6).contradicted("clipped_load"));
  CHECK(made(1 / 0.637).contradicted("clipped_load"));
  CHECK(!made(0.637, {{"units", {"900"}}}).measured("clipped_load"));
  Tables never;
  never.error("whole", 0.1, 0.1, 1, 0.001).error("whole", 0.2, 0.2, 1, 0.1);
  never.error("clipped", 0.1, 0.1, 1, 0.02).error("clipped", 0.2, 0.2, 1, 0.1);
  CHECK(never.contradicted("clipped_load"));
}

TEST_CASE("hopfield capacity: the transition is the end of the theory's curve") {
  MadeUp made("02_hopfield_capacity");
  made.row("overlap_theory", 0.05, 0.9).row("overlap_theory", 0.2, 1).row("overlap_theory", 0.138, 0.967);
  CHECK(made.values("transition_load") == std::vector<double>{0.138});
  CHECK(made.values("transition_overlap") == std::vector<double>{0.967});
  CHECK(made.confirmed("transition_load"));
  CHECK(made.confirmed("transition_overlap"));
  made.row("overlap_theory", 0.139, 0.966);
  CHECK(made.contradicted("transition_load"));
  CHECK(made.contradicted("transition_overlap"));
  made.row("overlap_theory", 0.137, 0.968);
  CHECK(made.contradicted("transition_load"));
  CHECK(made.contradicted("transition_overlap"));
}

TEST_CASE("hopfield capacity judges overlaps of the largest network at two loads, if it is large") {
  const auto made = [](const char* largest, double at_12, double at_18) {
    MadeUp all("02_hopfield_capacity", {{"largest", {largest}}});
    const double other = std::stod(largest) / 2;
    for (const double load : {0.11, 0.12, 0.18}) all.row("overlap", other, load, 1, load, 1, 0.7, 0.5);
    all.row("overlap", largest, 0.11, 1, 0.11, 1, 0.7, 0.5);
    all.row("overlap", largest, 0.12, 1, 0.12, 1, at_12, 0.5)
        .row("overlap", largest, 0.18, 1, 0.18, 1, at_18, 0.5);
    return all;
  };
  CHECK(made("2000", 0.99, 0.3).values("overlap_012") == std::vector<double>{0.99});
  CHECK(made("2000", 0.99, 0.3).values("overlap_018") == std::vector<double>{0.3});
  CHECK(made("2000", 0.99, 0.3).confirmed("overlap_012"));
  CHECK(made("2000", 0.99, 0.3).confirmed("overlap_018"));
  CHECK(made("2000", 0.97, 0.65).contradicted("overlap_012"));
  CHECK(made("2000", 0.97, 0.65).contradicted("overlap_018"));
  CHECK(!made("999", 0.99, 0.3).measured("overlap_012"));
  CHECK(!made("999", 0.99, 0.3).measured("overlap_018"));
}

TEST_CASE(
    "hopfield capacity judges the errors of one step at the loads of the printed table, of whole weights") {
  const std::map<std::string, std::pair<double, double>> printed{{"error_0.105", {0.105, 0.001}},
                                                                 {"error_0.138", {0.138, 0.0036}},
                                                                 {"error_0.185", {0.185, 0.01}},
                                                                 {"error_0.37", {0.37, 0.05}},
                                                                 {"error_0.61", {0.61, 0.1}}};
  for (const auto& [id, row] : printed) {
    const auto& [load, error] = row;
    INFO(id);
    const auto made = [&, load = load](double measured, const Options& options = {}) {
      Tables all(options);
      all.error("whole", load + 0.01, load, 1, 0.4).error("clipped", load, load, 1, 0.4);
      return all.error("whole", load, load + 0.001, 1, measured);
    };
    CHECK(made(error).values(id) == std::vector<double>{error});
    CHECK(made(1.05 * error).confirmed(id));
    CHECK(made(1.15 * error).contradicted(id));
    CHECK(made(0.85 * error).contradicted(id));
    CHECK(!made(error, {{"units", {"999"}}}).measured(id));
  }
}

TEST_CASE("hopfield capacity: one unstable memory anywhere violates the law of the projection rule") {
  Tables made;
  for (const int seed : {1, 2, 3}) made.rule("projection", 1, seed, 1, 0).rule("projection", 99, seed, 1, 0);
  made.rule("Hebb", 99, 1, 0, 0).rule("Storkey", 99, 1, 0.1, 0);
  CHECK(made.values("projection_exact") == std::vector<double>{1, 1, 1});
  CHECK(made.confirmed("projection_exact"));
  made.rule("projection", 61, 2, 0.98, 1).rule("projection", 1, 2, 1, 1);
  CHECK(made.values("projection_exact") == std::vector<double>{1, 0.98, 1});
  CHECK(made.contradicted("projection_exact"));  // though the median is 1
}

TEST_CASE("hopfield capacity: leads over Hebb's rule are taken at 21 memories, seed by seed") {
  const auto made = [](double storkey, double projection, double hebb, const Options& options = {}) {
    Tables all(options);
    for (const int seed : {1, 2}) {
      const double more = 0.1 * (seed - 1);
      all.rule("Hebb", 21, seed, hebb, hebb / 2)
          .rule("Hebb", 25, seed, 0, 0)
          .rule("Hebb clipped", 21, seed, 0, 0);
      all.rule("Storkey", 21, seed, storkey + more, 0.9).rule("projection", 21, seed, 1, projection + more);
      all.rule("Storkey", 25, seed, 0, 0).rule("projection", 25, seed, 1, 0);
    }
    return all;
  };
  const auto good = made(0.85, 0.8, 0.25);
  REQUIRE(good.values("storkey_gap").size() == 2);
  CHECK(good.values("storkey_gap")[0] == Approx(0.6));
  CHECK(good.values("storkey_gap")[1] == Approx(0.7));
  CHECK(good.values("projection_gap")[0] == Approx(0.675));
  CHECK(good.values("projection_gap")[1] == Approx(0.775));
  for (const char* id : {"storkey_gap", "projection_gap"}) {
    CHECK(good.confirmed(id));
    CHECK(made(0.2, 0.1, 0.8).contradicted(id));
    CHECK(!made(0.85, 0.8, 0.25, {{"flips", {"9"}}}).measured(id));
    CHECK(!made(0.85, 0.8, 0.25, {{"rule-units", {"101"}}}).measured(id));
  }
}

TEST_CASE(
    "hopfield capacity: states of three memories are summed over their kinds, mixtures have one overlap") {
  const auto made = [](int mixtures, double overlap, const Options& options = {}) {
    Tables all(options);
    all.kind(5, 1, "memory", 5, 1).kind(5, 1, "mixture of 3", 30, 0.4);
    all.kind(3, 1, "memory", 3, 1).kind(3, 1, "reversed memory", 3, 1);
    return all.kind(3, 1, "mixture of 3", mixtures, overlap);
  };
  CHECK(made(8, 0.5).values("states_of_3") == std::vector<double>{14});
  CHECK(made(8, 0.5).values("mixture_overlap") == std::vector<double>{0.5});
  for (const char* id : {"states_of_3", "mixture_overlap"}) {
    CHECK(made(8, 0.5).confirmed(id));
    CHECK(made(7, 0.47).contradicted(id));
    CHECK(made(9, 0.53).contradicted(id));
    CHECK(!made(8, 0.5, {{"random-starts", {"199"}}}).measured(id));
  }
}
