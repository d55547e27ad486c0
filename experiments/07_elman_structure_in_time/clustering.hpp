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

// Two clusters that become one. Clusters 0 … n-1 are the points; n, n+1, … are the merges in order.
struct Merge {
  std::size_t left, right;
  double height;  // the distance between the two
};

// The n - 1 merges of n points, the columns of `points`; the first of equal distances comes first. Throws
// std::invalid_argument for fewer than 2 points.
std::vector<Merge> cluster(const arma::mat& points);

// The points in cluster k, from left to right.
std::vector<std::size_t> leaves(const std::vector<Merge>& merges, std::size_t k);

// The fewest points that must move until one branch of the tree holds exactly the points that `in` marks. The
// whole tree is no branch.
std::size_t misplaced(const std::vector<Merge>& merges, const std::vector<bool>& in);

}  // namespace unroll::experiments::structure
