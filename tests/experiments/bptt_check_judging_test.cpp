// The findings of experiment 11 on made-up results.
#include <array>
#include <cmath>

#include "judging.hpp"

namespace {

MadeUp made_up(const unroll::lab::Settings::Values& options = {}) { return MadeUp("11_bptt_check", options); }

// One cell with one seed.
void add_agreement(MadeUp& made, int seed, double rtrl, double differences, double cut_short,
                   bool reaches_back) {
  made.row("agreement", "lstm/forget", seed, 10, 3, rtrl, differences, "layers.0.b", cut_short, reaches_back,
           1);
}

void add_window(MadeUp& made, const char* cell, const char* loss, const char* phase, int seed, int k) {
  made.row("windows", cell, loss, phase, seed, k, 1000 - k, 0.1);
}

// Windows of the trained LSTM with the loss at the last step, and of the three networks that it is compared with.
MadeUp windows(int lstm, int tanh_network, int before, int each_step) {
  MadeUp made = made_up();
  for (const int seed : {1, 2}) {
    add_window(made, "elman", "last step", "before training", seed, 77);
    add_window(made, "elman", "last step", "after training", seed, seed * tanh_network);
    add_window(made, "elman", "each step", "after training", seed, 66);
    add_window(made, "lstm", "last step", "before training", seed, seed * before);
    add_window(made, "lstm", "last step", "after training", seed, seed * lstm);
    add_window(made, "lstm", "each step", "before training", seed, 55);
    add_window(made, "lstm", "each step", "after training", seed, seed * each_step);
  }
  return made;
}

// Times that grow with these powers of T, of n, and of n between the two largest.
MadeUp times(double bptt, double rtrl, double units, double largest, int time_units = 128) {
  MadeUp made = made_up({{"time-units", {std::to_string(time_units)}}});
  for (const double T : {64.0, 128.0, 256.0, 512.0})
    made.row("times", "elman", "T", 8, T, 3 * std::pow(T, bptt), 5 * std::pow(T, rtrl), 0);
  double seconds = 1;
  for (int n = 4; n <= time_units; n *= 2) {
    seconds *= std::pow(2, 2 * n > time_units ? largest : units);
    made.row("times", "elman", "n", n, 5, 7, seconds, 0);
  }
  return made;
}

const std::vector<double> none;

}  // namespace

TEST_CASE("experiment 11 judges the worst cell of every seed where ways must agree") {
  MadeUp made = made_up();
  add_agreement(made, 1, 1e-15, 2e-12, 0.5, true);
  add_agreement(made, 1, 3e-10, 1e-13, 2e-3, true);
  add_agreement(made, 2, 2e-15, 4e-12, 0.7, true);
  add_agreement(made, 3, 1e-15, 4e-12, 0.7, true);
  CHECK(made.values("bptt_rtrl") == std::vector{3e-10, 2e-15, 1e-15});
  CHECK(made.values("bptt_differences") == std::vector{2e-12, 4e-12, 4e-12});
  CHECK((made.confirmed("bptt_rtrl") && made.confirmed("bptt_differences")));
  add_agreement(made, 3, 2e-7, 3e-7, 0.7, true);  // a law is violated by one cell with one seed
  CHECK((made.contradicted("bptt_rtrl") && made.contradicted("bptt_differences")));
  add_agreement(made, 2, std::nan(""), 0, 0.7, true);
  CHECK(std::isnan(made.values("bptt_rtrl")[1]));
}

TEST_CASE(
    "experiment 11 judges the least omission of every seed, of cells in which there is something to omit") {
  MadeUp made = made_up();
  add_agreement(made, 1, 0, 0, 0.5, true);
  add_agreement(made, 1, 0, 0, 2e-3, true);
  add_agreement(made, 1, 0, 0, 1e-20, false);
  CHECK(made.values("one_step_short") == std::vector{2e-3});
  CHECK(made.confirmed("one_step_short"));
  add_agreement(made, 1, 0, 0, 1e-9, true);
  CHECK(made.contradicted("one_step_short"));
}

TEST_CASE(
    "experiment 11 judges the distance of whole gradients from 1, above and below, each rule by itself") {
  const auto add = [](MadeUp& made, const char* rule, int seed, int k, double cosine, double ratio) {
    made.row("truncation", "lstm", "last step", rule, "after training", seed, k, cosine, ratio);
  };
  MadeUp made = made_up({{"steps", {"4"}}});
  for (const char* rule : {"every step", "chunks"}) {
    add(made, rule, 1, 3, 0.5, 0.5);  // not the whole gradient
    add(made, rule, 1, 4, 1, 1);
  }
  CHECK(made.values("whole_chunk") == std::vector<double>{0});
  CHECK((made.confirmed("whole_chunk") && made.confirmed("whole_window")));
  add(made, "every step", 2, 4, 1 - 0.25, 1 + 0.125);
  CHECK(made.values("whole_window") == std::vector{0, 0.25});
  CHECK((made.confirmed("whole_chunk") && made.contradicted("whole_window")));
  add(made, "chunks", 2, 4, 1, 1 + 0.5);
  add(made, "chunks", 2, 4, 1, 1);
  CHECK(made.values("whole_chunk") == std::vector{0, 0.5});
  CHECK(made.contradicted("whole_chunk"));
}

TEST_CASE("experiment 11 divides the windows of the trained LSTM by the others, seed by seed") {
  const MadeUp longer = windows(20, 10, 5, 4), shorter = windows(6, 10, 12, 15);
  CHECK(longer.values("window_gates") == std::vector<double>{2, 2});
  CHECK(longer.values("window_training") == std::vector<double>{4, 4});
  CHECK(longer.values("window_loss") == std::vector<double>{5, 5});
  for (const std::string id : {"window_gates", "window_training", "window_loss"}) {
    CHECK(longer.confirmed(id));
    CHECK(shorter.contradicted(id));
    CHECK(made_up().values(id) == none);
  }
}

TEST_CASE("experiment 11 judges every counted power by the row of its quantity") {
  const std::vector<std::array<const char*, 3>> all{
      {"bptt_units", "work of BPTT", "n"},    {"rtrl_units", "work of RTRL", "n"},
      {"rtrl_memory", "memory of RTRL", "n"}, {"bptt_length", "work of BPTT", "T"},
      {"rtrl_length", "work of RTRL", "T"},   {"bptt_every_step", "work of BPTT after every step", "T"}};
  MadeUp right = made_up(), wrong = made_up();
  for (const auto& [id, quantity, against] : all) {
    const auto published = std::stod(right.finding(id).claim.published);
    right.row("growth", quantity, against, published);
    wrong.row("growth", quantity, against, published + (published > 2 ? -0.5 : 0.5));
  }
  for (const auto& [id, quantity, against] : all) {
    INFO(id);
    CHECK(right.confirmed(id));
    CHECK(right.values(id).size() == 1);
    CHECK(wrong.contradicted(id));
  }
}

TEST_CASE("experiment 11 judges powers of times by all lengths, and by the two largest sizes") {
  const MadeUp made = times(1, 1.1, 2, 4);
  CHECK(made.median("time_bptt_length") == Approx(1));
  CHECK(made.median("time_rtrl_length") == Approx(1.1));
  CHECK(made.median("time_rtrl_units") == Approx(4));
  for (const std::string id : {"time_bptt_length", "time_rtrl_length", "time_rtrl_units"})
    CHECK(made.confirmed(id));
  CHECK(times(2, 1, 4, 4).contradicted("time_bptt_length"));
  CHECK(times(2, 1, 4, 4).confirmed("time_rtrl_length"));
  CHECK(times(1, -1, 4, 4).contradicted("time_rtrl_length"));
  CHECK(times(1, 1, 4, 2).contradicted("time_rtrl_units"));
  CHECK(!times(1, 1, 4, 4, 32).measured("time_rtrl_units"));  // too few units to see a power
  CHECK(made_up().values("time_bptt_length") == none);
}
