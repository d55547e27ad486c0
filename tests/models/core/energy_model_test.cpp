// Settling, shown on a toy: units that each count down to zero, one step a sweep.
#include "models/core/energy_model.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

#include "tests/catch.hpp"

using unroll::settle;
using unroll::Settled;
using unroll::Stream;

namespace {

using Counters = std::vector<int>;

struct Countdown {
  bool lazy = false;  // a sweep visits each unit with chance 1/2 only
};

double energy(const Countdown&, const Counters& s) { return std::accumulate(s.begin(), s.end(), 0.0); }

arma::uword sweep(const Countdown& model, Counters& s, Stream& stream) {
  arma::uword changed = 0;
  for (int& unit : s) {
    if (unit == 0 || (model.lazy && stream.chance(0.5))) continue;
    --unit;
    ++changed;
  }
  return changed;
}

bool at_rest(const Countdown&, const Counters& s) {
  return std::all_of(s.begin(), s.end(), [](int unit) { return unit == 0; });
}

// Has no energy.
struct Mute {
  friend arma::uword sweep(const Mute&, Counters&, Stream&) { return 0; }
  friend bool at_rest(const Mute&, const Counters&) { return true; }
};

// Never rests.
struct Restless {
  friend double energy(const Restless&, const Counters&) { return 0; }
  friend arma::uword sweep(const Restless&, Counters&, Stream&) { return 1; }
};

}  // namespace

TEST_CASE("energy model: the concepts ask for energy and sweep, and for rest") {
  CHECK(unroll::RestingModel<Countdown, Counters>);
  CHECK(unroll::EnergyModel<Restless, Counters>);
  CHECK(!unroll::RestingModel<Restless, Counters>);
  CHECK(unroll::EnergyModel<Countdown, Counters>);
  CHECK(!unroll::EnergyModel<Mute, Counters>);
  CHECK(!unroll::EnergyModel<Countdown, double>);
}

TEST_CASE("settle: as many sweeps as the state needs, and every change counted") {
  Stream stream(1);
  for (const Counters& start : {Counters{3, 0, 5}, Counters{1}, Counters{2, 2, 2, 2}, Counters(100, 7)}) {
    Counters s = start;
    const Settled result = settle(Countdown{}, s, stream);
    CHECK(s == Counters(start.size(), 0));
    CHECK(result.at_rest);
    CHECK(result.sweeps == static_cast<arma::uword>(*std::max_element(start.begin(), start.end())));
    CHECK(static_cast<double>(result.flips) == energy(Countdown{}, start));
  }
}

TEST_CASE("settle: a state at rest is left alone, and no sweep is made") {
  Stream stream(1), untouched(1);
  Counters s{0, 0};
  int calls = 0;
  const Settled result = settle(Countdown{true}, s, stream, 10, [&](const Counters&) { ++calls; });
  CHECK(result.at_rest);
  CHECK(result.sweeps == 0);
  CHECK(result.flips == 0);
  CHECK(calls == 0);
  CHECK(stream.bits() == untouched.bits());
}

TEST_CASE("settle: the limit on sweeps holds, and rest that is reached with the last one is seen") {
  Stream stream(1);
  for (arma::uword limit = 0; limit <= 7; ++limit) {
    Counters s{5, 2};
    const Settled result = settle(Countdown{}, s, stream, limit);
    CHECK(result.sweeps == std::min<arma::uword>(limit, 5));
    CHECK(result.at_rest == (limit >= 5));
    CHECK(s[0] == 5 - static_cast<int>(result.sweeps));
  }
}

TEST_CASE("settle: without a word on it the limit is 1000 sweeps") {
  Stream stream(1);
  Counters s{1001};
  const Settled result = settle(Countdown{}, s, stream);
  CHECK(result.sweeps == 1000);
  CHECK(!result.at_rest);
  CHECK(s == Counters{1});
}

TEST_CASE("settle: after_sweep sees the state at the end of every sweep, and may change it") {
  Stream stream(1);
  Counters s{4, 1};
  std::vector<Counters> seen;
  settle(Countdown{}, s, stream, 100, [&](const Counters& state) { seen.push_back(state); });
  CHECK(seen == std::vector<Counters>{{3, 0}, {2, 0}, {1, 0}, {0, 0}});
  s = {100};
  const Settled result = settle(Countdown{}, s, stream, 100, [](Counters& state) { state[0] = 0; });
  CHECK(result.sweeps == 1);
  CHECK(result.at_rest);
}

TEST_CASE("settle: the same stream gives the same run") {
  std::vector<Settled> results;
  for (const std::uint64_t seed : {7, 7, 8}) {
    Stream stream(seed);
    Counters s(50, 9);
    results.push_back(settle(Countdown{true}, s, stream));
    CHECK(results.back().flips == 450);
    CHECK(results.back().sweeps > 9);
  }
  CHECK(results[0].sweeps == results[1].sweeps);
}
