#include "models/boltzmann/learning.hpp"

#include "machines.hpp"
#include "tests/catch.hpp"

using namespace unroll;
using namespace unroll::boltzmann;
using Catch::Matchers::Contains;

TEST_CASE("boltzmann exact: partition function, statistics and likelihood are their definitions") {
  Stream stream(1);
  for (const double T : {0.5, 1.0, 3.0}) {
    const auto machine = drawn_machine<double>(drawn_links(4, 3, 0.7, stream), 1, stream);
    const arma::mat data = drawn_patterns(4, 5, stream);
    const arma::vec p = boltzmann_distribution(machine, T);
    double Z = 0;
    arma::mat free(7, 7, arma::fill::zeros), clamped = free;
    for (arma::uword k = 0; k < 128; ++k) {
      const arma::vec s = state_of(k, 7);
      Z += std::exp(-energy(machine, s) / T);
      free += p[k] * s * s.t();
    }
    double log_likelihood_of_data = 0;
    for (arma::uword c = 0; c < 5; ++c) {
      double visible = 0;
      arma::mat sum(7, 7, arma::fill::zeros);
      for (arma::uword k = 0; k < 128; ++k) {
        const arma::vec s = state_of(k, 7);
        if (arma::any(s.head(4) != data.col(c))) continue;
        visible += p[k];
        sum += p[k] * s * s.t();
      }
      clamped += sum / visible / 5;
      log_likelihood_of_data += std::log(visible) / 5;
    }
    const auto exact = exact_statistics(machine, data, T);
    CHECK(log_partition(machine, T) == Approx(std::log(Z)).epsilon(1e-12));
    CHECK(arma::abs(exact.free - free).max() < 1e-12);
    CHECK(arma::abs(exact.clamped - clamped).max() < 1e-12);
    CHECK(exact.log_likelihood == Approx(log_likelihood_of_data).epsilon(1e-12));
    CHECK(log_likelihood(machine, data, T) == Approx(log_likelihood_of_data).epsilon(1e-12));
  }
}

TEST_CASE("boltzmann exact: p+ - p- is the gradient of the log-likelihood") {
  Stream stream(2);
  for (const double T : {1.0, 2.0})
    for (const Links& links : {all_links(3, 3), encoder_links(2, 2), drawn_links(4, 3, 0.5, stream)}) {
      const auto machine = drawn_machine<double>(links, 0.8, stream);
      const arma::mat data = drawn_patterns(links.visible, 4, stream);
      const auto exact = exact_statistics(machine, data, T);
      constexpr double e = 1e-4;
      for (arma::uword j = 0; j < links.units(); ++j)
        for (arma::uword i = 0; i <= j; ++i) {
          if (i != j && links.mask(i, j) == 0) continue;
          const auto moved = [&](double by) {
            auto other = machine;
            other.change(
                [&](double w, arma::uword a, arma::uword b) { return a == i && b == j ? w + by : w; });
            return log_likelihood(other, data, T);
          };
          const double difference =
              (8 * (moved(e) - moved(-e)) - (moved(2 * e) - moved(-2 * e))) / (12 * e);  // of fourth order
          CHECK((exact.clamped(i, j) - exact.free(i, j)) / T == Approx(difference).epsilon(0).margin(1e-9));
        }
    }
}

TEST_CASE("boltzmann exact: too many units are refused, and it says how many") {
  const Machine<double> machine(all_links(12, 11));
  CHECK_THROWS_WITH(log_partition(machine), Contains("2^23") && Contains("at most 20"));
  CHECK_THROWS_WITH(exact_statistics(machine, arma::mat(12, 1, arma::fill::zeros)), Contains("2^23"));
  CHECK_THROWS_WITH(log_partition(Machine<double>(all_links(2, 0)), 0), Contains("temperature"));
}

TEST_CASE("boltzmann learning: 20 units are enumerated without drift") {
  Stream stream(3);
  const auto machine = drawn_machine<double>(all_links(10, 10), 0.5, stream);
  double worst = 0;
  arma::uword states = 0;
  enumerate(machine, arma::vec(20, arma::fill::zeros), first_units(20), [&](const arma::vec& s, double E) {
    if (++states % 4096 == 0) worst = std::max(worst, std::fabs(E - energy(machine, s)));
  });
  CHECK(states == 1U << 20);
  CHECK(worst < 1e-10);
}

TEST_CASE("boltzmann learning: the estimates of a cycle are right on average") {
  Stream stream(4);
  const auto machine = drawn_machine<double>(encoder_links(2, 1), 0.5, stream);
  const arma::mat data = arma::mat{{1, 0}, {0, 1}, {1, 0}, {0, 1}};
  Cycle cycle;
  cycle.annealing = {{20, 1}};
  cycle.T = 1;
  cycle.counted = 2000;
  cycle.repeats = 4;
  const auto sampled = estimate(machine, data, cycle, stream);
  const auto exact = exact_statistics(machine, data);
  CHECK(arma::abs(sampled.clamped - exact.clamped).max() < 0.03);
  CHECK(arma::abs(sampled.free - exact.free).max() < 0.03);
  cycle.noise = {1, 1};  // every unit shown wrong: the other pattern
  CHECK(arma::abs(estimate(machine, data, cycle, stream).clamped.submat(0, 0, 3, 3) -
                  exact.clamped.submat(0, 0, 3, 3))
            .max() < 1e-12);  // these two patterns are each other's opposite
  cycle.noise = {1, 0};       // nothing is ever on
  CHECK(arma::accu(estimate(machine, data, cycle, stream).clamped.submat(0, 0, 3, 3)) == 0);
}

TEST_CASE("boltzmann learning: both steps, and the decay of weights alone") {
  Machine<double> machine(all_links(2, 0), {{0, 3}, {3, 0}}, {1, -1});
  const arma::mat clamped{{0.75, 0.5}, {0.5, 0.25}}, free{{0.25, 0.25}, {0.25, 0.25}};
  learn(machine, clamped, free, {Step::proportional, 2, 0.1});
  CHECK(machine.W()(0, 1) == Approx(3 + 0.5 - 0.3));
  CHECK(machine.b()[0] == Approx(2));
  CHECK(machine.b()[1] == Approx(-1));
  learn(machine, free, clamped, {Step::sign, 2});
  CHECK(machine.W()(1, 0) == Approx(1.2));
  CHECK(machine.b()[0] == Approx(0));
  CHECK(machine.b()[1] == Approx(-1));  // the same in both: no step
}

TEST_CASE("boltzmann learning: exact steps lead a small machine to its data") {
  Stream stream(5);
  auto machine = drawn_machine<double>(encoder_links(2, 1), 0.1, stream);
  const arma::mat data = arma::mat{{1, 0}, {0, 1}, {1, 0}, {0, 1}};
  double before = -1e300;
  for (int k = 0; k < 300; ++k) {
    const auto exact = exact_statistics(machine, data);
    if (k % 10 == 0) {
      CHECK(exact.log_likelihood > before);
      before = exact.log_likelihood;
    }
    learn(machine, exact.clamped, exact.free, {Step::proportional, 0.5});
  }
  CHECK(before > -1);  // ln(1/2) = -0.69 at best
}

TEST_CASE("boltzmann learning: data that are none are refused") {
  const Machine<double> machine(encoder_links(2, 1));
  Stream stream(6);
  CHECK_THROWS_WITH(estimate(machine, arma::mat(3, 1, arma::fill::zeros), Cycle{}, stream),
                    Contains("3 × 1"));
  arma::mat data(4, 2, arma::fill::zeros);
  data(1, 1) = 1.5;
  CHECK_THROWS_WITH(estimate(machine, data, Cycle{}, stream),
                    Contains("unit 1 of pattern 1") && Contains("1.5"));
  Cycle none;
  none.counted = 0;
  CHECK_THROWS_WITH(estimate(machine, arma::mat(4, 1, arma::fill::zeros), none, stream),
                    Contains("0 states"));
  Machine<double> other = machine;
  CHECK_THROWS_WITH(learn(other, arma::mat(4, 4), arma::mat(5, 5), {}), Contains("machine of 5"));
}
