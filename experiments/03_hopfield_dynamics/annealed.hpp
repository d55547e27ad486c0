// How long cycles should be: the annealed approximation for asymmetric networks, all units at once
//
//   (1)  p(q) = ½ + arcsin(q)/π                two states of overlap q: a unit's two fields are normal with
//                                              correlation q and have the same sign with this probability
//   (2)  d(t+1) ~ Binomial(N, 1 - p(q)),       of the distance d in units, if weights were drawn anew each
//        q = 1 - 2 d/N                         step; p(-q) = 1 - p(q), so closer and closer to the negative
//        too
//   (3)  w = Σ_d π_d p(q_d)^N                  chance that two states become one: π_d is how far apart they
//                                              are while they are neither the same nor opposite
//   (4)  ⟨λ⟩ = ⅜ √(π/w)                        of t earlier states each is met again with w, and with w its
//                                              negative: the loop closes at T with P(T > t) = e^(-w t²), at
//                                              any earlier state, and once in two goes round twice
//
// Source: after U. Bastolla & G. Parisi, J. Phys. A 30 (1997) 5613–5631, who find that these networks are a
// random map with a reversal symmetry; the sums here are our own. For large N, ln⟨λ⟩/N → 0.228: the cheapest
// way from q = 0 to q = 1 in (2), a relative entropy a step, costs 0.455 a unit, and (4) takes half of it.
#pragma once
#include <cstddef>

namespace unroll::experiments::dynamics {

// (4), for N ≥ 2.
double annealed_mean_cycle(std::size_t units);

}  // namespace unroll::experiments::dynamics
