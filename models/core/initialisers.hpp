// Initialisers: the values of the parameters before the first step.
//
//   (1)  Glorot uniform   w ~ U(-a, a),  a = √(6 / (n_in + n_out))
//   (2)  Glorot normal    w ~ N(0, σ²),  σ = √(2 / (n_in + n_out))
//   (3)  orthogonal       W Wᵀ = g² 1 or Wᵀ W = g² 1, every such W equally likely (Haar's measure)
//   (4)  identity         W = s 1
//   (5)  spectral radius  W ← W ρ / max |eigenvalue of W|
//   (6)  sparse           k inputs of each unit ~ N(0, σ²), the others 0
//
// Sources: (1), (2) X. Glorot & Y. Bengio, AISTATS 2010, eqs. (16) and (12). (3) A. M. Saxe, J. L. McClelland
// & S. Ganguli, ICLR 2014 (arXiv:1312.6120); the sampling after F. Mezzadri, Notices AMS 54 (2007) 592–604.
// (4) Q. V. Le, N. Jaitly & G. Hinton, arXiv:1504.00941 (2015), the IRNN. (5) after H. Jaeger, "The 'echo
// state' approach", GMD Report 148, 2001. (6) after J. Martens, ICML 2010, §5 (15 inputs a unit), and with
// (5) the "smart tanh" of Pascanu, Mikolov & Bengio 2013.
//
// Shapes: a matrix has a row for each unit and a column for each of its inputs, n_out × n_in. It is filled in
// place, so it may be a window of θ. Stacked gates are filled one by one: each_gate.
//
// Draws are made in double, whatever S is, column by column (sparse and wide orthogonal matrices: unit by
// unit). The same stream gives the same bits on every machine, because only IEEE arithmetic and square roots
// are applied to the draws. The one exception is (5): its factor comes from LAPACK's eigenvalues, whose last
// bits differ from one BLAS to the next.
//
// Every function throws std::invalid_argument for a value that makes no sense, and names it. Shown by
// experiments 12, 15 and 19.
#pragma once
#include <armadillo>
#include <cmath>
#include <stdexcept>
#include <string>

#include "random.hpp"

namespace unroll::initialise {

namespace detail {

void check(bool sensible, const char* what, double value, const char* right);
arma::mat uniform(arma::uword rows, arma::uword columns, double a, Stream& stream);
arma::mat normal(arma::uword rows, arma::uword columns, double sigma, Stream& stream);
arma::mat orthogonal(arma::uword rows, arma::uword columns, Stream& stream);
arma::mat sparse(arma::uword rows, arma::uword columns, arma::uword k, double sigma, Stream& stream);
double glorot(arma::uword rows, arma::uword columns, double numerator);

// Assigns element by element, so that a window stays where it is.
template <class S>
void put(arma::Mat<S>& W, const arma::mat& values, double scale = 1) {
  for (arma::uword i = 0; i < W.n_elem; ++i) W[i] = static_cast<S>(scale * values[i]);
}

}  // namespace detail

// Sets every element to the same value, for instance a forget gate's bias to 1.
template <class S>
void constant(arma::Mat<S>& W, double value) {
  detail::check(std::isfinite(value), "the constant", value, "a finite number");
  W.fill(static_cast<S>(value));
}

// U(-a, a), a ≥ 0.
template <class S>
void uniform(arma::Mat<S>& W, double a, Stream& stream) {
  detail::put(W, detail::uniform(W.n_rows, W.n_cols, a, stream));
}

// N(0, σ²), σ ≥ 0: sigma is the standard deviation.
template <class S>
void normal(arma::Mat<S>& W, double sigma, Stream& stream) {
  detail::put(W, detail::normal(W.n_rows, W.n_cols, sigma, stream));
}

// (1)
template <class S>
void glorot_uniform(arma::Mat<S>& W, Stream& stream) {
  uniform(W, detail::glorot(W.n_rows, W.n_cols, 6), stream);
}

// (2)
template <class S>
void glorot_normal(arma::Mat<S>& W, Stream& stream) {
  normal(W, detail::glorot(W.n_rows, W.n_cols, 2), stream);
}

// (3) with gain g > 0. A tall matrix has orthogonal columns, a wide one orthogonal rows.
template <class S>
void orthogonal(arma::Mat<S>& W, Stream& stream, double gain = 1) {
  detail::check(gain > 0 && std::isfinite(gain), "the gain", gain, "a number above 0");
  detail::put(W, detail::orthogonal(W.n_rows, W.n_cols, stream), gain);
}

// (4): `scale` on the diagonal, 0 elsewhere.
template <class S>
void identity(arma::Mat<S>& W, double scale = 1) {
  detail::check(std::isfinite(scale), "the scale of the identity", scale, "a finite number");
  W.zeros();
  W.diag().fill(static_cast<S>(scale));
}

// The largest |eigenvalue|. Throws std::invalid_argument unless W is square, finite and not empty.
double spectral_radius(const arma::mat& W);

// (5): scales W to the spectral radius ρ > 0. Throws as above, and if the radius of W is 0, which no factor
// changes.
template <class S>
void scale_to_radius(arma::Mat<S>& W, double rho) {
  detail::check(rho > 0 && std::isfinite(rho), "the spectral radius", rho, "a number above 0");
  const arma::mat values = arma::conv_to<arma::mat>::from(W);
  const double radius = spectral_radius(values), factor = rho / radius;
  detail::check(std::isfinite(factor), "the spectral radius of the weights to be scaled", radius,
                "above 0, so draw other weights, say with more inputs a unit");
  detail::put(W, values, factor);
}

// (5) applied to normal weights.
template <class S>
void spectral(arma::Mat<S>& W, double rho, Stream& stream) {
  normal(W, 1, stream);
  scale_to_radius(W, rho);
}

// (6). Call scale_to_radius next where a spectral radius is wanted. Throws for k above the number of inputs.
template <class S>
void sparse(arma::Mat<S>& W, arma::uword k, double sigma, Stream& stream) {
  detail::put(W, detail::sparse(W.n_rows, W.n_cols, k, sigma, stream));
}

// Calls fill(V) for the matrix V of each of the `gates` gates stacked in W, from the top, so that each gate
// is drawn separately, with its own n_out. Throws if the number of rows is not a multiple of `gates`.
//
//   each_gate(U, 4, [&](auto& V) { orthogonal(V, stream); });
template <class S, class Fill>
void each_gate(arma::Mat<S>& W, arma::uword gates, Fill&& fill) {
  detail::check(gates > 0 && W.n_rows >= gates && W.n_rows % gates == 0, "the number of gates",
                static_cast<double>(gates),
                ("a divisor of the " + std::to_string(W.n_rows) + " rows").c_str());
  const arma::uword units = W.n_rows / gates;
  for (arma::uword gate = 0; gate < gates; ++gate) {
    arma::Mat<S> V = W.rows(gate * units, (gate + 1) * units - 1);
    fill(V);
    W.rows(gate * units, (gate + 1) * units - 1) = V;
  }
}

}  // namespace unroll::initialise
