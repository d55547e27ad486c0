// The parts of experiment 04: codes, divergence, training, answers, the shifter.
#include <cmath>

#include "datasets/encoder.hpp"
#include "experiments/04_boltzmann_encoder/divergence.hpp"
#include "experiments/04_boltzmann_encoder/encoder.hpp"
#include "experiments/04_boltzmann_encoder/shifter.hpp"
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
  const Score sampled = score(machine, patterns, constant("held", 2, 5), 2000, stream);
  CHECK(sampled.asked == 6000);
  CHECK(sampled.share() == Approx(sum).margin(0.025));
}

TEST_CASE("a clear encoder answers right when annealed, its energies end at the right answer's") {
  const Machine machine = small_encoder(20);
  const auto patterns = datasets::encoder_patterns<float>(2);
  CHECK(codes_of(machine, patterns).all_different());
  Stream stream(6);
  CHECK(score(machine, patterns, annealed(4), 50, stream).share() == 1);
  const Schedule schedule = annealed(3);
  CHECK(schedule.sweeps() == 3 * temperatures.size());
  CHECK(constant("cold", 1, 3).sweeps() == schedule.sweeps());
  const Answer one = answer(machine, patterns, 1, schedule, stream, true);
  CHECK(one.energies.size() == schedule.sweeps());
  CHECK(one.right);
  CHECK(one.energies.back() == Approx(0).margin(1e-4));
  CHECK(answer(machine, patterns, 1, schedule, stream).energies.empty());
}

TEST_CASE("codes are kept in the share of cycles in which all of them are there") {
  Trained one{
      .size = {4, 2}, .machine = Machine(boltzmann::encoder_links(4, 2)), .different = {}, .distance = {}};
  one.different = {1, 3, 4, 4, 3, 4};
  CHECK(one.kept() == 1);  // never solved: none was lost
  one.solved = 3;
  CHECK(one.kept() == Approx(2.0 / 3));
  CHECK(one.all_different());
  one.solved = 6;
  CHECK(one.kept() == 1);
  one.different.back() = 3;
  CHECK(!one.all_different());
}

TEST_CASE(
    "training ends as asked: after all codes are different, at least so late, or at the limit without") {
  const auto cycle = cycle_of_1985({4, 2}, 0.15, Order::random_choice);
  Stream stream(7);
  const Trained solved = train({{4, 2}, 2000, 5}, cycle, stream);
  REQUIRE(solved.solved);
  CHECK(solved.cycles() == *solved.solved + 5);
  CHECK(solved.different[*solved.solved - 1] == 4);
  CHECK(solved.distance.size() == solved.cycles());
  const auto patterns = datasets::encoder_patterns<float>(4);
  CHECK(codes_of(*solved.at_solved, patterns).all_different());
  CHECK(codes_of(solved.machine, patterns).different() == solved.different.back());
  CHECK(solved.divergence.empty());
  for (arma::uword k = 0; k + 1 < *solved.solved; ++k) CHECK(solved.different[k] < 4);
  const Trained longer = train({{4, 3}, 2000, 0, 300}, cycle, stream);
  CHECK(longer.cycles() >= 300);
  const Trained failed = train({{4, 1}, 6, 5, 100, true}, cycle, stream);  // one unit has two codes
  CHECK(failed.cycles() == 6);
  CHECK(!failed.solved);
  CHECK(!failed.at_solved);
  REQUIRE(failed.divergence.size() == 7);
  CHECK(failed.divergence.front() == Approx(2.2432).margin(1e-3));  // without any weights
  CHECK(failed.divergence.back() ==
        Approx(divergence(shown_distribution(patterns, cycle.noise), failed.machine, cycle.T)));
}

TEST_CASE("the noise of 1985 turns on as many units of a group in any encoder") {
  for (const arma::uword v : {4, 8, 40}) {
    const auto cycle = cycle_of_1985({v, 3}, 0.15, Order::permutation);
    CHECK(cycle.noise.on * static_cast<double>(v - 1) == Approx(0.15));
    CHECK(cycle.noise.off == 0.15);
    CHECK(cycle.order == Order::permutation);
  }
}

TEST_CASE("a shifter whose hidden units see a bit, its place in the other row and a shift names the shift") {
  // One hidden unit for each bit and shift: it is on where the bit and its place in the other row are on, and turns the
  // unit of that shift on. A bit and a shift alone do not turn it on.
  Machine machine(boltzmann::between_layers(shifter_visible, shifter_hidden));
  machine.change([](float, arma::uword i, arma::uword j) -> float {
    if (i == j) return i < shifter_rows ? 0 : i < shifter_visible ? -40 : -300;
    const arma::uword h = std::max(i, j), v = std::min(i, j);
    if (h < shifter_visible || v >= shifter_visible) return 0;
    const arma::uword bit = (h - shifter_visible) % shifter_width,
                      shift = (h - shifter_visible) / shifter_width;
    const arma::uword moved = (bit + shift + shifter_width - 1) % shifter_width;  // left, none, right
    return v == bit || v == shifter_width + moved ? 200 : v == shifter_rows + shift ? 80 : 0;
  });
  Stream stream(8);
  const Score one = name_shifts(machine, 1, 60, stream);
  CHECK(one.asked == 60);
  CHECK(one.share() > 0.95);
  const Machine blank(boltzmann::between_layers(shifter_visible, shifter_hidden));
  CHECK(name_shifts(blank, 3, 300, stream).share() == Approx(1.0 / 3).margin(0.1));
}
