// The parts of experiment 18: pieces as networks read them, numbers of weights, likelihoods, samples.
#include <algorithm>
#include <cmath>

#include "chorales_of_tests.hpp"
#include "experiments/18_gru_against_lstm/networks.hpp"
#include "experiments/18_gru_against_lstm/pieces.hpp"
#include "models/core/initial_theta.hpp"
#include "tests/catch.hpp"

using namespace unroll;
using namespace unroll::experiments::music;
using datasets::Chord, datasets::Piece;

TEST_CASE("the input of a batch is the target of the step before, silence comes first and last") {
  const auto pieces = small_chorales().train;
  std::vector<const Piece*> some;
  for (const Piece& piece : pieces) some.push_back(&piece);
  const Batch batch = batch_of(some);
  REQUIRE(batch.x.n_rows == 88);
  REQUIRE(batch.x.n_cols == pieces.size());
  double steps = 0;
  for (arma::uword b = 0; b < pieces.size(); ++b) {
    const Piece& piece = pieces[b];
    CHECK(batch.given.lengths[b] == piece.size());
    steps += static_cast<double>(piece.size());
    CHECK(arma::accu(batch.x.slice(0).col(b)) == 0);
    for (std::size_t t = 0; t < batch.targets.n_slices; ++t) {
      const Chord said = chord_of(batch.targets.slice(t).col(b));
      REQUIRE(said == (t < piece.size() ? piece[t] : Chord{}));
      if (t > 0)
        REQUIRE(chord_of(batch.x.slice(t).col(b)) == (t - 1 < piece.size() ? piece[t - 1] : Chord{}));
    }
  }
  CHECK(steps_of(batch) == steps);
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
    return network_of(name, units).stack.parameters();
  };
  CHECK(layer("tanh", 100) == 18900);
  CHECK(layer("gru", 46) == 18630);
  CHECK(layer("lstm", 36) == 18108);
  CHECK(network_of("tanh", 100).parameters() == 18900 + 88 * 101);
  CHECK_THROWS_AS(network_of("relu", 3), std::invalid_argument);
}

TEST_CASE("the NLL of pieces does not depend on which are side by side, nor on what follows their ends") {
  const auto pieces = small_chorales().train;
  for (const std::string name : {"tanh", "gru", "lstm"}) {
    INFO(name);
    const Net net = network_of(name, 5);
    Stream stream(3);
    const arma::fvec theta = initial_theta<float>(net, stream);
    Tapes tapes;
    double sum = 0, means = 0, steps = 0;  // piece by piece, in the order of the file, without a mask
    for (const Piece& piece : pieces) {
      const Batch batch = batch_of({&piece});
      net.forward(theta, batch.x, {}, tapes);
      double cost = 0;
      for (arma::uword k = 0; k < tapes.y.n_elem; ++k) {
        const double a = static_cast<double>(tapes.y[k]), p = 1 / (1 + std::exp(-a));
        cost -= std::log(batch.targets[k] > 0 ? p : 1 - p);
      }
      sum += cost;
      means += cost / steps_of(batch);
      steps += steps_of(batch);
    }
    for (const std::size_t size : {1, 3, 12, 50}) {
      const auto batches = batches_by_length(pieces, size);
      CHECK(batches.size() == (pieces.size() + size - 1) / size);
      CHECK(nll_of(net, theta, batches, Mean::of_steps, tapes) == Approx(sum / steps).epsilon(1e-5));
      CHECK(nll_of(net, theta, batches, Mean::of_pieces, tapes) ==
            Approx(means / static_cast<double>(pieces.size())).epsilon(1e-5));
    }
  }
}

TEST_CASE("no model without memory has a lower NLL on the training pieces than their own frequencies") {
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
    "a continuation keeps its beginning, has the length that is asked for, and depends on its stream alone") {
  const Net net = network_of("gru", 5);
  Stream weights(4);
  const arma::fvec theta = initial_theta<float>(net, weights);
  const Piece begun{{60, 64}, {}, {67}};
  const auto sample = [&](std::uint64_t seed, std::size_t steps) {
    Stream stream(seed);
    return continuation(net, theta, begun, steps, stream);
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
