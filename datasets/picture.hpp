// Pictures: grey values in memory, and the patterns of -1/+1 that networks store.
//
// Shapes: a picture is rows × columns; its pattern is the same numbers column by column, rows·columns long.
#pragma once
#include <armadillo>
#include <cstdint>
#include <string>

namespace unroll::datasets {

struct Picture {
  std::string name;
  arma::Mat<std::uint8_t> gray;  // 0 is black (ink), 255 is white (paper)
};

}  // namespace unroll::datasets
