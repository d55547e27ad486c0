// How wrong predictions are, and how wrong the best one without memory would be.
#pragma once
#include <armadillo>
#include <vector>

namespace unroll::experiments::structure {

// Root mean square.
double rms(const arma::mat& errors);

// Of each column: T numbers of y - target, both n × T.
arma::vec rms_of_steps(const arma::mat& y, const arma::mat& target);

// What to say after each symbol for whoever sees that one alone: the mean of what followed it in `seen`, a
// column for each of `symbols`; the mean of all for one that was never seen. next is n × T.
arma::mat memoryless(const arma::uvec& seen, const arma::mat& next, arma::uword symbols);

// The chance that a value of a class that `is` marks lies above one of the others, a tie counted as half: the
// area under the curve of receiver operating characteristics. After J. A. Hanley & B. J. McNeil, Radiology
// 143 (1982) 29–36. NaN where a class is empty.
double area_under_curve(const arma::vec& values, const std::vector<bool>& is);

// That curve: share of the others and of the marked that are above a threshold, as the threshold falls, one
// row for each value that there is, from (0, 0) to (1, 1).
arma::mat roc(const arma::vec& values, const std::vector<bool>& is);

// The mean over the columns of the cosine between a and b, both n × T.
double mean_cosine(const arma::mat& a, const arma::mat& b);

}  // namespace unroll::experiments::structure
