// The findings of experiment 05, judged from made-up tables of known sign and size.
#include "judging.hpp"

namespace {

const std::string name = "05_rbm";
using Options = unroll::lab::Settings::Values;

// One curve of bars and stripes of 3 × 3 pixels, nine hidden units: its end and its fall.
void add_curve(MadeUp& made, const std::string& gradient, const std::string& method, int seed, double end,
               double fall, int side = 3, int hidden = 9) {
  made.row("ends", side, gradient, method, seed, hidden, end + fall, 5000, end, fall, end < -99.81);
}

// CD-1 with this fall and end for two seeds, and curves that must not count.
MadeUp curves(const std::string& gradient, const std::string& method, double end, double fall,
              const Options& options = {}) {
  MadeUp made(name, options);
  const std::string other = gradient == "mean" ? "sum" : "mean";
  for (const int seed : {1, 2}) {
    add_curve(made, gradient, method, seed, end, fall);
    add_curve(made, other, method, seed, -70, 1000);
    add_curve(made, gradient, method, seed, -70, 1000, 4);
    add_curve(made, gradient, method, seed, -70, 1000, 3, 8);
    add_curve(made, gradient, "CD-2", seed, -70, 1000);
  }
  return made;
}

// Errors of every method in the four halves, of one seed.
void add_errors(MadeUp& made, int seed, double machine, double hebb, double projection, double commonest,
                const std::string& pictures = "digits") {
  int k = 0;
  for (const char* half : {"left", "right", "top", "bottom"}) {
    const double more = 0.01 * k++ - 0.015;  // 0 in the mean
    for (const auto& [method, error] : {std::pair{"machine (bits)", machine},
                                        {"machine (grey)", 0.9},
                                        {"Hopfield (Hebb)", hebb},
                                        {"Hopfield (projection)", projection},
                                        {"nearest picture", 0.0},
                                        {"commonest ink", commonest}})
      made.row("errors", pictures, half, method, seed, error + more);
  }
}

void add_gap(MadeUp& made, const std::string& data, int seed, int iteration, double gap,
             const std::string& pictures = "digits") {
  made.row("gap", pictures, data, seed, iteration, -30, -30 + gap, gap, -20, -21);
}

}  // namespace

TEST_CASE("05: the bounds are exact to the second decimal") {
  const auto of = [](double three, double four) {
    MadeUp made(name);
    made.row("bounds", 2, 8, -14, -22).row("bounds", 3, 16, three, -99.8).row("bounds", 4, 32, four, -355);
    return made;
  };
  CHECK(of(-41.5888, -108.1309).confirmed("bound_3"));
  CHECK(of(-41.5888, -108.1309).confirmed("bound_4"));
  CHECK(of(-41.58, -108.1309).contradicted("bound_3"));
  CHECK(of(-41.6, -108.1309).contradicted("bound_3"));
  CHECK(of(-41.5888, -108.12).contradicted("bound_4"));
  CHECK(of(-41.5888, -108.14).contradicted("bound_4"));
}

TEST_CASE("05: CD-1 falls by as much as its peak is above its end, in the published setting alone") {
  for (const auto& [gradient, id] :
       {std::pair<std::string, std::string>{"mean", "cd1_fall_mean"}, {"sum", "cd1_fall_sum"}}) {
    INFO(id);
    CHECK(curves(gradient, "CD-1", -60, 2.5).values(id) == std::vector<double>{2.5, 2.5});
    CHECK(curves(gradient, "CD-1", -60, 2.5).confirmed(id));
    CHECK(curves(gradient, "CD-1", -60, 1.5).contradicted(id));
    CHECK(!curves(gradient, "CD-10", -60, 2.5).measured(id));
    CHECK(!curves(gradient, "CD-1", -60, 2.5, {{"rate", {"0.2"}}}).measured(id));
    CHECK(!curves(gradient, "CD-1", -60, 2.5, {{"updates", {"40000"}}}).measured(id));
    CHECK(!curves(gradient, "CD-1", -60, 2.5, {{"every", {"1001"}}}).measured(id));
    CHECK(curves(gradient, "CD-1", -60, 2.5, {{"every", {"1000"}}}).measured(id));
  }
}

TEST_CASE("05: CD-10 over CD-1 and a falling over a constant rate are differences of ends, seed by seed") {
  for (const auto& [id, gradient, better, worse] : {std::tuple{"cd10_over_cd1_mean", "mean", "CD-10", "CD-1"},
                                                    {"cd10_over_cd1_sum", "sum", "CD-10", "CD-1"},
                                                    {"falling_rate_mean", "mean", "PCD-1 falling", "PCD-1"},
                                                    {"falling_rate_sum", "sum", "PCD-1 falling", "PCD-1"}}) {
    INFO(id);
    MadeUp good = curves(gradient, better, -50, 1), bad = curves(gradient, better, -60, 1);
    for (const int seed : {1, 2}) {
      add_curve(good, gradient, worse, seed, -55 - seed, 20);
      add_curve(bad, gradient, worse, seed, -55, 0);
    }
    CHECK(good.values(id) == std::vector<double>{6, 7});
    CHECK(good.confirmed(id));
    CHECK(bad.values(id) == std::vector<double>{-5, -5});
    CHECK(bad.contradicted(id));
    CHECK(!curves(gradient, better, -50, 1).measured(id));
  }
}

TEST_CASE("05: PCD has diverged in the share of seeds that end below a fair coin for every pixel") {
  for (const auto& [gradient, id] :
       {std::pair<std::string, std::string>{"mean", "pcd_diverged_mean"}, {"sum", "pcd_diverged_sum"}}) {
    INFO(id);
    MadeUp none = curves(gradient, "PCD-1", -99.8, 50);
    CHECK(none.values(id) == std::vector<double>{0});
    CHECK(none.contradicted(id));
    MadeUp some = none;
    for (const int seed : {3, 4}) add_curve(some, gradient, "PCD-1", seed, -99.9, 50);
    add_curve(some, gradient, "PCD-1 falling", 5, -99.9, 50);
    CHECK(some.values(id) == std::vector<double>{0.5});
    CHECK(some.confirmed(id));
    CHECK(!curves(gradient, "PCD-1", -200, 50, {{"rate", {"0.2"}}}).measured(id));
  }
}

TEST_CASE(
    "05: the better of two Hopfield nets is compared, and chance, in the mean of the halves, on digits") {
  MadeUp made(name);
  add_errors(made, 1, 0.1, 0.3, 0.2, 0.25);
  add_errors(made, 2, 0.1, 0.14, 0.2, 0.18);
  CHECK(made.finding("over_hopfield").values.of_seed(1) == Approx(0.1));
  CHECK(made.finding("over_hopfield").values.of_seed(2) == Approx(0.04));
  CHECK(made.finding("over_chance").values.of_seed(1) == Approx(0.15));
  CHECK(made.finding("over_chance").values.of_seed(2) == Approx(0.08));
  CHECK(made.confirmed("over_hopfield"));
  CHECK(made.confirmed("over_chance"));
  MadeUp close(name), worse(name), bars(name);
  add_errors(close, 1, 0.1, 0.3, 0.109, 0.109);
  add_errors(worse, 1, 0.2, 0.1, 0.3, 0.1);
  add_errors(bars, 1, 0.1, 0.3, 0.2, 0.25, "bars");
  for (const std::string id : {"over_hopfield", "over_chance"}) {
    INFO(id);
    CHECK(close.contradicted(id));
    CHECK(worse.contradicted(id));
    CHECK(!bars.measured(id));
  }
  MadeUp mnist(name);
  add_errors(mnist, 1, 0.1, 0.3, 0.2, 0.25, "mnist");
  CHECK(mnist.confirmed("over_hopfield"));
  CHECK(mnist.confirmed("over_chance"));
}

TEST_CASE("05: the gap grows from before to after training, and is larger with few pictures") {
  const auto of = [](double before, double after, double few, const std::string& pictures = "digits") {
    MadeUp made(name);  // 28000 iterations
    for (const int seed : {1, 2}) {
      add_gap(made, "thresholded", seed, 0, before, pictures);
      add_gap(made, "thresholded", seed, 1000, 1000, pictures);
      add_gap(made, "thresholded", seed, 28000, after + seed, pictures);
      add_gap(made, "grey", seed, 28000, -1000, pictures);
      add_gap(made, "few", seed, 0, 1000, pictures);
      add_gap(made, "few", seed, 28000, few, pictures);
    }
    return made;
  };
  CHECK(of(0.5, 1, 30).values("gap") == std::vector<double>{1.5, 2.5});
  CHECK(of(0.5, 1, 30).confirmed("gap"));
  CHECK(of(5, 1, 30).contradicted("gap"));
  CHECK(of(0.5, 1, 30).values("gap_of_few") == std::vector<double>{28, 27});
  CHECK(of(0.5, 1, 30).confirmed("gap_of_few"));
  CHECK(of(0.5, 1, 0).contradicted("gap_of_few"));
  CHECK(!of(0.5, 1, 30, "fashion-mnist").measured("gap"));
  CHECK(!of(0.5, 1, 30, "bars").measured("gap_of_few"));
}
