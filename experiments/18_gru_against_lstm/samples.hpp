// What a network makes up when it hears its own chords.
#pragma once
#include "training.hpp"

namespace unroll::experiments::music {

// The first chords of a piece, and then what the network says: each note drawn by itself, with its
// probability. `steps` chords in all.
datasets::Piece continued(const Net& net, const arma::fvec& theta, const datasets::Piece& begun,
                          std::size_t steps, Stream& stream);

// With the first seed: --samples of them, from the first --begin chords of the first test pieces and as long
// as these. With other seeds none.
std::vector<datasets::Piece> samples_of(const lab::Run& run, const Material& material, const Net& net,
                                        const arma::fvec& theta, const Trained& trained);

// How many there are: no more than test pieces.
std::size_t sample_count(const lab::Run& run, const Material& material);

}  // namespace unroll::experiments::music
