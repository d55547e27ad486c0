#include "models/boltzmann/contrastive_divergence.hpp"

#include <thread>

#include "machines.hpp"
#include "models/boltzmann/likelihood.hpp"
#include "tests/catch.hpp"

using namespace unroll;
using namespace unroll::boltzmann;
using Catch::Matchers::Contains;

namespace {

// The mean of what `add` adds over many calls with other random numbers.
arma::vec mean_estimate(const Restricted<double>& machine, const arma::mat& data,
                        const Divergence& divergence, int calls, Stream& stream) {
  ContrastiveDivergence<double> learner(machine, divergence, stream);
  arma::vec sum(machine.theta.n_elem, arma::fill::zeros);
  for (int k = 0; k < calls; ++k) learner.add(machine, data, 1, sum);
  return sum / calls;
}

// What CD-k estimates, by enumeration: the chain's distribution after k sweeps from the data.
arma::vec expected_divergence(const Restricted<double>& machine, const arma::mat& data, arma::uword k) {
  const arma::uword states = arma::uword{1} << machine.visible,
                    hidden_states = arma::uword{1} << machine.hidden;
  const auto on_hidden = [&](const arma::vec& v) {
    arma::vec a = machine.W().t() * v + machine.c();
    return arma::vec(1 / (1 + arma::exp(-a)));
  };
  const auto on_visible = [&](const arma::vec& h) {
    arma::vec a = machine.W() * h + machine.b();
    return arma::vec(1 / (1 + arma::exp(-a)));
  };
  const auto chance = [](const arma::vec& on, const arma::vec& s) {
    return arma::prod(on % s + (1 - on) % (1 - s));
  };
  arma::vec now(states, arma::fill::zeros);
  for (arma::uword p = 0; p < data.n_cols; ++p) now[number_of(data.col(p))] += 1.0 / double(data.n_cols);
  const auto statistics = [&] {
    arma::vec sum(machine.theta.n_elem, arma::fill::zeros);
    for (arma::uword s = 0; s < states; ++s) {
      const arma::vec v = state_of(s, machine.visible), h = on_hidden(v);
      sum += now[s] * arma::join_cols(arma::vectorise(v * h.t()), v, h);
    }
    return sum;
  };
  const arma::vec at_data = statistics();
  for (arma::uword sweep = 0; sweep < k; ++sweep) {
    arma::vec next(states, arma::fill::zeros);
    for (arma::uword s = 0; s < states; ++s)
      for (arma::uword j = 0; j < hidden_states; ++j) {
        const arma::vec h = state_of(j, machine.hidden);
        const double share = now[s] * chance(on_hidden(state_of(s, machine.visible)), h);
        for (arma::uword to = 0; to < states; ++to)
          next[to] += share * chance(on_visible(h), state_of(to, machine.visible));
      }
    now = next;
  }
  return at_data - statistics();
}

// Units that switch each other on along the path v_0, h_0, v_1, h_1, …: one sweep from v_0 … v_m sets
// v_0 … v_{m+1}. All probabilities are 0 or 1 but for 10^-22.
Restricted<double> falling_dominoes(arma::uword units) {
  Restricted<double> machine(units, units);
  machine.theta.tail(2 * units).fill(-50);
  for (arma::uword i = 0; i < units; ++i)
    for (arma::uword j = i == 0 ? 0 : i - 1; j <= i; ++j) machine.theta[j * units + i] = 100;
  return machine;
}

// The first `on` of the units are 1.
arma::vec first_on(arma::uword units, arma::uword on) {
  arma::vec s(units, arma::fill::zeros);
  s.head(on).ones();
  return s;
}

}  // namespace

TEST_CASE("contrastive divergence: a chain makes exactly k sweeps, and goes on from there if it persists") {
  constexpr arma::uword units = 20;
  const auto machine = falling_dominoes(units);
  const arma::mat data = first_on(units, 1);
  for (const arma::uword k : {1U, 2U, 3U, 4U, 7U})
    for (const bool persistent : {false, true})
      for (const bool sampled : {false, true}) {
        INFO("k = " << k << ", persistent " << persistent << ", sampled " << sampled);
        Stream stream(1);
        ContrastiveDivergence<double> learner(machine, {k, persistent, sampled}, stream);
        for (arma::uword update = 1; update <= 2; ++update) {
          arma::vec estimate(machine.theta.n_elem, arma::fill::zeros);
          learner.add(machine, data, 1, estimate);
          const arma::uword sweeps = persistent ? update * k : k;
          const arma::vec v = first_on(units, sweeps + 1), h = v;  // h_j follows v_j
          CHECK(arma::abs(learner.chains() - v).max() < 1e-12);
          const arma::vec expected =
              arma::join_cols(arma::vectorise(data * data.t() - v * h.t()), data - v, data - h);
          CHECK(arma::abs(estimate - expected).max() < 1e-12);
        }
      }
}

TEST_CASE("run_chains makes as many sweeps as it is asked for") {
  Stream stream(2);
  const auto machine = falling_dominoes(20);
  for (const arma::uword sweeps : {0U, 1U, 2U, 3U, 7U}) {
    PlacedRandom random(stream);
    arma::mat v = first_on(20, 1);
    run_chains(machine, v, sweeps, random);
    CHECK(arma::all(arma::vectorise(v) == first_on(20, sweeps + 1)));
  }
}

TEST_CASE("contrastive divergence: CD-k estimates what enumeration of its chains says") {
  Stream stream(1);
  const auto machine = drawn_restricted<double>(4, 3, 1, stream);
  const arma::mat data = drawn_patterns(4, 6, stream);
  for (const arma::uword k : {1U, 3U}) {
    const arma::vec right = expected_divergence(machine, data, k);
    const arma::vec mean = mean_estimate(machine, data, {k}, 20000, stream);
    CHECK(arma::abs(mean - right).max() < 0.01);
    // Which is something else than the gradient, the more so the shorter the chains.
    if (k == 1) CHECK(arma::abs(mean - log_likelihood_gradient(machine, data)).max() > 0.03);
  }
}

TEST_CASE("contrastive divergence: long chains, and persistent ones, estimate the gradient itself") {
  Stream stream(2);
  const auto machine = drawn_restricted<double>(4, 3, 1, stream);
  const arma::mat data = drawn_patterns(4, 50, stream);
  const arma::vec right = log_likelihood_gradient(machine, data);
  CHECK(arma::abs(mean_estimate(machine, data, {100}, 600, stream) - right).max() < 0.02);
  CHECK(arma::abs(mean_estimate(machine, data, {1, true}, 20000, stream) - right).max() < 0.02);
}

TEST_CASE(
    "contrastive divergence: what is added is linear in the scale, and may be a step of the machine itself") {
  Stream stream(3);
  auto machine = drawn_restricted<float>(70, 90, 0.1, stream);
  const arma::fmat data = arma::conv_to<arma::fmat>::from(drawn_patterns(70, 9, stream));
  Stream a(4), b(4);
  ContrastiveDivergence<float> one(machine, {}, a), other(machine, {}, b);
  arma::fvec gradient(machine.theta.n_elem, arma::fill::zeros);
  one.add(machine, data, 1, gradient);
  const arma::fvec expected = machine.theta + 0.5f * gradient;
  other.add(machine, data, 0.5, machine.theta);
  CHECK(arma::abs(machine.theta - expected).max() < 1e-6);
  CHECK(arma::abs(gradient).max() > 0.01);
}

TEST_CASE("contrastive divergence: the same bits in any number of parts, on threads or not") {
  for (const bool persistent : {false, true})
    for (const bool sampled : {false, true}) {
      arma::fvec first;
      for (const std::size_t parts : {1U, 2U, 3U, 5U}) {
        Stream stream(5);
        auto machine = drawn_restricted<float>(300, 200, 0.05, stream);
        const arma::fmat data = arma::conv_to<arma::fmat>::from(drawn_patterns(300, 11, stream));
        ContrastiveDivergence<float> learner(machine, {2, persistent, sampled}, stream, parts);
        Workers workers{parts};
        if (parts == 3)
          workers.threads = [](const auto& work) {
            std::thread one([&] { work(1); }), two([&] { work(2); });
            work(0);
            one.join();
            two.join();
          };
        for (int k = 0; k < 3; ++k) learner.add(machine, data, 0.1, machine.theta, workers);
        if (first.is_empty()) first = machine.theta;
        CHECK(arma::all(first == machine.theta));
      }
    }
}

TEST_CASE("contrastive divergence: learning two patterns makes them likely") {
  Stream stream(6);
  Restricted<double> machine(6, 4);
  draw_weights(machine, 0.01, stream);
  const arma::mat data{{1, 0}, {1, 0}, {1, 0}, {0, 1}, {0, 1}, {0, 1}};
  const double before = log_likelihood(machine, data);
  ContrastiveDivergence<double> learner(machine, {}, stream);
  for (int k = 0; k < 3000; ++k) learner.add(machine, data, 0.1, machine.theta);
  CHECK(before == Approx(-6 * std::log(2)).margin(0.05));
  CHECK(log_likelihood(machine, data) > -1.5);  // -0.69 at best
}

TEST_CASE("run_chains: chains visit the visible states as often as enumeration says, and held units stay") {
  Stream stream(7);
  const auto machine = drawn_restricted<double>(3, 2, 1, stream);
  PlacedRandom random(stream);
  const arma::vec joint = boltzmann_distribution(as_machine(machine));
  arma::vec p(8, arma::fill::zeros), counted = p;
  for (arma::uword k = 0; k < 32; ++k) p[k & 7] += joint[k];
  arma::mat v(3, 20000, arma::fill::zeros);
  const arma::mat means = run_chains(machine, v, 30, random);
  for (arma::uword j = 0; j < v.n_cols; ++j) counted[number_of(v.col(j))] += 1.0 / 20000;
  CHECK(arma::abs(counted - p).max() < 0.015);
  CHECK(arma::abs(arma::mean(means, 1) - arma::mean(v, 1)).max() < 0.015);
  v.zeros();
  v.row(1).ones();
  const arma::mat held_means = run_chains(machine, v, 30, random, {0, 1, 0});
  CHECK(arma::all(v.row(1) == 1));
  CHECK(arma::all(held_means.row(1) == 1));
  const double given = (p[2 + 1] + p[2 + 1 + 4]) / (p[2] + p[3] + p[6] + p[7]);
  CHECK(arma::mean(v.row(0)) == Approx(given).margin(0.015));
}

TEST_CASE("contrastive divergence: bad input is refused, and nothing is changed") {
  Stream stream(8);
  Restricted<double> machine(4, 2);
  CHECK_THROWS_WITH((ContrastiveDivergence<double>(machine, {0}, stream)), Contains("k is 0"));
  CHECK_THROWS_WITH((ContrastiveDivergence<double>(machine, {}, stream, 0)), Contains("0 parts"));
  ContrastiveDivergence<double> learner(machine, {1, true}, stream);
  CHECK_THROWS_WITH(learner.add(machine, arma::mat(3, 2), 1, machine.theta), Contains("3 × 2"));
  CHECK_THROWS_WITH(learner.add(machine, 2 * arma::mat(4, 2, arma::fill::ones), 1, machine.theta),
                    Contains("0 to 1"));
  CHECK_THROWS_WITH(learner.add(machine, arma::mat(4, 2, arma::fill::zeros), 1, machine.theta, Workers{2}),
                    Contains("2 parts"));
  Restricted<double> larger(5, 2);
  CHECK_THROWS_WITH(learner.add(larger, arma::mat(5, 2, arma::fill::zeros), 1, larger.theta),
                    Contains("5 and 2 units"));
  arma::vec other(3);
  CHECK_THROWS_WITH(learner.add(machine, arma::mat(4, 2, arma::fill::zeros), 1, other),
                    Contains("3 numbers"));
  CHECK(arma::accu(arma::abs(machine.theta)) == 0);
  learner.add(machine, arma::mat(4, 2, arma::fill::zeros), 1, machine.theta);
  CHECK_THROWS_WITH(learner.add(machine, arma::mat(4, 3, arma::fill::zeros), 1, machine.theta),
                    Contains("3 patterns") && Contains("one of 2"));
}
