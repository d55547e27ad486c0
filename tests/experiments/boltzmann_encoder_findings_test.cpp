// The findings of experiment 04, judged from made-up tables of known sign and size.
#include "judging.hpp"

namespace {

const std::string name = "04_boltzmann_encoder";

MadeUp with(const unroll::lab::Settings::Values& options = {}) { return MadeUp(name, options); }

// Encoders of which the first `solved` find their codes, in 100 cycles, and keep them in a share of the later ones.
void add_encoders(MadeUp& made, const std::string& encoder, int machines, int solved) {
  for (int seed = 1; seed <= machines; ++seed) {
    const bool good = seed <= solved;
    made.row("cycles", encoder, seed, good, good ? 100 : 2000, 2000, 2000, good ? 0.9 : 1, good ? 4 : 3, 1,
             false);
  }
}

// One row of `answers`, 40 × 10 answers of which `share` are right.
void add_answers(MadeUp& made, const std::string& encoder, int seed, const std::string& trained,
                 const std::string& schedule, int sweeps_each, double share) {
  made.row("answers", encoder, seed, trained, schedule, sweeps_each, 11 * sweeps_each, 400 * share, 400,
           share);
}

const std::string until = "until all codes differ";

}  // namespace

TEST_CASE(
    "04: the share of 4-2-4 encoders that find their codes counts those alone, where the limit is 1985's") {
  MadeUp made = with();
  add_encoders(made, "4-2-4", 20, 19);
  add_encoders(made, "4-3-4", 20, 0);
  CHECK(made.values("four_share") == std::vector<double>{0.95});
  CHECK(made.confirmed("four_share"));
  MadeUp worse = with();
  add_encoders(worse, "4-2-4", 20, 18);
  CHECK(worse.contradicted("four_share"));
  MadeUp hasty = with({{"limit", {"1809"}}});
  add_encoders(hasty, "4-2-4", 20, 20);
  CHECK(!hasty.measured("four_share"));
  CHECK(hasty.measured("four_cycles"));
}

TEST_CASE("04: cycles until four codes are there, a median in which those that failed count with the limit") {
  const auto of = [](const std::string& encoder, std::initializer_list<int> cycles) {
    MadeUp made = with();
    int seed = 0;
    for (const int n : cycles) made.row("cycles", encoder, ++seed, n < 2000, n, 2000, n, 1, 4, 1, false);
    made.row("cycles", "8-3-8", 1, true, 1000, 2000, 1000, 1, 8, 1, false);
    return made;
  };
  CHECK(of("4-2-4", {50, 110, 2000}).median("four_cycles") == 110);
  CHECK(of("4-2-4", {50, 110, 2000}).confirmed("four_cycles"));
  CHECK(of("4-2-4", {69, 69, 110}).contradicted("four_cycles"));
  CHECK(of("4-2-4", {161, 161, 110}).contradicted("four_cycles"));
  CHECK(!of("4-2-4", {110}).measured("spread_cycles"));
  CHECK(of("4-3-4", {40, 56, 300}).median("spread_cycles") == 56);
  CHECK(of("4-3-4", {40, 56, 300}).confirmed("spread_cycles"));
  CHECK(of("4-3-4", {35}).contradicted("spread_cycles"));
  CHECK(of("4-3-4", {82}).contradicted("spread_cycles"));
}

TEST_CASE("04: codes are kept by those that found them") {
  MadeUp made = with();
  add_encoders(made, "4-2-4", 3, 2);
  CHECK(made.values("four_kept") == std::vector<double>{0.9, 0.9});
  CHECK(made.confirmed("four_kept"));
  MadeUp lost = with();
  lost.row("cycles", "4-2-4", 1, true, 100, 2000, 200, 0.89, 4, 1, false);
  lost.row("cycles", "4-3-4", 1, true, 100, 2000, 200, 1, 4, 1, false);
  CHECK(lost.contradicted("four_kept"));
}

TEST_CASE("04: answers after gentle annealing are those of encoders that have four codes") {
  MadeUp made = with();
  made.row("recall", 1, 4, 0.7, 19, 20, 0.95).row("recall", 2, 3, 0.7, 4, 20, 0.2);
  CHECK(made.values("four_answers") == std::vector<double>{0.95});
  CHECK(made.confirmed("four_answers"));
  MadeUp worse = with();
  worse.row("recall", 1, 4, 1, 18, 20, 0.9);
  CHECK(worse.contradicted("four_answers"));
}

TEST_CASE("04: the share of 4-3-4 encoders whose codes come to differ in two units") {
  const auto of = [](int apart) {
    MadeUp made = with();
    for (int seed = 1; seed <= 20; ++seed)
      made.row("cycles", "4-3-4", seed, true, 50, 2000, 1000, 1, 4, seed <= apart ? 2 : 1, seed <= apart);
    for (int seed = 1; seed <= 20; ++seed)
      made.row("cycles", "4-2-4", seed, true, 50, 2000, 1000, 1, 4, 1, false);
    return made;
  };
  CHECK(of(19).values("spread_distance") == std::vector<double>{0.95});
  CHECK(of(19).confirmed("spread_distance"));
  CHECK(of(18).contradicted("spread_distance"));
}

TEST_CASE("04: the share of 8-3-8 encoders with eight codes is published of twenty") {
  const auto of = [](int machines, int solved) {
    MadeUp made = with();
    add_encoders(made, "8-3-8", machines, solved);
    return made;
  };
  CHECK(of(20, 12).values("eight_solved") == std::vector<double>{0.6});
  CHECK(of(20, 12).confirmed("eight_solved"));
  CHECK(of(20, 19).confirmed("eight_solved"));
  CHECK(of(20, 11).contradicted("eight_solved"));
  CHECK(of(20, 20).contradicted("eight_solved"));
  CHECK(!of(19, 16).measured("eight_solved"));
}

TEST_CASE("04: right answers of 40-10-40 are those after gentle annealing at the first forty codes") {
  const auto of = [](const unroll::lab::Settings::Values& options, double share) {
    MadeUp made = with(options);
    add_answers(made, "40-10-40", 1, until, "annealed", 32, share);
    add_answers(made, "40-10-40", 1, until, "annealed", 64, 0.1);
    add_answers(made, "40-10-40", 1, until, "quenched", 32, 0.1);
    add_answers(made, "40-10-40", 1, "to the end", "annealed", 32, 0.1);
    add_answers(made, "10-5-10", 2, until, "annealed", 32, 0.1);
    return made;
  };
  CHECK(of({}, 0.98).values("wide_answers") == std::vector<double>{0.98});
  CHECK(of({}, 0.98).confirmed("wide_answers"));
  CHECK(of({}, 0.96).contradicted("wide_answers"));
  CHECK(!of({{"wide-cycles", {"199"}}}, 0.98).measured("wide_answers"));
}

TEST_CASE("04: annealing gains over quenching if more of its answers are right, seed by seed, in 44 sweeps") {
  const auto of = [](double annealed, double quenched) {
    MadeUp made = with();
    for (const int seed : {1, 2}) {
      add_answers(made, "40-10-40", seed, until, "annealed", 4, annealed + 0.1 * seed);
      add_answers(made, "40-10-40", seed, until, "quenched", 4, quenched + 0.1 * seed);
      add_answers(made, "40-10-40", seed, until, "warm", 4, 1);
      add_answers(made, "40-10-40", seed, "to the end", "annealed", 4, 0);
      add_answers(made, "40-10-40", seed, until, "annealed", 8, 0);
      add_answers(made, "40-10-40", seed, until, "quenched", 8, 1);
    }
    return made;
  };
  CHECK(of(0.5, 0.3).median("cooling_gain") == Approx(0.2));
  CHECK(of(0.5, 0.3).values("cooling_gain").size() == 2);
  CHECK(of(0.5, 0.3).confirmed("cooling_gain"));
  CHECK(of(0.3, 0.5).contradicted("cooling_gain"));
}

TEST_CASE(
    "04: the shifter is judged after 9000 updates, for each number of bits on, and peaks where it is best") {
  const double published[] = {50, 71, 81, 86, 89, 82, 66};
  const char* ids[] = {"shifter_1", "shifter_2", "shifter_3", "shifter_4",
                       "shifter_5", "shifter_6", "shifter_7"};
  const auto of = [&](double more, int updates) {
    MadeUp made = with();
    for (const int seed : {1, 2})
      for (int on = 1; on <= 7; ++on) {
        made.row("shifter", seed, 7500, on, 0, 300, on == 1 ? 99 : 33);
        made.row("shifter", seed, updates, on, 150, 300, published[on - 1] + more);
      }
    return made;
  };
  for (int on = 1; on <= 7; ++on) {
    const std::string id = ids[on - 1];
    INFO(id);
    CHECK(of(0, 9000).values(id) == std::vector<double>{published[on - 1], published[on - 1]});
    CHECK(of(8, 9000).confirmed(id));
    CHECK(of(-8, 9000).confirmed(id));
    CHECK(of(8.5, 9000).contradicted(id));
    CHECK(of(-8.5, 9000).contradicted(id));
    CHECK(!of(0, 6000).measured(id));
  }
  CHECK(of(0, 9000).values("shifter_peak") == std::vector<double>{5, 5});
  CHECK(of(0, 9000).confirmed("shifter_peak"));
  CHECK(!of(0, 6000).measured("shifter_peak"));
  MadeUp low = with();
  for (int on = 1; on <= 7; ++on) low.row("shifter", 1, 9000, on, 150, 300, on == 3 || on == 5 ? 80 : 50);
  CHECK(low.values("shifter_peak") == std::vector<double>{3});  // of two that are alike the smaller
  CHECK(low.contradicted("shifter_peak"));
}

TEST_CASE("04: sampled statistics must come near the enumerated ones in every machine with random weights") {
  const auto of = [](double difference) {
    MadeUp made = with();
    made.row("statistics", "random weights", 1, "free", 0, 1, 0.5, 0.501, 0.001);
    made.row("statistics", "random weights", 1, "clamped", 0, 1, 0.5, 0.502, 0.002);
    made.row("statistics", "random weights", 2, "free", 0, 1, 0.5, 0.5, 0);
    made.row("statistics", "random weights", 2, "free", 1, 1, 0.5, 0.5 - difference, difference);
    made.row("statistics", "random weights", 2, "clamped", 1, 1, 0.5, 0.5, 0);
    made.row("statistics", "random weights", 3, "free", 1, 1, 0.5, 0.5, 0);
    made.row("statistics", "trained 4-2-4", 1, "free", 0, 0, 0.5, 0.9, 0.4);
    return made;
  };
  CHECK(of(0.02).values("statistics") == std::vector<double>{0.002, 0.02, 0});
  CHECK(of(0.02).confirmed("statistics"));
  CHECK(of(0.021).contradicted("statistics"));  // though the median is far below
}
