#include "samples.hpp"

#include <algorithm>
#include <cmath>

#include "experiments/lab/seeds.hpp"
#include "models/core/free_run.hpp"

namespace unroll::experiments::music {

datasets::Piece continued(const Net& net, const arma::fvec& theta, const datasets::Piece& begun,
                          std::size_t steps, Stream& stream) {
  datasets::Piece piece;
  const arma::fcube silence(keys, 1, 1, arma::fill::zeros);
  free_run<Recurrent, float>(net, theta, silence, steps, {}, [&](arma::uword, const arma::fmat& a) {
    arma::fcube x = silence;
    for (arma::uword k = 0; k < keys; ++k)
      x[k] = stream.chance(1 / (1 + std::exp(-static_cast<double>(a[k]))));
    if (piece.size() < begun.size()) x.slice(0).col(0) = keys_of(begun[piece.size()]);
    piece.push_back(chord_of(x.slice(0).col(0)));
    return x;
  });
  return piece;
}

std::size_t sample_count(const lab::Run& run, const Material& material) {
  return std::min(run.settings().count("samples"), material.pieces.test.size());
}

std::vector<datasets::Piece> samples_of(const lab::Run& run, const Material& material, const Net& net,
                                        const arma::fvec& theta, const Trained& trained) {
  std::vector<datasets::Piece> samples;
  if (trained.seed != lab::parse_seeds(run.settings().word("seeds")).front()) return samples;
  const auto begin = run.settings().count("begin");
  for (std::size_t k = 0; k < sample_count(run, material); ++k) {
    const datasets::Piece& real = material.pieces.test[k];
    Stream stream = run.stream(trained.net, k, "samples");
    const auto last = real.begin() + static_cast<std::ptrdiff_t>(std::min(begin, real.size()));
    samples.push_back(continued(net, theta, {real.begin(), last}, real.size(), stream));
  }
  return samples;
}

}  // namespace unroll::experiments::music
