#include "networks.hpp"

#include <cmath>
#include <stdexcept>

#include "models/core/free_run.hpp"
#include "models/core/losses.hpp"
#include "models/elman/elman.hpp"
#include "models/gru/gru.hpp"
#include "models/lstm/lstm.hpp"

namespace unroll::experiments::music {
namespace {

const Cell& cell_called(const std::string& kind) {
  if (kind == "tanh") return cell_of<Elman<>>();
  if (kind == "gru") return cell_of<Gru<>>();
  if (kind == "lstm") return cell_of<Lstm<Forget::gate, Peephole::diagonal>>();
  throw std::invalid_argument("\"" + kind + "\" is none of tanh, gru, lstm");
}

}  // namespace

Net network_of(const std::string& kind, arma::uword units) {
  return {.stack = stack_of<Recurrent>(1, cell_called(kind), keys, units), .outputs = keys};
}

double nll_of(const Net& net, const arma::fvec& theta, const std::vector<Batch>& batches, Mean mean,
              Tapes& tapes) {
  double sum = 0, count = 0;
  for (const Batch& batch : batches) {
    const arma::uvec& lengths = batch.given.lengths;
    arma::mat weights = each_step(batch.x.n_cols, batch.x.n_slices, lengths);
    if (mean == Mean::of_pieces) weights.each_col() /= arma::conv_to<arma::vec>::from(lengths);
    net.forward(theta, batch.x, batch.given, tapes);
    sum += binary_cross_entropy(tapes.y, batch.targets, weights, tapes.dy);
    count += mean == Mean::of_pieces ? static_cast<double>(lengths.n_elem) : steps_of(batch);
  }
  return sum / count;
}

datasets::Piece continuation(const Net& net, const arma::fvec& theta, const datasets::Piece& beginning,
                             std::size_t steps, Stream& stream) {
  datasets::Piece piece;
  const arma::fcube silence(keys, 1, 1, arma::fill::zeros);
  free_run<Recurrent, float>(net, theta, silence, steps, {}, [&](arma::uword, const arma::fmat& a) {
    arma::fcube x = silence;
    for (arma::uword k = 0; k < keys; ++k)
      x[k] = stream.chance(1 / (1 + std::exp(-static_cast<double>(a[k]))));
    if (piece.size() < beginning.size()) x.slice(0).col(0) = keys_of(beginning[piece.size()]);
    piece.push_back(chord_of(x.slice(0).col(0)));
    return x;
  });
  return piece;
}

}  // namespace unroll::experiments::music
