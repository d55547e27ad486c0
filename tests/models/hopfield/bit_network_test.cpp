#include "models/hopfield/bit_network.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "models/hopfield/orbit.hpp"
#include "tests/catch.hpp"

using namespace unroll;
using namespace unroll::hopfield;
using Catch::Matchers::Contains;

namespace {

constexpr std::size_t limit = 100'000'000;

int sign(BitState s, arma::uword i) { return s >> i & 1 ? 1 : -1; }

// h_i as it is written.
std::int64_t plain_field(const WholeMatrix& W, const WholeVector& b, BitState s, arma::uword i) {
  std::int64_t h = b[i];
  for (arma::uword j = 0; j < W.n_cols; ++j) h += std::int64_t{W.at(i, j)} * sign(s, j);
  return h;
}

// (3), which no step may raise while the weights are symmetric.
std::int64_t lyapunov(const WholeMatrix& W, const WholeVector& b, BitState now, BitState before) {
  std::int64_t sum = 0;
  for (arma::uword i = 0; i < W.n_rows; ++i)
    sum -= sign(now, i) * plain_field(W, b, before, i) + b[i] * sign(before, i);
  return sum;
}

WholeVector small_biases(arma::uword units, std::int32_t largest, Stream& stream) {
  WholeVector b(units);
  for (std::int32_t& bias : b)
    bias = static_cast<std::int32_t>(stream.below(static_cast<std::uint64_t>(2 * largest + 1))) - largest;
  return b;
}

Orbit orbit(const BitNetwork& net, BitState s) {
  return orbit_of(
      s, [&](BitState at) { return net.next(at); }, limit);
}

// Fields, next state and unstable units of a state against those written out. Returns how many of its units
// are at a tie: [0] of those that are -1, [1] of those that are +1.
std::array<int, 2> check_state(const WholeMatrix& W, const WholeVector& b, BitState s) {
  const BitNetwork net(W, b), hopfield = zero_one(W);
  std::array<int, 2> ties{};
  CHECK((s & ~net.all_units()) == 0);
  const auto h = net.fields(s);
  BitState next = 0, unstable = 0, unstable_zero_one = 0;
  for (arma::uword i = 0; i < W.n_rows; ++i) {
    const std::int64_t plain = plain_field(W, b, s, i);
    CHECK(h[i] == plain);
    ties[s >> i & 1] += plain == 0;
    next |= BitState{plain >= 0} << i;
    unstable |= BitState{sign(s, i) > 0 ? plain < 0 : plain > 0} << i;
    std::int64_t of_ones = 0;
    for (arma::uword j = 0; j < W.n_cols; ++j)
      if (s >> j & 1) of_ones += W.at(i, j);
    unstable_zero_one |= BitState{(s >> i & 1) ? of_ones < 0 : of_ones > 0} << i;
  }
  CHECK(net.next(s) == next);
  CHECK(net.unstable(s) == unstable);
  CHECK(hopfield.unstable(s) == unstable_zero_one);
  return ties;
}

constexpr std::array sizes{1u, 3u, 4u, 5u, 8u, 17u, 31u, 32u, 33u, 63u, 64u};

}  // namespace

TEST_CASE("fields, steps and unstable units of a bit network are those written out") {
  Stream stream(1);
  for (const arma::uword units : sizes) {
    const WholeMatrix W = normal_weights(units, 0.3, stream);
    const WholeVector b = small_biases(units, 1 << 24, stream);
    for (int round = 0; round < 20; ++round) check_state(W, b, random_bits(units, stream));
  }
}

TEST_CASE("at a tie all units at once become +1, and a unit alone stays as it is") {
  const WholeMatrix none(5, 5, arma::fill::zeros);
  const BitNetwork at_rest(none), hopfield = zero_one(none);
  for (BitState s = 0; s <= at_rest.all_units(); ++s) {
    CHECK(at_rest.next(s) == at_rest.all_units());
    CHECK(at_rest.unstable(s) == 0);
    CHECK(hopfield.unstable(s) == 0);
  }
  Stream stream(8);
  int down = 0, up = 0;
  for (const arma::uword units : sizes)
    for (int round = 0; round < 20; ++round) {
      const WholeVector b = small_biases(units, 1, stream);
      const WholeMatrix W = small_symmetric_weights(units, 1, stream);
      const auto ties = check_state(W, b, random_bits(units, stream));
      down += ties[0];
      up += ties[1];
    }
  CHECK(down > 100);
  CHECK(up > 100);
}

TEST_CASE("symmetric weights, all units at once, sgn(0) = +1: the period is 1 or 2, ties or not") {
  Stream stream(2);
  std::map<std::size_t, int> periods;
  int ties = 0;
  for (int round = 0; round < 3000; ++round) {
    const arma::uword units = 1 + stream.below(64);
    const bool small = round % 3 != 0;
    const auto largest = static_cast<std::int32_t>(1 + stream.below(3));
    const WholeMatrix W =
        small ? small_symmetric_weights(units, largest, stream) : normal_weights(units, 1, stream);
    CHECK(W.is_symmetric());
    const WholeVector b = small ? small_biases(units, largest, stream) : small_biases(units, 1 << 24, stream);
    const BitNetwork net(W, b);
    const BitState start = random_bits(units, stream);
    const auto h = net.fields(start);
    ties += std::count(h.begin(), h.begin() + static_cast<std::ptrdiff_t>(units), 0) > 0;
    ++periods[orbit(net, start).period];
    if (round % 20 != 0) continue;
    BitState before = start, now = net.next(start);
    for (int t = 0; t < 20; ++t) {
      const BitState next = net.next(now);
      CHECK(lyapunov(W, b, next, now) <= lyapunov(W, b, now, before));
      before = now;
      now = next;
    }
  }
  CHECK(periods.size() == 2);
  CHECK(periods[1] > 100);
  CHECK(periods[2] > 100);
  CHECK(ties > 500);
}

TEST_CASE("of small symmetric networks with ties every state ends with period 1 or 2") {
  Stream stream(3);
  for (int round = 0; round < 200; ++round) {
    const arma::uword units = 1 + stream.below(8);
    const WholeVector b = small_biases(units, 1, stream);
    const BitNetwork net(small_symmetric_weights(units, 1, stream), b);
    for (BitState s = 0; s <= net.all_units(); ++s) {
      const std::size_t period = orbit(net, s).period;
      CHECK((period == 1 || period == 2));
    }
  }
}

TEST_CASE("antisymmetric weights have period 4, asymmetric ones have others too") {
  Stream stream(4);
  std::size_t longest = 0;
  for (int round = 0; round < 300; ++round) {
    const arma::uword units = 2 + stream.below(63);
    const WholeMatrix W = normal_weights(units, -1, stream);
    CHECK(arma::all(arma::vectorise(W == -W.t())));
    CHECK(orbit(BitNetwork(W), random_bits(units, stream)).period == 4);
    const arma::uword few = 2 + stream.below(15);
    const BitState start = random_bits(few, stream);
    longest = std::max(longest, orbit(BitNetwork(normal_weights(few, 0, stream)), start).period);
  }
  CHECK(longest > 4);
}

TEST_CASE("the correlation of w_ij with w_ji is the symmetry asked for") {
  Stream stream(5);
  for (const double symmetry : {-1.0, -0.4, 0.0, 0.5, 1.0}) {
    double both = 0, square = 0, count = 0;
    for (int round = 0; round < 20; ++round) {
      const arma::mat W = arma::conv_to<arma::mat>::from(normal_weights(64, symmetry, stream)) / 0x1p24;
      CHECK(arma::all(W.diag() == 0));
      both += arma::accu(W % W.t());
      square += arma::accu(W % W);
      count += 64 * 63;
    }
    CHECK(both / square == Approx(symmetry).margin(0.02));
    CHECK(square / count == Approx(1).margin(0.02));
  }
  CHECK_THROWS_WITH(normal_weights(4, 1.1, stream), Contains("from -1 to 1"));
}

TEST_CASE("uniform weights fill (-1, 1), with their diagonal or without") {
  Stream stream(6);
  const arma::mat with = arma::conv_to<arma::mat>::from(uniform_weights(64, true, stream)) / 0x1p24,
                  without = arma::conv_to<arma::mat>::from(uniform_weights(64, false, stream)) / 0x1p24;
  CHECK(arma::abs(with).max() <= 1);
  CHECK(arma::abs(with).max() > 0.99);
  CHECK(arma::mean(arma::vectorise(with)) == Approx(0).margin(0.05));
  CHECK(arma::stddev(arma::vectorise(with)) == Approx(1 / std::sqrt(3.0)).margin(0.02));
  CHECK(arma::abs(with.diag()).max() > 0.5);
  CHECK(arma::abs(without.diag()).max() == 0);
}

TEST_CASE("Brent's search finds the transient and the period of any map, as remembering every state does") {
  Stream stream(7);
  for (int round = 0; round < 300; ++round) {
    const std::uint64_t states = 1 + stream.below(200);
    std::vector<std::uint64_t> map(states);
    for (auto& image : map) image = stream.below(states);
    const std::uint64_t start = stream.below(states);
    const Orbit found = orbit_of(
        start, [&](std::uint64_t s) { return map[s]; }, limit);
    std::map<std::uint64_t, std::size_t> seen;
    std::uint64_t s = start;
    for (; !seen.contains(s); s = map[s]) seen.emplace(s, seen.size());
    CHECK(found.transient == seen[s]);
    CHECK(found.period == seen.size() - seen[s]);
  }
  CHECK(orbit_of(
            std::uint64_t{0}, [](std::uint64_t s) { return s + 1; }, 1000)
            .period == 0);
}

TEST_CASE("weights that are no bit network are refused in one sentence") {
  CHECK_THROWS_WITH(BitNetwork(WholeMatrix(3, 4, arma::fill::zeros)), Contains("3 × 4"));
  CHECK_THROWS_WITH(BitNetwork(WholeMatrix(65, 65, arma::fill::zeros)), Contains("from 1 to 64"));
  CHECK_THROWS_WITH(BitNetwork(WholeMatrix(3, 3, arma::fill::zeros), WholeVector(2, arma::fill::zeros)),
                    Contains("biases 2"));
  WholeMatrix large(2, 2, arma::fill::zeros);
  large.row(1).fill(2'000'000'000);
  CHECK_THROWS_WITH(BitNetwork(large), Contains("unit 1 add up to 4000000000"));
}
