// Chorales as a network reads them: notes on a piano's 88 keys, 1 where one sounds.
#pragma once
#include <armadillo>
#include <vector>

#include "datasets/chorales.hpp"
#include "experiments/lab/run.hpp"

namespace unroll::experiments::music {

inline constexpr int lowest = 21, highest = 108;  // notes of the keys, as MIDI counts
inline constexpr arma::uword keys = highest - lowest + 1;

// Some pieces side by side, as long as the longest of them: x keys × B × T what is read, y what is to be
// said. x_1 is silence and x_t = y_{t-1}; after its own length a piece is silence.
struct Roll {
  arma::fcube x, y;
  arma::uvec lengths;  // B

  double steps() const { return static_cast<double>(arma::accu(lengths)); }
};

// Throws std::out_of_range for a note that no key has.
Roll roll_of(const std::vector<const datasets::Piece*>& pieces);

// A column of the 88 keys, 1 where a note of the chord is.
arma::fvec keys_of(const datasets::Chord& chord);
datasets::Chord chord_of(const arma::fvec& keys);

// The pieces in rolls of up to `batch`, neighbours in length together, so that little is silence.
std::vector<Roll> rolls_by_length(const std::vector<datasets::Piece>& pieces, std::size_t batch);

// The chorales of --file, or of the catalogue; of those to train on, the first --pieces. Throws lab::Error if
// they cannot be had or are not right, and for a note that is not on a piano.
datasets::Chorales chosen_chorales(lab::Run& run);

// The model without memory: each note by itself, as often as in the pieces that it has seen.
struct Memoryless {
  arma::vec p;  // 88: (times + 1/2) / (steps + 1), so that no note is impossible

  explicit Memoryless(const std::vector<datasets::Piece>& pieces);
  double nll(const std::vector<datasets::Piece>& pieces) const;  // mean over all steps, in nats
};

}  // namespace unroll::experiments::music
