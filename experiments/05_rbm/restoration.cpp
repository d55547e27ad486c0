#include "restoration.hpp"

#include <fmt/format.h>

#include "models/hopfield/hopfield.hpp"

namespace unroll::experiments::restricted {
namespace {

constexpr arma::uword burn_in = 100, averaged = 100;  // sweeps of Gibbs sampling
constexpr arma::uword longest_recall = 100;           // sweeps of a Hopfield net

// The mean picture of each label, as patterns of -1 and +1, without repetition.
arma::fmat mean_patterns(const Set& train) {
  arma::fmat patterns(train.images.n_rows, 0);
  const arma::fmat bits = thresholded(train.images);
  for (const arma::uword label : arma::uvec(arma::unique(train.labels))) {
    const arma::fvec mean = arma::mean(bits.cols(arma::find(train.labels == label)), 1);
    patterns.insert_cols(patterns.n_cols, 2 * thresholded(mean) - 1);
  }
  return patterns;
}

arma::fmat by_machine(const boltzmann::Restricted<float>& machine, arma::fmat v, const arma::uvec& held,
                      Stream& stream) {
  PlacedRandom random(stream);
  run_chains(machine, v, burn_in, random, held);
  arma::fmat sum(arma::size(v), arma::fill::zeros);
  for (arma::uword sweep = 0; sweep < averaged; ++sweep) sum += run_chains(machine, v, 1, random, held);
  return sum / static_cast<float>(averaged);
}

// Hidden pixels are updated one after another until none changes.
arma::fmat by_hopfield(const hopfield::Network<float>& net, arma::fmat v, const arma::uvec& held,
                       Stream& stream) {
  std::vector<arma::uword> units;
  for (arma::uword i = 0; i < held.n_elem; ++i)
    if (held[i] == 0) units.push_back(i);
  for (arma::uword k = 0; k < v.n_cols; ++k) {
    auto recall = hopfield::start(net, arma::fvec(2 * v.col(k) - 1));
    bool changed = true;
    for (arma::uword sweep = 0; changed && sweep < longest_recall; ++sweep) {
      changed = false;
      stream.shuffle(units);
      for (const arma::uword i : units) {
        const float next = net.updated(recall.h[i], recall.s[i]);
        if (next == recall.s[i]) continue;
        put_unit(net.W(), recall, i, next);
        changed = true;
      }
    }
    v.col(k) = (recall.s + 1) / 2;
  }
  return v;
}

// The training picture whose known half differs least, the first of several.
arma::fmat by_nearest(const arma::fmat& train, arma::fmat v, const arma::uvec& held) {
  const arma::uvec known = arma::find(held), unknown = arma::find(held == 0);
  const arma::fmat seen = train.rows(known);
  const arma::frowvec ink = arma::sum(seen, 0);
  for (arma::uword k = 0; k < v.n_cols; ++k) {
    const arma::fvec cue = arma::fvec(v.col(k)).elem(known);
    // |a - b|² = |a|² - 2 aᵀb + |b|²; the last is the same for all
    const arma::frowvec distance = ink - 2 * (cue.t() * seen);
    const arma::fvec nearest = train.col(distance.index_min());
    for (const arma::uword i : unknown) v.at(i, k) = nearest[i];
  }
  return v;
}

}  // namespace

arma::uvec hidden_pixels(arma::uword side, std::size_t half) {
  arma::uvec hidden(side * side, arma::fill::zeros);
  for (arma::uword column = 0; column < side; ++column)
    for (arma::uword row = 0; row < side; ++row) {
      const arma::uword across = half < 2 ? column : row;
      const bool first = across < side / 2;
      hidden[row + side * column] = half % 2 == 0 ? first : !first;
    }
  return hidden;
}

std::vector<Restored> restore(const lab::Point& at, const Split& split, arma::uword side,
                              const boltzmann::Restricted<float>& of_bits,
                              const boltzmann::Restricted<float>& of_grey) {
  const arma::fmat train = thresholded(split.train.images), truth = thresholded(split.test.images);
  const arma::fvec commonest = thresholded(arma::mean(train, 1));
  const auto hebb = hopfield::store(arma::fmat(2 * train - 1), hopfield::Rule::hebb);
  const auto projection = hopfield::store(mean_patterns(split.train), hopfield::Rule::projection);
  std::vector<Restored> all;
  for (std::size_t half = 0; half < halves.size(); ++half) {
    const arma::uvec hidden = hidden_pixels(side, half), held = 1 - hidden;
    arma::fmat cue = truth;
    for (const arma::uword i : arma::uvec(arma::find(hidden))) cue.row(i).fill(commonest[i]);
    std::vector<Stream> streams;
    for (std::size_t m = 0; m < 4; ++m)
      streams.push_back(at.stream(methods[m], fmt::format("restoration of {}", halves[half])));
    all.push_back({by_machine(of_bits, cue, held, streams[0]), by_machine(of_grey, cue, held, streams[1]),
                   by_hopfield(hebb, cue, held, streams[2]), by_hopfield(projection, cue, held, streams[3]),
                   by_nearest(train, cue, held), cue});
  }
  return all;
}

double wrong_share(const arma::fmat& guess, const arma::fmat& truth, const arma::uvec& hidden) {
  const arma::uvec pixels = arma::find(hidden);
  double count = 0;
  for (arma::uword k = 0; k < truth.n_cols; ++k)
    for (const arma::uword i : pixels) count += (guess.at(i, k) >= 0.5F) != (truth.at(i, k) >= 0.5F);
  return count / static_cast<double>(pixels.n_elem * truth.n_cols);
}

}  // namespace unroll::experiments::restricted
