// How wrong predictions are, and how wrong the best prediction without memory is.
#pragma once
#include <armadillo>
#include <vector>

namespace unroll::experiments::structure {

// Root mean square.
double rms(const arma::mat& errors);

// The root mean square of each column: T numbers of n × T errors.
arma::vec rms_of_steps(const arma::mat& errors);

// The best prediction after each symbol without memory: the mean of what followed it in `seen`, a column for
// each of `symbols`; the mean of all for a symbol that was never seen. next is n × T.
arma::mat memoryless(const arma::uvec& seen, const arma::mat& next, arma::uword symbols);

// The probability that a value of the class that `is` marks lies above one of the other class, a tie counted
// as half: the area under the curve of receiver operating characteristics. After J. A. Hanley & B. J. McNeil,
// Radiology 143 (1982) 29–36. NaN where a class is empty.
double area_under_curve(const arma::vec& values, const std::vector<bool>& is);

// That curve: the shares of the others and of the marked that lie above a threshold as the threshold falls,
// one row for each value that occurs, from (0, 0) to (1, 1).
arma::mat roc(const arma::vec& values, const std::vector<bool>& is);

// The mean over the columns of the cosine between a and b, both n × T.
double mean_cosine(const arma::mat& a, const arma::mat& b);

}  // namespace unroll::experiments::structure
