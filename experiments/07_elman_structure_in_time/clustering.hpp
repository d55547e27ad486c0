// Hierarchical clustering: the two nearest clusters become one, again and again, until all are one.
//
//   d(A, B) = the mean distance of a point of A and a point of B (average linkage)
//
// Source: R. R. Sokal & C. D. Michener, Univ. Kansas Sci. Bull. 38 (1958) 1409–1438. Which linkage Elman 1990
// used is not said.
#pragma once
#include <armadillo>
#include <vector>

namespace unroll::experiments::structure {

// A cluster that two have become; those are points 0 … n-1 or, from n on, earlier merges in order.
struct Merge {
  std::size_t left, right;
  double height;  // the distance of the two
};

// n - 1 merges of n points, the columns of `points`; of ties the first in order. Throws
// std::invalid_argument for fewer than 2 points.
std::vector<Merge> cluster(const arma::mat& points);

// The points under cluster k, numbered as in Merge, from left to right.
std::vector<std::size_t> leaves(const std::vector<Merge>& merges, std::size_t k);

// How many of the points must be moved so that one branch of the tree is exactly the set that `in` marks: the
// fewest over all branches, one that holds all or none not counted.
std::size_t misplaced(const std::vector<Merge>& merges, const std::vector<bool>& in);

}  // namespace unroll::experiments::structure
