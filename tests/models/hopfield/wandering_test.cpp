#include "models/hopfield/wandering.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>
#include <set>

#include "tests/catch.hpp"

using namespace unroll;
using namespace unroll::hopfield;

namespace {

// All states that lead on from `s`, itself among them.
std::set<BitState> reached(const BitNetwork& net, BitState s) {
  std::set<BitState> seen{s}, open{s};
  while (!open.empty()) {
    const BitState at = *open.begin();
    open.erase(open.begin());
    for (arma::uword i = 0; i < net.size(); ++i)
      if (net.unstable(at) >> i & 1)
        if (const BitState next = at ^ BitState{1} << i; seen.insert(next).second) open.insert(next);
  }
  return seen;
}

}  // namespace

TEST_CASE("a closed region is all that its states lead to, and every one of them leads back") {
  Stream stream(1);
  std::map<End, int> ends;
  int none = 0;
  for (int round = 0; round < 60; ++round) {
    const bool self = round % 2 == 0;
    const BitNetwork net = zero_one(uniform_weights(6, self, stream));
    for (BitState s = 0; s < 64; ++s) {
      const auto all = reached(net, s);
      const bool closed =
          std::all_of(all.begin(), all.end(), [&](BitState t) { return reached(net, t).contains(s); });
      const auto region = closed_region(net, s, 64);
      REQUIRE(region.has_value() == closed);
      none += !closed;
      if (!closed) continue;
      CHECK(region->states == std::vector<BitState>(all.begin(), all.end()));
      const bool branches =
          std::any_of(all.begin(), all.end(), [&](BitState t) { return std::popcount(net.unstable(t)) > 1; });
      CHECK((region->end == End::fixed) == (all.size() == 1));
      CHECK((region->end == End::wandering) == branches);
      CHECK((region->end == End::two_cycle) == (all.size() == 2));
      if (!self) CHECK(region->end != End::two_cycle);
      ++ends[region->end];
    }
  }
  CHECK(none > 0);
  for (const End end : {End::fixed, End::two_cycle, End::wandering}) CHECK(ends[end] > 0);
}

TEST_CASE("a region larger than the limit is not searched") {
  // Three units, each switched on by the one before and off by itself.
  const BitNetwork net = zero_one(WholeMatrix{{-1, 2, 0}, {0, -1, 2}, {2, 0, -1}});
  for (BitState s = 0; s < 8; ++s) {
    const auto all = reached(net, s);
    CHECK(!closed_region(net, s, all.size() - 1).has_value());
  }
}

TEST_CASE("a ring of four states, each with one way on, is a longer cycle") {
  // Unit 0 wants to be as unit 1 is, unit 1 as unit 0 is not; b makes that so for -1/+1 states.
  const BitNetwork net(WholeMatrix{{0, 1}, {-1, 0}});
  for (BitState s = 0; s < 4; ++s) {
    const auto region = closed_region(net, s, 10);
    REQUIRE(region.has_value());
    CHECK(region->states.size() == 4);
    CHECK(region->end == End::cycle);
  }
}

TEST_CASE("a sweep is N updates that each follow the rule, and rests only in a fixed point") {
  Stream stream(2);
  int moved = 0;
  for (int round = 0; round < 200; ++round) {
    const BitNetwork net = zero_one(uniform_weights(12, round % 2 == 0, stream));
    const BitState s = random_bits(12, stream), next = sweep(net, s, stream);
    CHECK(reached(net, s).contains(next));
    if (net.unstable(s) == 0) CHECK(next == s);
    moved += next != s;
  }
  CHECK(moved > 150);
}

TEST_CASE("M is the number of states met equally often, and one for a fixed point") {
  CHECK(room({{0, 5}}).states == Approx(1));
  CHECK(room({{0, 5}}).distance == 0);
  const Room four = room({{0b000, 9}, {0b001, 9}, {0b010, 9}, {0b111, 9}});
  CHECK(four.states == Approx(4));
  CHECK(four.distance == Approx((1 + 1 + 3) / 4.0));
  const Room two = room({{0, 3}, {1, 1}});
  CHECK(two.states == Approx(std::exp(-0.75 * std::log(0.75) - 0.25 * std::log(0.25))));
  CHECK(two.distance == Approx(0.25));
  Stream stream(3);
  const BitNetwork ring(WholeMatrix{{0, 1}, {-1, 0}});
  const Visits met = visits(ring, 0, 5000, stream);
  CHECK(met.size() == 4);
  std::size_t all = 0;
  for (const auto& visit : met) all += visit.second;
  CHECK(all == 10000);
  CHECK(room(met).states == Approx(4).margin(0.05));
}
