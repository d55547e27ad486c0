// Pictures drawn by formulas, for when no files are at hand: black on white, sharp at any size.
#pragma once
#include <vector>

#include "picture.hpp"

namespace unroll::datasets {

// Twelve pictures of size × size, always the same and in the same order: ring, cross, heart, spiral,
// checkerboard, stripes, triangle, star, face, house, arrow, moon. Each pixel is 0 or 255.
// Throws std::invalid_argument for a size outside 8 … longest_side.
std::vector<Picture> drawn_pictures(arma::uword size);

}  // namespace unroll::datasets
