#include "initialisers.hpp"

#include <cmath>

#include "text.hpp"

namespace unroll::initialise {
namespace detail {

void check(bool sensible, const char* what, double value, const char* right) {
  if (!sensible)
    throw std::invalid_argument(std::string(what) + " is " + unroll::detail::text(value) + "; it must be " +
                                right);
}

arma::mat uniform(arma::uword rows, arma::uword columns, double a, Stream& stream) {
  check(a >= 0 && std::isfinite(a), "the bound of uniform weights", a, "a number of at least 0");
  arma::mat W(rows, columns);
  for (double& w : W) w = stream.uniform(-a, a);
  return W;
}

arma::mat normal(arma::uword rows, arma::uword columns, double sigma, Stream& stream) {
  check(sigma >= 0 && std::isfinite(sigma), "the standard deviation of normal weights", sigma,
        "a number of at least 0");
  arma::mat W(rows, columns);
  for (double& w : W) w = sigma * stream.normal();
  return W;
}

double glorot(arma::uword rows, arma::uword columns, double numerator) {
  return rows + columns > 0 ? std::sqrt(numerator / static_cast<double>(rows + columns)) : 0;
}

// Gram–Schmidt on columns of normal numbers. The R of this QR decomposition has a positive diagonal, and for
// that decomposition Q has Haar's measure. LAPACK's Q would need its signs corrected, and its bits depend on
// the machine. Each column is orthogonalised twice, which is enough: L. Giraud, J. Langou & M. Rozložník,
// Numer. Math. 101 (2005) 87–100.
arma::mat orthogonal(arma::uword rows, arma::uword columns, Stream& stream) {
  if (rows < columns) return orthogonal(columns, rows, stream).t();
  arma::mat Q(rows, columns);
  for (arma::uword j = 0; j < columns; ++j) {
    double length = 0;
    double* q = Q.colptr(j);
    // A column nearly in the span of the others would lose its digits. R is independent of Q, so drawing the
    // column again leaves the measure as it is.
    while (!(length > 1e-6)) {
      for (arma::uword i = 0; i < rows; ++i) q[i] = stream.normal();
      for (int pass = 0; pass < 2; ++pass)
        for (arma::uword k = 0; k < j; ++k) {
          const double* other = Q.colptr(k);
          double along = 0;
          for (arma::uword i = 0; i < rows; ++i) along += other[i] * q[i];
          for (arma::uword i = 0; i < rows; ++i) q[i] -= along * other[i];
        }
      double squares = 0;
      for (arma::uword i = 0; i < rows; ++i) squares += q[i] * q[i];
      length = std::sqrt(squares);
    }
    for (arma::uword i = 0; i < rows; ++i) q[i] /= length;
  }
  return Q;
}

arma::mat sparse(arma::uword rows, arma::uword columns, arma::uword k, double sigma, Stream& stream) {
  check(sigma >= 0 && std::isfinite(sigma), "the standard deviation of sparse weights", sigma,
        "a number of at least 0");
  check(k <= columns, "the number of inputs of a sparse unit", static_cast<double>(k),
        ("at most the " + std::to_string(columns) + " that there are").c_str());
  arma::mat W(rows, columns, arma::fill::zeros);
  for (arma::uword unit = 0; unit < rows; ++unit)
    for (const auto input : stream.sample(k, columns)) W(unit, input) = sigma * stream.normal();
  return W;
}

}  // namespace detail

double spectral_radius(const arma::mat& W) {
  if (W.n_rows != W.n_cols || W.is_empty())
    throw std::invalid_argument("the spectral radius of a " + std::to_string(W.n_rows) + " × " +
                                std::to_string(W.n_cols) +
                                " matrix was asked for; it must be square and not empty");
  arma::cx_vec eigenvalues;
  if (!W.is_finite() || !arma::eig_gen(eigenvalues, W))
    throw std::invalid_argument("the eigenvalues of a " + std::to_string(W.n_rows) + " × " +
                                std::to_string(W.n_cols) +
                                " matrix cannot be found; all its elements must be finite");
  return arma::abs(eigenvalues).max();
}

}  // namespace unroll::initialise
