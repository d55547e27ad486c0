// The parts of experiment 04: codes, distances between distributions, answers.
#include <cmath>

#include "datasets/encoder.hpp"
#include "experiments/04_boltzmann_encoder/answers.hpp"
#include "experiments/04_boltzmann_encoder/divergence.hpp"
#include "experiments/04_boltzmann_encoder/lessons.hpp"
#include "models/boltzmann/exact.hpp"
#include "tests/catch.hpp"

using namespace unroll;
using namespace unroll::experiments::encoder;

namespace {

Machine drawn_encoder(Size size, double sigma, Stream& stream) {
  Machine machine(boltzmann::encoder_links(size.v, size.h));
  machine.change(
      [&](float, arma::uword, arma::uword) { return static_cast<float>(sigma * stream.normal()); });
  return machine;
}

// A 2-1-2 encoder by hand: the hidden unit is on for the second pattern.
Machine small_encoder(float w) {
  const arma::uword h = 4;
  Machine machine(boltzmann::encoder_links(2, 1));
  machine.change([&](float, arma::uword i, arma::uword j) -> float {
    if (i == j) return i == h ? 0 : i % 2 == 0 ? w / 2 : -w / 2;
    if (j == h) return i % 2 == 0 ? -w : w;
    return -w;  // of a group, one at a time
  });
  return machine;
}

}  // namespace

TEST_CASE("codes of an encoder are its most probable hidden states, by enumeration at any temperature") {
  Stream stream(1);
  for (int trial = 0; trial < 20; ++trial) {
    const Machine machine = drawn_encoder({4, 3}, 2, stream);
    const auto patterns = datasets::encoder_patterns<float>(4);
    const Codes codes = codes_of(machine, patterns);
    for (arma::uword mu = 0; mu < 4; ++mu) {
      arma::fvec s(11, arma::fill::zeros);
      s.head(8) = patterns.col(mu);
      double lowest = 1e300;
      arma::uvec best;
      boltzmann::enumerate(machine, s, {8, 9, 10}, [&](const arma::vec& state, double E) {
        if (E < lowest) {
          lowest = E;
          best = arma::conv_to<arma::uvec>::from(state.tail(3));
        }
      });
      CHECK(arma::all(codes.states.col(mu) == best));
      CHECK(codes.tied[mu] == 0);
    }
  }
}

TEST_CASE("codes are counted and told apart; a pattern whose hidden units cannot decide has none") {
  const Codes codes{arma::umat{{0, 0, 1, 1}, {0, 1, 1, 1}}, arma::uvec{0, 0, 0, 0}};
  CHECK(codes.different() == 3);
  CHECK(!codes.all_different());
  CHECK(codes.least_distance() == 0);
  const Codes tied{arma::umat{{0, 0, 1, 1}, {0, 1, 0, 1}}, arma::uvec{0, 0, 0, 1}};
  CHECK(tied.different() == 3);
  CHECK(tied.least_distance() == 0);
  const Codes apart{arma::umat{{0, 0, 1, 1}, {0, 1, 0, 1}, {0, 1, 1, 0}}, arma::uvec{0, 0, 0, 0}};
  CHECK(apart.all_different());
  CHECK(apart.least_distance() == 2);
  const Machine blank(boltzmann::encoder_links(4, 2));  // all fields are 0
  CHECK(codes_of(blank, datasets::encoder_patterns<float>(4)).different() == 0);
}

TEST_CASE("what is shown is distributed as noise leaves it, and adds up to 1") {
  const auto patterns = datasets::encoder_patterns<float>(2);
  const boltzmann::ClampingNoise noise{0.15, 0.05};
  const arma::vec p = shown_distribution(patterns, noise);
  CHECK(arma::accu(p) == Approx(1));
  CHECK(p[0b0101] == Approx(0.5 * (std::pow(0.85 * 0.95, 2) + std::pow(0.15 * 0.05, 2))));
  arma::vec counted(16, arma::fill::zeros);
  Stream stream(2);
  constexpr int draws = 40000;
  for (int k = 0; k < draws; ++k) {
    const arma::fvec shown = boltzmann::noisy<float>(patterns.col(stream.below(2)), noise, stream);
    arma::uword state = 0;
    for (arma::uword i = 0; i < 4; ++i) state |= static_cast<arma::uword>(shown[i]) << i;
    counted[state] += 1.0 / draws;
  }
  CHECK(arma::abs(counted - p).max() < 0.012);
}

TEST_CASE("G is the distance from the data: 0 from itself, and without noise minus likelihood and entropy") {
  Stream stream(3);
  const auto patterns = datasets::encoder_patterns<float>(4);
  const arma::vec shown = shown_distribution(patterns, {});
  for (const double T : {1.0, 10.0}) {
    const Machine machine = drawn_encoder({4, 2}, 2, stream);
    const arma::vec own = free_distribution(machine, T);
    CHECK(arma::accu(own) == Approx(1));
    CHECK(divergence(own, machine, T) == Approx(0).margin(1e-12));
    CHECK(divergence(shown, machine, T) ==
          Approx(-std::log(4.0) - boltzmann::log_likelihood(machine, patterns, T)));
    CHECK(divergence(shown_distribution(patterns, {0.15, 0.05}), machine, T) > 0);
  }
}

TEST_CASE("a machine without a code is as far off as its groups know of each other, and farther") {
  const auto patterns = datasets::encoder_patterns<float>(4);
  CHECK(mutual_information(shown_distribution(patterns, {})) == Approx(std::log(4.0)));
  const arma::vec alone = shown_distribution(arma::fmat("1; 0; 0; 1"), {0.15, 0.05});
  CHECK(mutual_information(alone) == Approx(0).margin(1e-12));
  const arma::vec shown = shown_distribution(patterns, {0.15, 0.05});
  Stream stream(4);
  for (int trial = 0; trial < 20; ++trial) {  // hidden units that no one hears
    Machine machine = drawn_encoder({4, 2}, 2, stream);
    machine.change([](float w, arma::uword, arma::uword j) { return j >= 8 ? 0.0F : w; });
    CHECK(divergence(shown, machine, 1) >= mutual_information(shown));
  }
}

TEST_CASE("exact answers are those of the enumerated machine, and what sampling at that temperature gives") {
  Stream stream(5);
  const auto patterns = datasets::encoder_patterns<float>(3);
  const Machine machine = drawn_encoder({3, 2}, 1.5, stream);
  double sum = 0;
  for (arma::uword mu = 0; mu < 3; ++mu) {
    arma::fvec s(8, arma::fill::zeros);
    s.head(3) = patterns.col(mu).head(3);
    double right = 0, all = 0;
    boltzmann::enumerate(machine, s, {3, 4, 5, 6, 7}, [&](const arma::vec& state, double E) {
      all += std::exp(-E / 2);
      if (state[3 + mu] == 1 && arma::accu(state.subvec(3, 5)) == 1) right += std::exp(-E / 2);
    });
    sum += right / all / 3;
  }
  CHECK(exact_answers(machine, patterns, 2) == Approx(sum));
  const Score sampled = score(machine, patterns, held_at("held", 2, 5), 2000, stream);
  CHECK(sampled.asked == 6000);
  CHECK(sampled.share() == Approx(sum).margin(0.025));
}

TEST_CASE("a clear encoder answers right when annealed, its energies end at the right answer's") {
  const Machine machine = small_encoder(20);
  const auto patterns = datasets::encoder_patterns<float>(2);
  CHECK(codes_of(machine, patterns).all_different());
  Stream stream(6);
  CHECK(score(machine, patterns, annealed(4), 50, stream).share() == 1);
  const Way way = annealed(3);
  CHECK(way.sweeps == 3 * cooling().size());
  const Answer one = answer(machine, patterns, 1, way, stream, true);
  CHECK(one.energies.size() == way.sweeps);
  CHECK(one.right);
  CHECK(one.energies.back() == Approx(0).margin(1e-4));
  CHECK(answer(machine, patterns, 1, way, stream).energies.empty());
}

TEST_CASE("codes are kept in the share of cycles in which all of them are there") {
  Learnt one{.size = {4, 2}, .run = 0, .limit = 10};
  one.different = {1, 3, 4, 4, 3, 4};
  CHECK(one.kept() == 1);  // never solved: none was lost
  one.solved = 3;
  CHECK(one.kept() == Approx(2.0 / 3));
}
