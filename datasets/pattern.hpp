// Patterns: pictures as networks store them, one unit a pixel, +1 for ink and -1 for paper; and the
// resizing that brings pictures to one size.
//
// Shapes: a picture is rows × columns; its pattern is the same pixels column by column, rows·columns long.
#pragma once
#include <armadillo>
#include <optional>
#include <string>
#include <string_view>

#include "picture.hpp"

namespace unroll::datasets {

// Where ink ends: pixels darker than `gray` are ink. Without a value each picture gets its own, by Otsu.
struct Threshold {
  std::optional<int> gray;  // 0 … 255
};

// Reads "otsu" or a number of 0 … 255; throws std::invalid_argument for anything else.
Threshold parse_threshold(std::string_view text);

// The threshold 1 … 255 that splits the picture into the two classes, darker and not, with the greatest
// variance between them: N. Otsu, "A threshold selection method from gray-level histograms", IEEE Trans.
// Systems, Man, and Cybernetics 9 (1979) 62–66, equation 18. Where the classes leave a gap, all thresholds
// in it are equal and the middle one is taken. A picture of a single grey value has no two classes: the
// answer is then 128, so that a dark sheet is all ink and a light one all paper.
// Throws std::invalid_argument for a picture without pixels.
int otsu(const Picture& picture);

// The pattern of a picture, rows·columns values -1 or +1. Throws std::invalid_argument for a picture without
// pixels or a threshold outside 0 … 255.
arma::fvec as_pattern(const Picture& picture, Threshold threshold = {});

// The picture of a pattern or of any activity: +1 and more is black, -1 and less is white, grey between.
// Throws std::invalid_argument unless pattern has rows·columns values.
Picture as_picture(const arma::fvec& pattern, arma::uword rows, arma::uword columns, std::string name);

// The picture at another size. A new pixel is the mean of the area that it covers in the old picture,
// parts of pixels counted by their area and the result rounded once; the mean grey is kept, both ways.
// Enlarging by a whole factor thus repeats pixels, and no grey that was not there appears: glyphs and
// bitmaps keep their corners, which interpolation would round off before the threshold.
// Throws std::invalid_argument for a picture without pixels or a side outside 1 … longest_side.
Picture resize(const Picture& picture, arma::uword rows, arma::uword columns);

// The picture inside a square of size × size: resized to touch two opposite edges, its shape kept, centred
// on white (an odd rest goes to the right and the bottom). Throws as resize does.
Picture fit(const Picture& picture, arma::uword size);

}  // namespace unroll::datasets
