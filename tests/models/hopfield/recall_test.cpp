#include "models/hopfield/recall.hpp"

#include <algorithm>
#include <set>

#include "nets.hpp"
#include "tests/catch.hpp"

using namespace unroll;
using namespace unroll::hopfield;

namespace {

// The largest rise of the energy, computed from `judge`'s W and b after every single flip of a recall that
// `net` makes; negative if every flip went downhill. Counts the flips.
double largest_rise(const Network<double>& net, const Network<double>& judge, Order order, Stream& stream,
                    int& flips) {
  const Asynchronous<double> dynamics{net, order};
  auto recall = start(net, random_state(net.size(), net.coding(), stream));
  double before = energy(judge, recall.s), rise = -1e300;
  for (int k = 0; k < 50 && !at_rest(dynamics, recall); ++k)
    sweep(dynamics, recall, stream, [&](arma::uword, bool flipped) {
      if (!flipped) return;
      const double after = energy(judge, recall.s);
      rise = std::max(rise, after - before);
      before = after;
      ++flips;
    });
  CHECK(at_rest(dynamics, recall));
  return rise;
}

}  // namespace

TEST_CASE("no flip ever raises the energy, for every rule, coding, bias and order") {
  Stream stream(1);
  for (int round = 0; round < 5; ++round)
    for (const auto& [name, net] : every_network(37, 6, stream))
      for (const Order order : {Order::permutation, Order::random_choice}) {
        INFO(name);
        int flips = 0;
        CHECK(largest_rise(net, net, order, stream, flips) < 1e-12);
        CHECK(flips > 0);
      }
}

TEST_CASE("no flip in float raises the energy by more than rounding") {
  Stream stream(11);
  for (const Rule rule : {Rule::hebb, Rule::storkey, Rule::projection}) {
    const auto X = arma::conv_to<arma::fmat>::from(random_patterns(300, 20, stream));
    const auto net = store(X, rule, {.bias = true});
    auto recall = start(
        net, arma::fvec(arma::conv_to<arma::fvec>::from(random_state(300, Coding::plus_minus, stream))));
    double before = energy(net, recall.s);
    const double size = std::abs(energy(net, arma::fvec(X.col(0))));
    for (int k = 0; k < 20; ++k)
      sweep(Asynchronous<float>{net}, recall, stream, [&](arma::uword, bool flipped) {
        if (!flipped) return;
        const double after = energy(net, recall.s);
        CHECK(after - before <= (rule == Rule::hebb ? 0 : 1e-6 * size));  // Hebb's are whole numbers
        before = after;
      });
  }
}

TEST_CASE("a bias of the wrong sign is caught by the energy") {
  // The same descent, judged by an energy whose bias has the other sign, must be seen to rise.
  Stream stream(2);
  int caught = 0, flips = 0;
  for (int round = 0; round < 10; ++round) {
    const auto net = strongly_biased(store(random_patterns(37, 6, stream), Rule::hebb), stream);
    const Network<double> wrong(net.W(), -net.b());
    caught += largest_rise(net, wrong, Order::permutation, stream, flips) > 1e-12;
  }
  CHECK(caught == 10);
}

TEST_CASE("incremental fields are the fields") {
  Stream stream(3);
  for (const auto& [name, net] : every_network(40, 5, stream)) {
    INFO(name);
    const Asynchronous<double> dynamics{net};
    auto recall = start(net, random_state(40, net.coding(), stream));
    settle(dynamics, recall, stream, 3);
    CHECK(arma::abs(recall.h - net.fields(recall.s)).max() < 1e-12);
    CHECK(energy(dynamics, recall) == Approx(energy(net, recall.s)).margin(1e-12));
  }
}

TEST_CASE("a sweep of a permutation visits every unit once, random choice does not") {
  Stream stream(4);
  const auto net = store(random_patterns(200, 4, stream), Rule::hebb);
  const auto visits = [&](Order order) {
    auto recall = start(net, random_state(200, net.coding(), stream));
    std::multiset<arma::uword> seen;
    sweep(Asynchronous<double>{net, order}, recall, stream, [&](arma::uword i, bool) { seen.insert(i); });
    return std::pair(seen.size(), std::set<arma::uword>(seen.begin(), seen.end()).size());
  };
  CHECK(visits(Order::permutation) == std::pair<std::size_t, std::size_t>(200, 200));
  const auto [all, different] = visits(Order::random_choice);
  CHECK(all == 200);
  CHECK(different < 160);  // 200 (1 - 1/e) = 126 is expected
}

TEST_CASE("a stored pattern comes back from a tenth of flipped units") {
  Stream stream(5);
  for (const Rule rule : {Rule::hebb, Rule::storkey, Rule::projection}) {
    const arma::mat X = random_patterns(400, 12, stream);
    const auto net = store(X, rule);
    arma::vec cue = X.col(3);
    for (const auto i : stream.sample(40, 400)) cue[i] = -cue[i];
    auto recall = start(net, cue);
    const Settled settled = settle(Asynchronous<double>{net}, recall, stream);
    CHECK(settled.at_rest);
    CHECK(settled.flips >= 40);
    CHECK(overlap<double>(X.col(3), recall.s) == 1);
  }
}

TEST_CASE("a synchronous step updates every unit by the old state, column by column") {
  Stream stream(6);
  const auto net = store(random_patterns(30, 3, stream), Rule::hebb, {.bias = true});
  const arma::mat states = random_patterns(30, 5, stream), next = synchronous(net, states);
  for (arma::uword c = 0; c < 5; ++c)
    for (arma::uword i = 0; i < 30; ++i) {
      const double h = arma::dot(net.W().row(i), states.col(c)) + net.b()[i];
      CHECK(next(i, c) == (h > 0 ? 1 : h < 0 ? -1 : states(i, c)));
    }
}

TEST_CASE("orbits: a fixed point, a 2-cycle, and how long it took") {
  // Two units that copy each other swap for ever when they differ, and rest when they agree.
  const Network<double> pair(arma::mat{{0, 1}, {1, 0}}, arma::vec(2, arma::fill::zeros));
  CHECK(orbit(pair, arma::mat(arma::vec{1, 1})).period == 1);
  CHECK(orbit(pair, arma::mat(arma::vec{1, -1})).period == 2);
  CHECK(orbit(pair, arma::mat(arma::vec{1, -1})).transient == 0);

  Stream stream(7);
  for (int round = 0; round < 50; ++round) {
    const auto net = store(random_patterns(30, 8, stream), Rule::hebb);
    const arma::mat s = random_patterns(30, 1, stream);
    const Orbit found = orbit(net, s);
    CHECK((found.period == 1 || found.period == 2));
    // The plain way: remember every state.
    std::vector<arma::mat> seen{s};
    for (;;) {
      const arma::mat next = synchronous(net, seen.back());
      const auto old = std::find_if(seen.begin(), seen.end(), [&](const arma::mat& m) {
        return arma::approx_equal(m, next, "absdiff", 0);
      });
      if (old != seen.end()) {
        CHECK(found.transient == std::size_t(old - seen.begin()));
        CHECK(found.period == std::size_t(seen.end() - old));
        break;
      }
      seen.push_back(next);
    }
  }
}

TEST_CASE("an orbit longer than the limit is said to be so") {
  const Network<double> pair(arma::mat{{0, 1}, {1, 0}}, arma::vec(2, arma::fill::zeros));
  CHECK(orbit(pair, arma::mat(arma::vec{1, -1}), 1).period == 0);
}

TEST_CASE("ten thousand units work") {
  Stream stream(10);
  const arma::fmat X = arma::conv_to<arma::fmat>::from(random_patterns(10000, 8, stream));
  const auto net = store(X, Rule::hebb);
  arma::fvec cue = X.col(5);
  for (const auto i : stream.sample(3000, 10000)) cue[i] = -cue[i];
  auto recall = start(net, cue);
  CHECK(settle(Asynchronous<float>{net}, recall, stream).at_rest);
  CHECK(arma::approx_equal(recall.s, X.col(5), "absdiff", 0));
}

TEST_CASE("the same stream gives the same recall") {
  Stream stream(8);
  const auto net = store(random_patterns(100, 20, stream), Rule::hebb);
  const arma::vec cue = random_state(100, net.coding(), stream);
  const auto once = [&] {
    Stream order(9);
    auto recall = start(net, cue);
    settle(Asynchronous<double>{net}, recall, order);
    return recall.s;
  };
  CHECK(arma::approx_equal(once(), once(), "absdiff", 0));
}
