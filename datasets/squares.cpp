#include "squares.hpp"

#include <stdexcept>

namespace unroll::datasets {

arma::mat square_corners(Way way) {
  constexpr double low = 0.25, high = 0.75;
  const arma::mat anticlockwise{{low, high, high, low}, {low, low, high, high}};
  return way == Way::anticlockwise ? anticlockwise : arma::mat(arma::flipud(anticlockwise));
}

arma::mat square(arma::uword laps, Way way) {
  if (laps == 0)
    throw std::invalid_argument("0 laps around the square were asked for; there must be at least 1");
  return arma::repmat(square_corners(way), 1, laps);
}

}  // namespace unroll::datasets
