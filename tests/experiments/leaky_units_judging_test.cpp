// Experiment 14: what its findings make of made-up results.
#include "judging.hpp"

namespace {

MadeUp made_up() { return MadeUp("14_leaky_units"); }

// Pulses and waves at these relative distances from theory; waves of another period are farther from it.
MadeUp memories(double pulse, double other_pulse, double wave, double other_wave) {
  MadeUp made = made_up();
  made.row("pulses", 0.5, "held", 3, 0.125, 0.125, pulse)
      .row("pulses", 0.9, "learnt", 3, 0.7, 0.7, other_pulse);
  made.row("pulses", 0.5, "held", 5000, 0, 0, "");
  made.row("waves", 0.5, 2, 0.3, 0.3, wave).row("waves", 0.9, 2, 0.05, 0.05, other_wave);
  made.row("waves", 0.9, 3, 0.05, 0.05, 0.1);
  return made;
}

// Seed 1: readouts that err so much more or less than theory, which is 0.4.
MadeUp readouts(double delay, double alike, double mixed) {
  MadeUp made = made_up();
  made.row("delays", 2, 1, 0.5, 1.4, 0.4, 0.4).row("delays", 2, 1, 0.9, 9.5, 0.4, 0.4 + delay);
  made.row("readouts", "alike", 1, 0.9, 9.5, 0.4, 0.4 + alike)
      .row("readouts", "mixed", 1, "", "", 0.4, 0.4 + mixed);
  return made;
}

MadeUp bests(double one, double other) {
  MadeUp made = made_up();
  return made.row("best", 2, 1, 5, 0.8, 5, 0.8, one).row("best", 40, 1, 80, 0.9, 80, 0.9, other);
}

// Factors from the longest start (delays 2 and 40) and from the shortest (likewise).
MadeUp learnt(double long_2, double long_40, double short_2, double short_40) {
  MadeUp made("14_leaky_units", {{"delays", {"2", "40"}}, {"alpha-starts", {"0.99", "0.5", "0.9"}}});
  made.row("learnt", 2, 0.99, 1, 5, 0.8, long_2).row("learnt", 40, 0.99, 1, 80, 0.99, long_40);
  made.row("learnt", 2, 0.5, 1, 5, 0.8, short_2).row("learnt", 40, 0.5, 1, 80, 0.99, short_40);
  made.row("learnt", 2, 0.9, 1, 5, 0.8, 9).row("learnt", 40, 0.9, 1, 80, 0.99, 1);
  return made;
}

// Errors at the first long delay with α = 0, α = 0.9, mixed and learnt α; and others at a longer delay.
MadeUp nets(double zero, double leaky, double mixed, double learnt) {
  MadeUp made("14_leaky_units", {{"long-delays", {"30", "60"}}, {"alphas", {"0", "0.9"}}});
  int place = 0;
  for (const auto& [name, error] :
       {std::pair{"α = 0", zero}, {"α = 0.9", leaky}, {"mixed", mixed}, {"learnt", learnt}}) {
    made.row("nets", place, name, 30, 1, 98, error, error, error, 0.1, 0.9);
    made.row("nets", place, name, 60, 1, 98, 0.001 * place, 0, 0, 0.1, 0.9);
    ++place;
  }
  return made;
}

// Errors on one task with α = 0 and α = 0.9, on the others 0.7 with each.
MadeUp costs(const std::string& task, double zero, double leaky) {
  MadeUp made = made_up();
  for (const std::string one : {"pulse", "latch", "toggle"}) {
    made.row("costs", one, 0, 0, 1, one == task ? zero : 0.7, 0);
    made.row("costs", one, 1, 0.5, 1, 0.3, 1);
    made.row("costs", one, 2, 0.9, 1, one == task ? leaky : 0.7, 0);
  }
  return made;
}

}  // namespace

TEST_CASE("experiment 14 judges both laws by the largest distance, waves of period 2 alone") {
  CHECK(memories(1e-13, 2e-13, 3e-13, 4e-13).values("pulse_law") == std::vector<double>{2e-13});
  CHECK(memories(1e-13, 2e-13, 4e-13, 3e-13).values("wave_law") == std::vector<double>{4e-13});
  CHECK(memories(1e-13, 2e-13, 3e-13, 4e-13).confirmed("pulse_law"));
  CHECK(memories(1e-13, 2e-13, 3e-13, 4e-13).confirmed("wave_law"));
  CHECK(memories(1e-13, 1e-9, 1e-13, 1e-13).contradicted("pulse_law"));
  CHECK(memories(1e-13, 1e-13, 1e-9, 1e-13).contradicted("wave_law"));
}

TEST_CASE(
    "experiment 14 judges readouts by the largest distance from theory, above or below it, in both tables") {
  CHECK(readouts(0.01, -0.03, 0.02).median("readout_theory") == Approx(0.03));
  CHECK(readouts(-0.04, 0.03, 0.02).median("readout_theory") == Approx(0.04));
  CHECK(readouts(0.01, -0.03, 0.02).confirmed("readout_theory"));
  CHECK(readouts(-0.06, 0, 0).contradicted("readout_theory"));
  CHECK(readouts(0, 0.06, 0).contradicted("readout_theory"));
  CHECK(readouts(0, 0, -0.06).contradicted("readout_theory"));
}

TEST_CASE("experiment 14 judges mixed integrators against the best single α") {
  MadeUp made = readouts(0, 0.3, -0.2);
  made.row("readouts", "alike", 1, 0.5, 1.4, 0.4, 0.6);  // the better of the two
  CHECK(made.median("mixed_readout") == Approx(0.4));
  CHECK(made.confirmed("mixed_readout"));
  CHECK(readouts(0, -0.2, 0.3).contradicted("mixed_readout"));
}

TEST_CASE("experiment 14 judges the best time scale by the worst delay") {
  CHECK(bests(1.1, 1.2).median("best_alpha") == 1.2);
  CHECK(bests(1.1, 1.2).confirmed("best_alpha"));
  CHECK(bests(1.3, 1.1).contradicted("best_alpha"));
}

TEST_CASE(
    "experiment 14 judges learnt α from the longest start at the worst delay, from the shortest at the "
    "longest delay") {
  const MadeUp good = learnt(1.1, 1.3, 1.01, 40);
  CHECK(good.median("learnt_alpha") == 1.3);
  CHECK(good.median("no_gradient") == 40);
  CHECK(good.confirmed("learnt_alpha"));
  CHECK(good.confirmed("no_gradient"));
  CHECK(learnt(1.6, 1.1, 5, 40).contradicted("learnt_alpha"));
  CHECK(learnt(1.1, 1.1, 40, 1.1).contradicted("no_gradient"));
}

TEST_CASE(
    "experiment 14 judges trained networks against the best held α of the first long delay, seed by seed") {
  CHECK(nets(0.3, 0.2, 0.05, 0.3).median("mixed_trained") == Approx(0.15));
  CHECK(nets(0.2, 0.3, 0.3, 0.05).median("learnt_trained") == Approx(0.15));
  CHECK(nets(0.3, 0.2, 0.05, 0.3).confirmed("mixed_trained"));
  CHECK(nets(0.3, 0.2, 0.05, 0.3).contradicted("learnt_trained"));
  CHECK(nets(0.2, 0.3, 0.3, 0.05).confirmed("learnt_trained"));
  CHECK(nets(0.2, 0.3, 0.25, 0.05).contradicted("mixed_trained"));
}

TEST_CASE(
    "experiment 14 judges a leak's help by the error without it minus that with it, and its costs the other "
    "way round") {
  CHECK(costs("pulse", 0.9, 0.4).median("leak_helps") == Approx(0.5));
  CHECK(costs("pulse", 0.9, 0.4).confirmed("leak_helps"));
  CHECK(costs("pulse", 0.4, 0.9).contradicted("leak_helps"));
  CHECK(costs("latch", 0.4, 0.5).median("leak_costs_latch") == Approx(0.1));
  CHECK(costs("latch", 0.4, 0.5).confirmed("leak_costs_latch"));
  CHECK(costs("latch", 0.5, 0.4).contradicted("leak_costs_latch"));
  CHECK(costs("toggle", 0.2, 0.9).median("leak_costs_toggle") == Approx(0.7));
  CHECK(costs("toggle", 0.2, 0.9).confirmed("leak_costs_toggle"));
  CHECK(costs("toggle", 0.9, 0.2).contradicted("leak_costs_toggle"));
}
