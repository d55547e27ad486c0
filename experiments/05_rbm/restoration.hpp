// Half of a picture is hidden and filled in by machines, by Hopfield nets and by simple guesses.
#pragma once
#include <armadillo>
#include <array>
#include <string>
#include <vector>

#include "training.hpp"

namespace unroll::experiments::restricted {

inline constexpr std::array<const char*, 4> halves{"left", "right", "top", "bottom"};

// 1 for the pixels of a picture of side × side, column by column, that are hidden in half number `half`.
arma::uvec hidden_pixels(arma::uword side, std::size_t half);

// What fills in a half: two restricted Boltzmann machines, two Hopfield nets, and two guesses without a network.
inline constexpr std::array<const char*, 6> methods{"machine (bits)",  "machine (grey)",
                                                    "Hopfield (Hebb)", "Hopfield (projection)",
                                                    "nearest picture", "commonest ink"};

// A half of the thresholded test pictures as each of `methods` restores it: pixels × pictures in 0 … 1. All see the same
// training pictures and begin at the same cue: the half that is left, and the commonest ink of each hidden pixel.
using Restored = std::array<arma::fmat, methods.size()>;

// The machines were trained on thresholded and on grey pictures.
std::vector<Restored> restore(const lab::Point& at, const Split& split, arma::uword side,
                              const boltzmann::Restricted<float>& of_bits,
                              const boltzmann::Restricted<float>& of_grey);

// The share of the hidden pixels that are wrong, thresholded.
double wrong_share(const arma::fmat& guess, const arma::fmat& truth, const arma::uvec& hidden);

}  // namespace unroll::experiments::restricted
