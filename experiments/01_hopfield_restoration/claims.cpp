#include "claims.hpp"

#include <string>

namespace unroll::experiments {

std::vector<lab::Claim> restoration_claims() {
  return {
      {.id = "energy_rises",
       .claim = "Sweeps that raise the energy, recomputed from W and b",
       .source = "Hopfield 1982, eqs. [7] and [8]",
       .published = "0",
       .unit = "",
       .low = 0,
       .high = 0,
       .reason = "a theorem for symmetric weights with w_ii ≥ 0; only rounding (1e-6 of E) is allowed for"},
      {.id = "random_overlap",
       .claim = "Random patterns at load 0.05, 20 % flipped: overlap after recall with Hebb",
       .source = "theory, after Amit, Gutfreund & Sompolinsky 1985: m(0.05)",
       .published = "0.99999",
       .unit = "",
       .low = 0.99,
       .high = 1,
       .reason = "the theory is for endless N and the rest state; a few units in a thousand may differ"},
      {.id = "picture_overlap",
       .claim = "Pictures, 20 % flipped: overlap after recall with projection",
       .source = "expected after Personnaz, Guyon & Dreyfus 1985: memories are fixed points",
       .published = "no figure",
       .unit = "",
       .low = 0.99,
       .high = 1,
       .reason = "far below the rule's capacity; the same band as for random patterns"},
      {.id = "rule_gap",
       .claim = "The same pictures: overlap with projection minus overlap with Hebb",
       .source = "comparison over runs; Hebb assumes uncorrelated memories",
       .published = "no figure",
       .unit = "",
       .low = 0.01,
       .high = 2,
       .reason = "a comparison: one unit in 200 more right, far above the spread of the runs"},
      {.id = "fixed_points",
       .claim = "Share of the stored pictures that projection leaves exactly as they are",
       .source = "theory: Personnaz, Guyon & Dreyfus 1985",
       .published = "1",
       .unit = "",
       .low = 1,
       .high = 1,
       .reason = "exact while the pictures are linearly independent"},
      {.id = "synchronous_period",
       .claim = "Longest period in which synchronous runs end",
       .source = "theorem: Goles & Olivos 1980",
       .published = "≤ 2",
       .unit = "steps",
       .low = 1,
       .high = 2,
       .reason = "a theorem for symmetric weights"},
      {.id = "random_eigenvalue",
       .claim = "As many random patterns: largest eigenvalue of their correlations, over (1 + √(P/N))²",
       .source = "theory, after Marchenko & Pastur 1967 and Johnstone 2001",
       .published = "1",
       .unit = "",
       .low = 0.85,
       .high = 1.08,
       .reason = "the edge is for endless P and N; at P = 10 and N = 400 Johnstone's shift and three of his "
                 "standard deviations, below as above"},
      {.id = "picture_eigenvalue",
       .claim = "The pictures: largest eigenvalue of their correlations, over the same edge",
       .source = "comparison with chance; Hebb assumes uncorrelated memories",
       .published = "no figure",
       .unit = "",
       .low = 1.1,
       .reason = "above all that chance gives: the band of the line before ends at 1.08"},
      {.id = "hebb_crosstalk",
       .claim = "Units of the stored pictures whose field under Hebb points to the wrong side",
       .source = "comparison; for random patterns ½ erfc √(N/2P), after Hertz, Krogh & Palmer 1991",
       .published = "no figure",
       .unit = "",
       .low = 0.01,
       .high = 1,
       .reason = "a comparison: random patterns of this load have not one in a thousand million"},
      {.id = "mixture_gap",
       .claim =
           "Hebb's wrong answers: overlap with the leading mixture minus overlap with the picture asked for",
       .source = "comparison over runs; the mixture is the signs of the leading eigenvector",
       .published = "no figure",
       .unit = "",
       .low = 0.01,
       .high = 2,
       .reason = "a comparison: one unit in 200, far above the spread of the runs"},
      {.id = "kept_while_independent",
       .claim =
           "Share that projection keeps exactly: the least over all numbers stored, patterns independent "
           "and every w_ii < 1",
       .source = "theory: Personnaz, Guyon & Dreyfus 1985",
       .published = "1",
       .unit = "",
       .low = 1,
       .high = 1,
       .reason =
           "exact; a field is (1 - w_ii) ξ_i, and where that is below 0.0001 single precision loses it"},
      {.id = "load_ratio",
       .claim = "Most pictures of which nine in ten come back from 10 % flips: projection over Hebb",
       .source = "comparison over runs",
       .published = "no figure",
       .unit = "",
       .low = 1.5,
       .reason = "a comparison: the numbers tried grow by about this factor"},
      {.id = "corner_energy",
       .claim = "Energy carried over to between the states: farthest from the network's own at a memory, "
                "relative",
       .source = "theory: the multilinear extension of E agrees with E at every corner",
       .published = "0",
       .unit = "",
       .low = 0,
       .high = 1e-5,
       .reason = "exact; only rounding of sums in single precision is allowed for"},
      {.id = "barrier",
       .claim = "Hill between two memories under projection, over ½ Σ (1 - w_ii) of the units that differ: "
                "the pair farthest from 1",
       .source = "theory: W leaves what lies between memories as it is (equation \"on a line\")",
       .published = "1",
       .unit = "",
       .low = 0.999,
       .high = 1.001,
       .reason = "exact; rounding in single precision"},
      {.id = "flip_paths",
       .claim = "The same hill, climbed by flipping the differing units in random order: mean height over "
                "that of the line",
       .source = "theory: 1 + 1/(D - 1) for D units that differ",
       .published = "1",
       .unit = "",
       .low = 0.95,
       .high = 1.05,
       .reason = "1/(D - 1) is below 0.02 for pictures; a single order strays by about √(2P)/N"},
  };
}

std::vector<std::string> restoration_references() {
  return {
      "J. J. Hopfield, Neural networks and physical systems with emergent collective computational "
      "abilities, PNAS 79 (1982) 2554–2558",
      "D. J. Amit, H. Gutfreund & H. Sompolinsky, Storing infinite numbers of patterns in a spin-glass model "
      "of neural networks, Phys. Rev. Lett. 55 (1985) 1530–1533",
      "L. Personnaz, I. Guyon & G. Dreyfus, Information storage and retrieval in spin-glass like neural "
      "networks, J. Physique Lett. 46 (1985) L359–L365",
      "A. J. Storkey & R. Valabregue, The basins of attraction of a new Hopfield learning rule, Neural "
      "Networks 12 (1999) 869–876",
      "E. Goles & J. Olivos, Periodic behaviour of generalized threshold functions, Discrete Math. 30 (1980) "
      "187–189",
      "J. J. Hopfield, Neurons with graded response have collective computational properties like those of "
      "two-state neurons, PNAS 81 (1984) 3088–3092",
      "V. A. Marchenko & L. A. Pastur, Distribution of eigenvalues for some sets of random matrices, Math. "
      "USSR-Sbornik 1 (1967) 457–483",
      "I. M. Johnstone, On the distribution of the largest eigenvalue in principal components analysis, "
      "Annals of Statistics 29 (2001) 295–327",
      "J. Hertz, A. Krogh & R. G. Palmer, Introduction to the Theory of Neural Computation, Addison-Wesley "
      "1991, section 2.2",
  };
}

}  // namespace unroll::experiments
