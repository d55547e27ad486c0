// What experiment 18 is made of: pieces as networks read them, weights counted, likelihoods, samples.
#include <algorithm>
#include <cmath>

#include "chorales_of_tests.hpp"
#include "experiments/18_gru_against_lstm/nets.hpp"
#include "experiments/18_gru_against_lstm/pieces.hpp"
#include "experiments/18_gru_against_lstm/samples.hpp"
#include "experiments/18_gru_against_lstm/scores.hpp"
#include "models/core/initial_theta.hpp"
#include "tests/catch.hpp"

using namespace unroll;
using namespace unroll::experiments::music;
using datasets::Chord, datasets::Piece;

TEST_CASE("a roll reads at each step what was to be said at the step before, and silence first and last") {
  const auto pieces = small_chorales().train;
  std::vector<const Piece*> some;
  for (const Piece& piece : pieces) some.push_back(&piece);
  const Roll roll = roll_of(some);
  REQUIRE(roll.x.n_rows == 88);
  REQUIRE(roll.x.n_cols == pieces.size());
  double steps = 0;
  for (arma::uword b = 0; b < pieces.size(); ++b) {
    const Piece& piece = pieces[b];
    CHECK(roll.lengths[b] == piece.size());
    steps += static_cast<double>(piece.size());
    CHECK(arma::accu(roll.x.slice(0).col(b)) == 0);
    for (std::size_t t = 0; t < roll.y.n_slices; ++t) {
      const Chord said = chord_of(roll.y.slice(t).col(b));
      REQUIRE(said == (t < piece.size() ? piece[t] : Chord{}));
      if (t > 0) REQUIRE(chord_of(roll.x.slice(t).col(b)) == (t - 1 < piece.size() ? piece[t - 1] : Chord{}));
    }
  }
  CHECK(roll.steps() == steps);
}

TEST_CASE("the 88 keys are a piano's, from 21 to 108") {
  for (int note = lowest; note <= highest; ++note) CHECK(chord_of(keys_of({note})) == Chord{note});
  CHECK(keys_of({21})[0] == 1);
  CHECK(keys_of({108})[87] == 1);
  CHECK_THROWS_AS(keys_of({20}), std::out_of_range);
  CHECK_THROWS_AS(keys_of({109}), std::out_of_range);
}

TEST_CASE("the published sizes have the weights that their equations ask for") {
  const auto layer = [](const std::string& name, arma::uword units) {
    return layer_weights(net_of(name, units));
  };
  CHECK(layer("tanh", 100) == 18900);
  CHECK(layer("gru", 46) == 18630);
  CHECK(layer("lstm", 36) == 18108);
  CHECK(all_weights(net_of("tanh", 100)) == 18900 + 88 * 101);
  CHECK_THROWS_AS(net_of("relu", 3), std::invalid_argument);
}

TEST_CASE("what pieces cost does not depend on which are side by side, nor on what follows their ends") {
  const auto pieces = small_chorales().train;
  for (const std::string name : {"tanh", "gru", "lstm"}) {
    INFO(name);
    const Net net = net_of(name, 5);
    Stream stream(3);
    const arma::fvec theta = initial_theta<float>(net, stream);
    Tapes tapes;
    double sum = 0, means = 0, steps = 0;  // piece by piece, in the order of the file, without a mask
    for (const Piece& piece : pieces) {
      const Roll roll = roll_of({&piece});
      net.forward(theta, roll.x, {}, tapes);
      double cost = 0;
      for (arma::uword k = 0; k < tapes.y.n_elem; ++k) {
        const double a = static_cast<double>(tapes.y[k]), p = 1 / (1 + std::exp(-a));
        cost -= std::log(roll.y[k] > 0 ? p : 1 - p);
      }
      sum += cost;
      means += cost / roll.steps();
      steps += roll.steps();
    }
    for (const std::size_t batch : {1, 3, 12, 50}) {
      const auto rolls = rolls_by_length(pieces, batch);
      CHECK(rolls.size() == (pieces.size() + batch - 1) / batch);
      CHECK(nll_of(net, theta, rolls, Mean::of_steps, tapes) == Approx(sum / steps).epsilon(1e-5));
      CHECK(nll_of(net, theta, rolls, Mean::of_pieces, tapes) ==
            Approx(means / static_cast<double>(pieces.size())).epsilon(1e-5));
    }
  }
}

TEST_CASE("without memory nothing is cheaper on the training pieces than their own frequencies") {
  const auto pieces = small_chorales().train;
  const Memoryless counted(pieces);
  const double least = counted.nll(pieces);
  for (const int note : {59, 60, 71})
    for (const double by : {-.1, .1}) {
      Memoryless other = counted;
      double& p = other.p[static_cast<arma::uword>(note - lowest)];
      p = std::clamp(p + by, 1e-3, 1 - 1e-3);
      CHECK(other.nll(pieces) > least);
    }
  CHECK(arma::all(counted.p > 0));
  CHECK(arma::all(counted.p < 1));
}

TEST_CASE(
    "a sample begins as it is told to, has the length that is asked for, and hangs on its stream alone") {
  const Net net = net_of("gru", 5);
  Stream weights(4);
  const arma::fvec theta = initial_theta<float>(net, weights);
  const Piece begun{{60, 64}, {}, {67}};
  const auto sample = [&](std::uint64_t seed, std::size_t steps) {
    Stream stream(seed);
    return continued(net, theta, begun, steps, stream);
  };
  const Piece piece = sample(1, 10);
  REQUIRE(piece.size() == 10);
  CHECK(std::equal(begun.begin(), begun.end(), piece.begin()));
  CHECK(piece == sample(1, 10));
  CHECK(piece != sample(2, 10));
  // An untrained network strikes each key with a probability near a half.
  std::size_t notes = 0;
  for (std::size_t t = begun.size(); t < piece.size(); ++t) notes += piece[t].size();
  CHECK((notes > 7 * 88 / 4 && notes < 7 * 88 * 3 / 4));
}
