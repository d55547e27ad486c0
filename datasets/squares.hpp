// Jordan's squares: the four corners of a square, over and over, one way round or the other.
//
// The plan says which way. Two numbers are asked for at each step, the corner's place. The corners are a
// quarter from the edges of what an output can be, 0 … 1. Whoever always says the middle is off by 0.25 (root
// mean square), and so is, at best, whoever knows the way and not the corner, or the corner and not the way.
//
// Source: M. I. Jordan, "Serial order: a parallel distributed processing approach", ICS report 8604, UC San
// Diego (1986), reprinted in Advances in Psychology 121 (1997) 471–495, the simulation of a limit cycle,
// after memory. The second way round is ours: it shows what the plan is for.
#pragma once
#include <armadillo>

namespace unroll::datasets {

enum class Way { anticlockwise, clockwise };

// 2 × 4: the corners in order, beginning at the lower left.
arma::mat square_corners(Way way);

// 2 × laps·4. Throws std::invalid_argument for no laps.
arma::mat square(arma::uword laps, Way way);

}  // namespace unroll::datasets
