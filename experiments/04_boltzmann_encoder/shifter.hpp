// The shifter of 1986: by which shift did one row of bits come from the other?
#pragma once
#include "datasets/shifter.hpp"
#include "encoder.hpp"

namespace unroll::experiments::encoder {

inline constexpr arma::uword shifter_width = 8, shifter_rows = 2 * shifter_width,
                             shifter_visible = shifter_rows + datasets::shifts, shifter_hidden = 24;

boltzmann::Cycle cycle_of_1986();

// Both rows are clamped and the machine annealed as in learning; its answer is the shift unit that is on most often in
// the sweeps that the cycle counts, one drawn at random of several. Returns how many of `cases` answers are right, in
// cases in which `on` bits of a row are on.
Score name_shifts(const Machine& machine, arma::uword on, arma::uword cases, Stream& stream);

}  // namespace unroll::experiments::encoder
