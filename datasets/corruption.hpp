// Corruptions: what is done to a stored pattern before a network has to restore it.
//
// Shapes: a pattern is a picture of rows × columns, column by column, values -1 (paper) and +1 (ink).
#pragma once
#include <armadillo>
#include <string>
#include <string_view>

#include "../models/core/random.hpp"

namespace unroll::datasets {

struct Corruption {
  enum class Kind {
    flip,   // exactly round(amount · N) different units, drawn at random, change sign; amount in 0 … 1
    half,   // the half at `side` becomes paper; of an odd number of rows or columns, the smaller part
    noise,  // normal noise of standard deviation amount ≥ 0 is added, then the sign taken
    shift   // moved by amount columns to the right (to the left if negative); what moves in is paper, what
            // moves out is lost, as when a sheet slips in the scanner; amount whole, |amount| < columns
  };
  enum class Side { left, right, top, bottom };

  Kind kind = Kind::flip;
  double amount = 0;       // of flip, noise and shift
  Side side = Side::left;  // of half

  bool operator==(const Corruption&) const = default;
};

// Reads flip:0.2, half:left (right, top, bottom), noise:0.5 or shift:-2. Throws std::invalid_argument that
// quotes the text and lists the right forms.
Corruption parse_corruption(std::string_view text);

// The shortest text that parse_corruption reads as the same corruption.
std::string to_string(const Corruption& corruption);

// The corrupted copy of a pattern. Only flip and noise draw from the stream. Throws std::invalid_argument
// that names both shapes unless the pattern has rows·columns values, and for a shift as wide as the picture
// or an amount out of range.
arma::fvec corrupt(const arma::fvec& pattern, arma::uword rows, arma::uword columns,
                   const Corruption& corruption, Stream& stream);

}  // namespace unroll::datasets
