// Why Hebb fails on pictures: how they resemble each other, what that does to the weights and to the fields
// of the memories, and which mixture recall ends in.
//
//   (1)  h_i^ν / N = ξ_i^ν + Σ_{μ≠ν} C_μν ξ_i^μ - (P/N) ξ_i^ν     Hebb's field in memory ν: the crosstalk is
//   Σ (2)  W Σ_μ u_μ ξ^μ = N λ Σ_μ u_μ ξ^μ - P …  for  C u = λ u      so Hebb magnifies directions by λ (3)
//   sgn Σ_μ u_μ ξ^μ, u of the largest λ                        the leading mixture
//
// Fields without bias. Under projection every λ is 1, and the crosstalk is gone.
#pragma once
#include <string>
#include <vector>

#include "recalls.hpp"

namespace unroll::experiments {

// An eigenvalue of W among states that memories span, over the mean of all of them.
struct Eigenvalue {
  std::string patterns, rule;
  std::size_t run, rank;  // rank 1 is the largest
  double value;
};

// What recall from a picture with 20 % of its units flipped ends in.
struct Answer {
  std::string rule;
  std::size_t run, picture;
  arma::vec overlaps;  // with each of the P pictures, and at the end with the leading mixture
};

struct Correlation {
  arma::mat C;         // correlations of the pictures, P × P
  arma::fvec mixture;  // (3), N of -1/+1
  double edge = 1;     // (1 + √(P/N))²: where eigenvalues of random patterns' correlations end
  std::vector<double> random_largest;  // the largest such eigenvalue, one a run
  std::vector<Eigenvalue> spectra;
  std::vector<arma::fmat> aligned;  // ξ_i^μ h_i^μ, N × P, in the order of `rules`
  std::vector<Answer> answers;
};

Correlation correlation(lab::Run& run, const Memories& memories, const Networks& nets);

void measure_correlation(lab::Run& run, const Correlation& found);

// overlaps.csv, spectrum.csv, crosstalk.csv (how aligned fields are spread), answers.csv.
void write_correlation(lab::Run& run, const Memories& memories, const Correlation& found);

}  // namespace unroll::experiments
