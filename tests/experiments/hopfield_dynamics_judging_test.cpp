// What the findings of experiment 03 make of made-up tables. Beside the rows that count there are others that must not.
#include "judging.hpp"

namespace {

using Options = unroll::lab::Settings::Values;

struct Tables : MadeUp {
  explicit Tables(const Options& options = {}) : MadeUp("03_hopfield_dynamics", options) {}

  Tables& cycle(const char* weights, int units, int seed, int period) {
    row("cycles", weights, units, seed, 0, 7, period, period == 1, period == 2, period == 4);
    return *this;
  }
  Tables& exponent(const char* time, double gain, int seed, double lambda, double size = 0.7) {
    row("lyapunov", time, gain, seed, lambda, size);
    return *this;
  }
  Tables& end(const char* self_connections, int seed, const char* end, double share) {
    row("ends", self_connections, seed, end, 5, 50, share);
    return *this;
  }
};

const Options other_units{{"units", {"31"}}};

}  // namespace

TEST_CASE("experiment 03: one long period of any symmetric network violates the theorem") {
  Tables made;
  for (const int seed : {1, 2, 3})
    made.cycle("symmetric", 16, seed, 1).cycle("symmetric with ties", 48, seed, 2);
  made.cycle("asymmetric", 16, 1, 90).cycle("antisymmetric", 16, 1, 4);
  CHECK(made.values("symmetric_period") == std::vector<double>{2, 2, 2});
  CHECK(made.confirmed("symmetric_period"));
  CHECK(Tables(made)
            .cycle("symmetric", 16, 2, 3)
            .cycle("symmetric", 16, 2, 1)
            .contradicted("symmetric_period"));
  CHECK(Tables(made).cycle("symmetric with ties", 16, 2, 4).contradicted("symmetric_period"));
}

TEST_CASE("experiment 03: one period of an antisymmetric network that is not 4 violates the theorem") {
  Tables made;
  for (const int seed : {1, 2, 3}) made.cycle("antisymmetric", 16, seed, 4).cycle("asymmetric", 16, seed, 2);
  CHECK(made.values("antisymmetric_period") == std::vector<double>{0, 0, 0});
  CHECK(made.confirmed("antisymmetric_period"));
  CHECK(Tables(made).cycle("antisymmetric", 24, 2, 2).values("antisymmetric_period") ==
        std::vector<double>{0, 2, 0});
  CHECK(Tables(made).cycle("antisymmetric", 24, 2, 2).contradicted("antisymmetric_period"));
  CHECK(Tables(made).cycle("antisymmetric", 24, 2, 5).contradicted("antisymmetric_period"));
}

TEST_CASE("experiment 03: the share of 2-cycles is that of symmetric networks of the largest size") {
  const auto made = [](int twos) {
    Tables all(Options{{"sizes", {"16", "40", "24"}}});
    for (int k = 0; k < 10; ++k) {
      all.cycle("symmetric", 40, 1, k < twos ? 2 : 1);
      for (const char* weights : {"symmetric with ties", "asymmetric", "antisymmetric"})
        all.cycle(weights, 40, 1, 1);
      for (const int smaller : {16, 24}) all.cycle("symmetric", smaller, 1, 1);
    }
    return all;
  };
  CHECK(made(6).values("two_cycles") == std::vector<double>{0.6});
  CHECK(made(6).confirmed("two_cycles"));
  CHECK(made(4).contradicted("two_cycles"));
}

TEST_CASE("experiment 03: the exponent of growth is judged without symmetry alone") {
  const auto made = [](double exponent, const Options& options = {}) {
    MadeUp all("03_hopfield_dynamics", options);
    return all.row("growth", 1, exponent, 0.5);
  };
  CHECK(made(0.228).values("cycle_exponent") == std::vector<double>{0.228});
  CHECK(made(0.228).confirmed("cycle_exponent"));
  CHECK(made(0.14).contradicted("cycle_exponent"));
  CHECK(made(0.28).contradicted("cycle_exponent"));
  CHECK(!made(0.228, {{"symmetry", {"0.1"}}}).measured("cycle_exponent"));
}

TEST_CASE("experiment 03: the largest state that is left below a gain of 0.9 counts, in either time") {
  Tables made;
  made.exponent("discrete", 0.5, 1, -0.7, 1e-5).exponent("continuous", 0.8, 1, -0.2, 1e-4);
  made.exponent("discrete", 0.9, 1, -0.1, 0.3).exponent("continuous", 2, 1, 0.1, 0.9);
  CHECK(made.values("zero_state") == std::vector<double>{1e-4});
  CHECK(made.confirmed("zero_state"));
  CHECK(made.exponent("discrete", 0.8, 1, -0.2, 0.01).contradicted("zero_state"));
}

TEST_CASE("experiment 03: wrong signs are counted outside 0.9 to 1.3, for each time and seed") {
  // An exponent is found to within one part in 100.
  const auto made = [](double below, double above) {
    Tables all(Options{{"time", {"100"}}});
    for (const char* time : {"discrete", "continuous"})
      all.exponent(time, 0.5, 1, -0.7)
          .exponent(time, 1, 1, 0.3)
          .exponent(time, 1.2, 1, -0.3)
          .exponent(time, 3, 1, 0.3);
    all.exponent("discrete", 0.8, 1, below).exponent("discrete", 1.4, 1, above);
    return all;
  };
  for (const char* id : {"sign_discrete", "sign_continuous"}) {
    CHECK(made(-0.02, 0.02).values(id) == std::vector<double>{0});
    CHECK(made(-0.02, 0.02).confirmed(id));
  }
  CHECK(made(-0.005, 0.02).values("sign_discrete") ==
        std::vector<double>{1});  // no rest that can be told from a cycle
  CHECK(made(-0.02, 0.005).values("sign_discrete") == std::vector<double>{1});
  CHECK(made(0.02, -0.02).values("sign_discrete") == std::vector<double>{2});
  CHECK(made(0.02, -0.02).contradicted("sign_discrete"));
  CHECK(made(0.02, -0.02).values("sign_continuous") == std::vector<double>{0});
  auto continuous = made(-0.02, 0.02);
  continuous.exponent("continuous", 1.4, 1, -0.1);
  CHECK(continuous.values("sign_continuous") == std::vector<double>{1});
  CHECK(continuous.contradicted("sign_continuous"));
  CHECK(continuous.values("sign_discrete") == std::vector<double>{0});
  Tables rest;
  CHECK(!rest.exponent("discrete", 0.5, 1, -0.7)
             .exponent("continuous", 0.5, 1, -0.7)
             .measured("sign_discrete"));
  CHECK(!rest.measured("sign_continuous"));
}

TEST_CASE("experiment 03: the exponent that is compared is that of discrete time at a gain of 2") {
  const auto made = [](double lambda) {
    Tables all;
    all.exponent("continuous", 2, 1, 0.4).exponent("discrete", 1.6, 1, 0.4);
    return all.exponent("discrete", 2, 1, lambda);
  };
  CHECK(made(0.155).values("discrete_exponent") == std::vector<double>{0.155});
  CHECK(made(0.155).confirmed("discrete_exponent"));
  CHECK(made(0.1).contradicted("discrete_exponent"));
  CHECK(made(0.21).contradicted("discrete_exponent"));
  Tables without;
  CHECK(!without.exponent("discrete", 1.6, 1, 0.155).measured("discrete_exponent"));
}

TEST_CASE("experiment 03 judges the shares of Hopfield's ends, with and without self-connections") {
  const auto made = [](double fixed, double wandering, double open, double two, const Options& options = {}) {
    Tables all(options);
    all.end("no", 1, "fixed point", fixed).end("no", 1, "2-cycle", 0.9).end("no", 1, "longer cycle", 0.9);
    all.end("no", 1, "wandering", wandering).end("no", 1, "still wandering", open);
    all.end("yes", 1, "fixed point", 0.01).end("yes", 1, "2-cycle", two).end("yes", 1, "longer cycle", 0.9);
    return all.end("yes", 1, "wandering", 0.9).end("yes", 1, "still wandering", 0.9);
  };
  const auto good = made(0.6, 0.1, 0.3, 0.05);
  CHECK(good.values("fixed_commonest") == std::vector<double>{0.6});
  CHECK(good.values("two_cycle_share") == std::vector<double>{0.05});
  CHECK(good.values("wandering_share") == std::vector<double>{0.4});
  for (const char* id : {"fixed_commonest", "two_cycle_share", "wandering_share"}) {
    CHECK(good.confirmed(id));
    CHECK(made(0.4, 0.3, 0.3, 0.3).contradicted(id));
    CHECK(!made(0.6, 0.1, 0.3, 0.05, other_units).measured(id));
  }
  CHECK(made(1, 0, 0, 0).contradicted("two_cycle_share"));
  CHECK(made(1, 0, 0, 0).contradicted("wandering_share"));
}

TEST_CASE(
    "experiment 03: settling is the median over the starts of a seed that reach a stable state without "
    "T_ii") {
  const auto made = [](std::vector<int> sweeps, const Options& options = {}) {
    MadeUp all("03_hopfield_dynamics", options);
    for (const int s : sweeps) all.row("trials", "no", 1, 0, 0, "fixed point", 1, s, 0);
    all.row("trials", "no", 1, 0, 0, "still wandering", 0, 4096, 0);
    return all.row("trials", "yes", 1, 0, 0, "fixed point", 1, 900, 0);
  };
  CHECK(made({1, 4, 100}).values("settling") == std::vector<double>{4});
  CHECK(made({1, 4, 100}).confirmed("settling"));
  CHECK(made({4, 9, 9}).contradicted("settling"));
  CHECK(made({1, 1, 9}).contradicted("settling"));
  CHECK(!made({}).measured("settling"));
  CHECK(!made({4}, other_units).measured("settling"));
}

TEST_CASE(
    "experiment 03: each matrix without T_ii has its ends, each region in which it wanders its states") {
  const auto made = [](int ends, double M, const Options& options = {}) {
    MadeUp all("03_hopfield_dynamics", options);
    for (const int matrix : {0, 1}) {
      all.row("matrices", "no", 1, matrix, ends + matrix).row("matrices", "yes", 1, matrix, 40);
      all.row("wandering", "no", 1, matrix, 0, 0, M + matrix, 3)
          .row("wandering", "yes", 1, matrix, 0, 0, 2000, 3);
    }
    return all;
  };
  CHECK(made(2, 25).values("end_states") == std::vector<double>{2, 3});
  CHECK(made(2, 25).values("wandering_states") == std::vector<double>{25, 26});
  for (const char* id : {"end_states", "wandering_states"}) {
    CHECK(made(2, 25).confirmed(id));
    CHECK(made(7, 150).contradicted(id));
    CHECK(made(0, 4).contradicted(id));
    CHECK(!made(2, 25, other_units).measured(id));
  }
}
