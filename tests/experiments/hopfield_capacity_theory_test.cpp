// Experiment 02's theory against the equations it solves, and the kinds of states against states made by
// hand.
#include <cmath>
#include <numbers>

#include "datasets/random_patterns.hpp"
#include "experiments/02_hopfield_capacity/kinds.hpp"
#include "experiments/02_hopfield_capacity/theory.hpp"
#include "tests/catch.hpp"

using namespace unroll;
using namespace unroll::experiments::capacity;
using hopfield::Coding;

TEST_CASE("hopfield capacity theory: the overlap at rest solves its equation") {
  for (const double load : {0.02, 0.05, 0.1, 0.12, 0.13, 0.137, 0.1379}) {
    INFO("load " << load);
    const double m = overlap_at_rest(load);
    double low = 0, high = 6;  // y from m, by bisection of erf alone
    while (high - low > 1e-13) (std::erf((low + high) / 2) < m ? low : high) = (low + high) / 2;
    const double y = low, right = std::erf(y);
    CHECK(y * (std::sqrt(2 * load) + 2 / std::sqrt(std::numbers::pi) * std::exp(-y * y)) ==
          Approx(right).epsilon(1e-6));
    CHECK(m >= transition().overlap);
  }
  CHECK(overlap_at_rest(0.138) == 0);
  CHECK(overlap_at_rest(0.001) == 1);
  CHECK(overlap_at_rest(0.05) == Approx(0.99999).margin(5e-6));
}

TEST_CASE("hopfield capacity theory: no load beyond the transition has a solution") {
  const Transition end = transition();
  CHECK(end.load == Approx(0.13791).margin(1e-5));
  CHECK(end.overlap == Approx(0.9674).margin(1e-4));
  for (double y = 0.01; y < 12; y += 0.01) CHECK(load_of(y) <= end.load + 1e-12);
}

TEST_CASE("hopfield capacity theory: errors of one step are those of the printed table") {
  CHECK(error_probability(0.105) == Approx(0.001).epsilon(0.03));
  CHECK(error_probability(0.138) == Approx(0.0036).epsilon(0.03));
  CHECK(error_probability(0.185) == Approx(0.01).epsilon(0.03));
  CHECK(error_probability(0.37) == Approx(0.05).epsilon(0.03));
  CHECK(error_probability(0.61) == Approx(0.1).epsilon(0.03));
  const double clipped = 2 / std::numbers::pi;
  CHECK(error_probability(0.185 * clipped, clipped) == Approx(error_probability(0.185)));
}

TEST_CASE("hopfield capacity theory: shares without error") {
  // Hopfield 1982, p. 2557: P = 0.0091 for a unit, 0.40 for all of them.
  CHECK(error_probability(9.0 / 50) == Approx(0.0091).epsilon(0.02));
  CHECK(exact_share(100, 10, Coding::zero_one) == Approx(0.40).margin(0.005));
  for (const auto coding : {Coding::zero_one, Coding::plus_minus}) {
    CHECK(exact_share(100, 1, coding) == 1);
    double before = 1;
    for (double n = 4; n <= 30; ++n) {  // with fewer, 1 but for the last bits
      const double share = exact_share(100, n, coding);
      CHECK(share < before);
      CHECK(share > 0);
      before = share;
    }
  }
  // Silent units halve what a network holds.
  CHECK(exact_share(100, 19, Coding::plus_minus) == Approx(exact_share(100, 10, Coding::zero_one)));
}

TEST_CASE("hopfield capacity kinds: a state is what it was made as") {
  Stream stream(2);
  for (const arma::uword units : {100u, 301u}) {
    const arma::fmat patterns = datasets::random_patterns<float>(units, 7, stream);
    const auto kind = [&](const arma::fvec& state) {
      return kind_of(patterns, state, patterns.t() * state / float(units));
    };
    const auto off = [&](const arma::fvec& state, arma::uword flips) {
      return arma::fvec(datasets::with_flips<float>(state, flips, stream));
    };
    const arma::fvec memory = patterns.col(4);
    CHECK(kind(memory) == Kind::memory);
    CHECK(kind(-memory) == Kind::reversed);
    CHECK(kind(off(memory, 1)) == Kind::near);
    CHECK(kind(off(-memory, units / 10)) == Kind::near);
    const arma::fvec three = arma::sign(patterns.col(0) - patterns.col(2) + patterns.col(5)),
                     five = arma::sign(patterns.col(0) + patterns.col(1) - patterns.col(3) + patterns.col(4) +
                                       patterns.col(6));
    CHECK(kind(three) == Kind::mixture_of_3);
    CHECK(kind(-three) == Kind::mixture_of_3);
    CHECK(kind(off(three, units / 20)) == Kind::mixture_of_3);
    CHECK(kind(five) == Kind::mixture_of_5);
    CHECK(kind(datasets::random_patterns<float>(units, 1, stream)) == Kind::other);
  }
}

TEST_CASE("hopfield capacity kinds: one and two memories have no mixtures of three") {
  Stream stream(3);
  const arma::fmat patterns = datasets::random_patterns<float>(50, 2, stream);
  CHECK(kind_of(patterns, patterns.col(1), patterns.t() * patterns.col(1) / 50.0f) == Kind::memory);
  const arma::fvec other = datasets::random_patterns<float>(50, 1, stream);
  CHECK(kind_of(patterns, other, patterns.t() * other / 50.0f) == Kind::other);
}
