#include "shifter.hpp"

#include <stdexcept>
#include <string>

namespace unroll::datasets {
namespace {

void check_width(arma::uword width) {
  if (width < shifts)
    throw std::invalid_argument("rows of " + std::to_string(width) +
                                " bits were to be shifted; it takes 3 to tell left from right");
}

// Column k from its row, which stands in x already.
void shift_row(ShiftedRows& rows, arma::uword k, arma::uword width, Stream& stream) {
  const arma::uword shift = rows.shift[k] = stream.below(shifts);
  for (arma::uword i = 0; i < width; ++i)  // shift - 1 places to the right
    rows.x(width + (i + width + shift - 1) % width, k) = rows.x(i, k);
  rows.x(2 * width + shift, k) = 1;
}

ShiftedRows blank(arma::uword n, arma::uword width) {
  check_width(width);
  return {arma::fmat(2 * width + shifts, n, arma::fill::zeros), arma::uvec(n)};
}

}  // namespace

ShiftedRows shifted_rows(arma::uword n, arma::uword width, double on, Stream& stream) {
  ShiftedRows rows = blank(n, width);
  for (arma::uword k = 0; k < n; ++k) {
    for (arma::uword i = 0; i < width; ++i) rows.x(i, k) = stream.chance(on) ? 1.0F : 0.0F;
    shift_row(rows, k, width, stream);
  }
  return rows;
}

ShiftedRows shifted_rows_with(arma::uword count, arma::uword n, arma::uword width, Stream& stream) {
  ShiftedRows rows = blank(n, width);
  for (arma::uword k = 0; k < n; ++k) {
    for (const std::size_t i : stream.sample(count, width)) rows.x(i, k) = 1;
    shift_row(rows, k, width, stream);
  }
  return rows;
}

}  // namespace unroll::datasets
