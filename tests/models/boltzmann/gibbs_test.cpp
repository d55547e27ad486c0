#include "models/boltzmann/gibbs.hpp"

#include <boost/math/distributions/chi_squared.hpp>

#include "machines.hpp"
#include "models/hopfield/hopfield.hpp"
#include "tests/catch.hpp"

using namespace unroll;
using namespace unroll::boltzmann;
using Catch::Matchers::Contains;

namespace {

// P(s → s') of one visit to unit i, from the library's own probability.
arma::mat kernel(const Machine<double>& machine, arma::uword i, double T) {
  const arma::uword n = arma::uword{1} << machine.units();
  arma::mat P(n, n, arma::fill::zeros);
  for (arma::uword k = 0; k < n; ++k) {
    const double on = chance_of_on(start(machine, state_of(k, machine.units())).h[i], T);
    P(k, k | arma::uword{1} << i) += on;
    P(k, k & ~(arma::uword{1} << i)) += 1 - on;
  }
  return P;
}

// The kernel of a sweep: the mean over all orders, or that of one visit to a drawn unit, N times.
arma::mat sweep_kernel(const Machine<double>& machine, const std::vector<arma::uword>& free, Order order,
                       double T) {
  const arma::uword n = arma::uword{1} << machine.units();
  arma::mat mean(n, n, arma::fill::zeros);
  if (order == Order::random_choice) {
    for (const arma::uword i : free) mean += kernel(machine, i, T) / static_cast<double>(free.size());
    return arma::powmat(mean, static_cast<int>(free.size()));
  }
  std::vector<arma::uword> visits = free;
  double orders = 0;
  do {
    arma::mat P(n, n, arma::fill::eye);
    for (const arma::uword i : visits) P *= kernel(machine, i, T);
    mean += P;
    ++orders;
  } while (std::next_permutation(visits.begin(), visits.end()));
  return mean / orders;
}

double chi_squared_p(const arma::vec& counted, const arma::vec& expected) {
  const double x = arma::accu(arma::square(counted - expected) / expected);
  return boost::math::cdf(
      boost::math::complement(boost::math::chi_squared(static_cast<double>(counted.n_elem - 1)), x));
}

}  // namespace

TEST_CASE(
    "gibbs: a visit satisfies detailed balance, and a sweep leaves the Boltzmann distribution as it is") {
  Stream stream(1);
  for (arma::uword units = 1; units <= 6; ++units)
    for (const double T : {0.3, 1.0, 4.0}) {
      const auto machine = drawn_machine<double>(drawn_links(units, 0, 0.8, stream), 1.5, stream);
      const arma::vec pi = boltzmann_distribution(machine, T);
      for (arma::uword i = 0; i < units; ++i) {
        const arma::mat flow = arma::diagmat(pi) * kernel(machine, i, T);
        CHECK(arma::abs(flow - flow.t()).max() < 1e-12);
      }
      for (const Order order : {Order::permutation, Order::random_choice}) {
        if (units > 5 && order == Order::permutation) continue;  // 720 orders of 64 states
        const arma::mat P = sweep_kernel(machine, first_units(units), order, T);
        CHECK(arma::abs(pi.t() * P - pi.t()).max() < 1e-12);
      }
    }
}

TEST_CASE("gibbs: with units clamped, a sweep leaves the conditional distribution as it is") {
  Stream stream(2);
  const auto machine = drawn_machine<double>(all_links(4, 0), 1, stream);
  arma::vec pi = boltzmann_distribution(machine);
  for (arma::uword k = 0; k < 16; ++k)
    if ((k & 9) != 8) pi[k] = 0;  // unit 0 held at 0, unit 3 at 1
  pi /= arma::accu(pi);
  const arma::mat P = sweep_kernel(machine, all_but(4, {0, 3}), Order::permutation, 1);
  CHECK(arma::abs(pi.t() * P - pi.t()).max() < 1e-12);
}

TEST_CASE("gibbs: sweep draws from the kernel that is enumerated") {
  for (const Order order : {Order::permutation, Order::random_choice}) {
    Stream stream(3);
    const auto machine = drawn_machine<double>(all_links(3, 0), 0.7, stream);
    const Gibbs<double> gibbs(machine, first_units(3), 1.5, order);
    const arma::mat P = sweep_kernel(machine, first_units(3), order, 1.5);
    constexpr double draws = 20000;
    for (const arma::uword from : {0U, 5U, 7U}) {
      arma::vec counted(8, arma::fill::zeros);
      for (int k = 0; k < draws; ++k) {
        auto units = start(machine, state_of(from, 3));
        sweep(gibbs, units, stream);
        counted[number_of(units.s)] += 1;
      }
      CHECK(chi_squared_p(counted, draws * P.row(from).t()) > 0.001);
    }
  }
}

TEST_CASE("gibbs: chains of a small machine visit its states as often as enumeration says") {
  Stream stream(4);
  const auto machine = drawn_machine<double>(all_links(3, 2), 1, stream);
  const double T = 1;
  const Gibbs<double> gibbs(machine, first_units(5), T);
  arma::vec counted(32, arma::fill::zeros);
  // 20 chains of one length, each counted every 30 sweeps, by when it has forgotten where it was.
  constexpr int chains = 20, visits = 500, apart = 30;
  for (int chain = 0; chain < chains; ++chain) {
    auto units = start(machine, clamped_state<double>(5, {}, {}, stream));
    for (int k = 0; k < visits * apart; ++k) {
      sweep(gibbs, units, stream);
      if (k % apart == apart - 1) counted[number_of(units.s)] += 1;
    }
  }
  const arma::vec expected = chains * visits * boltzmann_distribution(machine, T);
  CHECK(chi_squared_p(counted, expected) > 0.001);
  // It would see a machine whose temperature is 15 % off.
  CHECK(chi_squared_p(counted, chains * visits * boltzmann_distribution(machine, 1.15)) < 0.001);
}

TEST_CASE("gibbs: at a temperature near zero a Boltzmann machine is a Hopfield net") {
  Stream stream(5);
  for (int trial = 0; trial < 50; ++trial) {
    const auto machine = drawn_machine<double>(all_links(12, 0), 1, stream);
    const hopfield::Network<double> net(machine.W(), machine.b(), hopfield::Coding::zero_one);
    const Gibbs<double> gibbs(machine, first_units(12), 1e-9);
    const arma::vec s = clamped_state<double>(12, {}, {}, stream);
    auto units = start(machine, s);
    auto recall = hopfield::start(net, s);
    // Both draw the order of a sweep first; the Boltzmann machine also draws for each unit, so the Hopfield
    // net is given the same order by hand.
    for (int k = 0; k < 5; ++k) {
      Stream same = stream;
      std::vector<arma::uword> order = first_units(12);
      same.shuffle(order);
      sweep(gibbs, units, stream);
      for (const arma::uword i : order) put_unit(net.W(), recall, i, net.updated(recall.h[i], recall.s[i]));
      CHECK(arma::all(units.s == recall.s));
      CHECK(energy(gibbs, units) == Approx(hopfield::energy(net, units.s)));
    }
    CHECK(at_rest(hopfield::Asynchronous<double>{net}, recall));
  }
}

TEST_CASE("gibbs: annealing keeps clamped units, and finds the lowest state of small machines") {
  Stream stream(6);
  int found = 0;
  for (int trial = 0; trial < 30; ++trial) {
    const auto machine = drawn_machine<double>(all_links(8, 0), 1, stream);
    const std::vector<arma::uword> held{2, 5};
    const arma::vec values{1, 0};
    auto units = start(machine, clamped_state(8, held, values, stream));
    anneal(machine, units, all_but(8, held), {{50, 4}, {50, 2}, {50, 1}, {50, 0.5}, {50, 0.1}}, stream);
    CHECK(units.s[2] == 1);
    CHECK(units.s[5] == 0);
    double lowest = 1e300;
    enumerate(machine, units.s, all_but(8, held),
              [&](const arma::vec&, double E) { lowest = std::min(lowest, E); });
    found += energy(machine, units.s) < lowest + 1e-9;
  }
  CHECK(found >= 24);
}

TEST_CASE("gibbs: clamping noise turns as many units as it says") {
  Stream stream(7);
  const arma::vec values =
      arma::join_cols(arma::vec(50000, arma::fill::ones), arma::vec(50000, arma::fill::zeros));
  const arma::vec shown = noisy(values, {0.15, 0.05}, stream);
  CHECK(arma::mean(shown.head(50000)) == Approx(0.85).margin(0.007));
  CHECK(arma::mean(shown.tail(50000)) == Approx(0.05).margin(0.005));
  CHECK(arma::all(noisy(values, {}, stream) == values));
}

TEST_CASE("gibbs: absurd temperatures and clamps are refused") {
  const Machine<double> machine(all_links(2, 1));
  Stream stream(8);
  for (const double T : {0.0, -1.0, double(NAN), double(INFINITY)})
    CHECK_THROWS_WITH((Gibbs<double>(machine, first_units(3), T)),
                      Contains("temperature") && Contains("above 0"));
  CHECK_THROWS_WITH(all_but(3, {1, 3}), Contains("unit 3") && Contains("0 to 2"));
  CHECK_THROWS_WITH(clamped_state<double>(3, {1}, {0.5}, stream), Contains("unit 1") && Contains("0 or 1"));
  CHECK_THROWS_WITH(clamped_state<double>(3, {1}, {1, 0}, stream),
                    Contains("2 values") && Contains("1 clamped"));
  CHECK_THROWS_WITH(all_but(3, {1, 1}), Contains("clamped twice"));
  CHECK_THROWS_WITH((Gibbs<double>(machine, {3}, 1)), Contains("unit 3") && Contains("free"));
}
