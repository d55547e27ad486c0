// Chorales as a network reads them: 88 piano keys, 1 for each that sounds.
#pragma once
#include <armadillo>
#include <vector>

#include "datasets/chorales.hpp"
#include "experiments/lab/harness/batch.hpp"
#include "experiments/lab/run.hpp"

namespace unroll::experiments::music {

inline constexpr int lowest = 21, highest = 108;  // MIDI notes of the keys
inline constexpr arma::uword keys = highest - lowest + 1;

// Pieces side by side, as long as the longest of them: inputs x and targets y, keys × B × T. x_1 is silence and
// x_t = y_{t-1}; after its own length a piece is silence. The loss is the mean over the steps of all pieces.
using Batch = lab::Batch<float>;

// Throws std::out_of_range for a note that no key has.
Batch batch_of(const std::vector<const datasets::Piece*>& pieces);
inline double steps_of(const Batch& batch) { return static_cast<double>(arma::accu(batch.given.lengths)); }

// A column of the 88 keys, 1 for each note of the chord.
arma::fvec keys_of(const datasets::Chord& chord);
datasets::Chord chord_of(const arma::fvec& keys);

// The pieces in batches of up to `size`, pieces of similar length together, so that little is silence.
std::vector<Batch> batches_by_length(const std::vector<datasets::Piece>& pieces, std::size_t size);

// The chorales of --file, or of the catalogue; the training pieces are the first --pieces. Throws lab::Error if they
// are missing or wrong, and for a note that is not on a piano.
datasets::Chorales chosen_chorales(lab::Run& run);

// The model without memory: each note by itself, as often as in the pieces that it was made from.
struct Memoryless {
  arma::vec p;  // 88: (times + 1/2) / (steps + 1), so that no note is impossible

  explicit Memoryless(const std::vector<datasets::Piece>& pieces);
  double nll(const std::vector<datasets::Piece>& pieces) const;  // mean over all steps, in nats
};

}  // namespace unroll::experiments::music
