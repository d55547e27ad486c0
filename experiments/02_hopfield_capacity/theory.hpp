// What theory says of random patterns under Hebb's rule, N units, P patterns, load α = P/N, states -1/+1
//
//   (1)  y [√(2α) + (2/√π) e^(-y²)] = erf(y),   m = erf(y)    overlap of a memory at rest, endless N
//   (2)  P_error = ½ erfc(√(N/2P)) = ½ erfc(√(1/2α))           a unit's error after one synchronous step
//   (3)  σ² = χ² N, χ² with P - 1 degrees of freedom           crosstalk of one memory, the same at all its
//   units
//
// Sources: (1) after Amit, Gutfreund & Sompolinsky 1985 and 1987, at temperature 0, replica symmetric.
// (2) after Hertz, Krogh & Palmer 1991, table 2.1. (3) our own refinement of Hopfield 1982, eq. [10]: a
// memory's overlaps with the others are the same for all its units, so its errors come in company.
#pragma once
#include "models/hopfield/network.hpp"

namespace unroll::experiments::capacity {

// (1) solved for the load at which y is a solution.
double load_of(double y);

// The largest load for which (1) has a solution with m > 0, and that solution.
struct Transition {
  double load = 0, y = 0, overlap = 0;
};
Transition transition();

// (1) solved for m at a load, on the branch of memories at rest; 0 beyond the transition.
double overlap_at_rest(double load);

// (2) where a unit's signal is √`kept` times that of unclipped weights; 2/π for clipped ones.
double error_probability(double load, double kept = 1);

// The share of memories without a wrong unit by eq. [10] with independent units, (1 - P)^N.
double exact_share_independent(double units, double memories, hopfield::Coding coding);

// The same by (3), averaged over χ².
double exact_share(double units, double memories, hopfield::Coding coding);

}  // namespace unroll::experiments::capacity
