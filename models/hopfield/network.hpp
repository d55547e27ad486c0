// The Hopfield network: N units, symmetric weights, one energy
//
//   (1)  E(s) = -½ Σ_ij w_ij s_i s_j - Σ_i b_i s_i        energy of a state
//   (2)  h_i  = Σ_j w_ij s_j + b_i                        local field of unit i
//   (3)  s_i ← high if h_i > 0,  low if h_i < 0,  s_i as it was if h_i = 0
//   (4)  m^μ  = (1/N) Σ_i ξ_i^μ s_i                       overlap with pattern μ
//
// An update of unit i by (3) changes the energy by ΔE = -(s_i' - s_i) h_i - ½ w_ii (s_i' - s_i)². Both terms
// are at most zero while w_ij = w_ji and w_ii ≥ 0: every flip lowers the energy, and as there are finitely
// many states, the descent ends in a fixed point. Updates of all units at once have no such guarantee.
//
// Source: J. J. Hopfield, "Neural networks and physical systems with emergent collective computational
// abilities", PNAS 79 (1982) 2554–2558; (1) is his eq. [7] with thresholds kept as b_i = -U_i.
// Departs from it: states are -1/+1 or, as in the paper, 0/1; w_ii may be kept.
// Shapes: W N × N, b and s N, a set of P patterns or states N × P, one in a column.
// Read next: rules.hpp (the weights), recall.hpp (the dynamics of (3)). Shown by experiment 01.
#pragma once
#include <algorithm>
#include <armadillo>
#include <stdexcept>
#include <string>

#include "../core/binary_units.hpp"
#include "../core/huge_pages.hpp"
#include "../core/product.hpp"

namespace unroll::hopfield {

// The names of a unit's two states: -1/+1 (spins) or 0/1 (Hopfield 1982).
enum class Coding { plus_minus, zero_one };

template <class S>
constexpr S low(Coding coding) {
  return coding == Coding::plus_minus ? S{-1} : S{0};
}

// Weights as a sum over patterns: W = left · rightᵀ with its diagonal replaced; `left` and `right` are N × K.
// Every rule of rules.hpp has this form. A first field then costs 2·N·K products instead of N².
template <class S>
struct Factors {
  arma::Mat<S> left, right;
  arma::Col<S> diagonal;  // the diagonal of W: zeros for no self-connections
};

template <class S>
class Network {
 public:
  // Any symmetric weights. Throws std::invalid_argument if W is not square, not symmetric or does not fit b.
  Network(arma::Mat<S> W, arma::Col<S> b, Coding coding = Coding::plus_minus);

  // Weights as a sum over patterns.
  Network(Factors<S> factors, arma::Col<S> b, Coding coding = Coding::plus_minus);

  const arma::Mat<S>& W() const { return W_; }
  const arma::Col<S>& b() const { return b_; }
  Coding coding() const { return coding_; }
  arma::uword size() const { return b_.n_elem; }

  // (2) for every column of `states`, N × any number. Throws std::invalid_argument for another N.
  arma::Mat<S> fields(const arma::Mat<S>& states) const;

  // (3) for one unit: its next state under the field h.
  S updated(S h, S s) const { return h > 0 ? S{1} : h < 0 ? low<S>(coding_) : s; }

 private:
  arma::Mat<S> W_;
  arma::Col<S> b_;
  Coding coding_;
  Factors<S> factors_;            // empty if the weights were given as a matrix
  arma::Col<S> not_on_diagonal_;  // the diagonal of left · rightᵀ minus that of W
};

// (1).
template <class S>
double energy(const Network<S>& net, const arma::Col<S>& s) {
  return energy_of(net.W(), net.b(), s);
}

// (4) of a state with a pattern of -1/+1, both N. 0/1 states count as -1/+1, so that 1 always means full
// agreement.
template <class S>
double overlap(const arma::Col<S>& pattern, const arma::Col<S>& s, Coding coding = Coding::plus_minus) {
  if (pattern.n_elem != s.n_elem)
    throw std::invalid_argument("a pattern of " + std::to_string(pattern.n_elem) +
                                " units was compared with a state of " + std::to_string(s.n_elem));
  double sum = 0;
  for (arma::uword i = 0; i < s.n_elem; ++i)
    sum += double(pattern[i]) * (coding == Coding::plus_minus ? double(s[i]) : 2 * double(s[i]) - 1);
  return sum / double(s.n_elem);
}

// -1/+1 patterns as states of a coding.
template <class S>
arma::Mat<S> as_states(const arma::Mat<S>& patterns, Coding coding) {
  return coding == Coding::plus_minus ? patterns : arma::Mat<S>((patterns + S{1}) / S{2});
}

// --- how the above is done -----------------------------------------------------------------------------

// left · rightᵀ is symmetric. Only the part above the diagonal is multiplied, a panel of columns at a time,
// and mirrored tile by tile while it is still in the cache.
template <class S>
arma::Mat<S> symmetric_product(const arma::Mat<S>& left, const arma::Mat<S>& right) {
  constexpr arma::uword panel = 256, tile = 64;
  const arma::uword n = left.n_rows;
  arma::Mat<S> W(n, n, arma::fill::none);
  hand_out_pages(W.memptr(), W.n_elem * sizeof(S));
  for (arma::uword j = 0; j < n; j += panel) {
    const arma::uword end = std::min(j + panel, n);
    product_abt(end, end - j, left.n_cols, S{1}, left.memptr(), n, right.memptr() + j, n, W.colptr(j), n);
    for (arma::uword row = 0; row < end; row += tile)
      for (arma::uword column = j; column < end; column += tile)
        for (arma::uword a = row; a < std::min(row + tile, end); ++a)
          for (arma::uword c = std::max(column, a + 1); c < std::min(column + tile, end); ++c)
            W.at(c, a) = W.at(a, c);
  }
  return W;
}

template <class S>
Network<S>::Network(arma::Mat<S> W, arma::Col<S> b, Coding coding)
    : W_(std::move(W)), b_(std::move(b)), coding_(coding) {
  if (W_.n_rows != W_.n_cols || W_.n_rows != b_.n_elem || b_.is_empty())
    throw std::invalid_argument("weights " + std::to_string(W_.n_rows) + " × " + std::to_string(W_.n_cols) +
                                " and biases " + std::to_string(b_.n_elem) +
                                " do not make a network; it needs N × N and N");
  if (!W_.is_symmetric())
    throw std::invalid_argument("the weights are not symmetric; those of a Hopfield network must be");
}

template <class S>
Network<S>::Network(Factors<S> factors, arma::Col<S> b, Coding coding)
    : b_(std::move(b)), coding_(coding), factors_(std::move(factors)) {
  const auto& [left, right, diagonal] = factors_;
  if (left.n_rows != b_.n_elem || arma::size(left) != arma::size(right) || diagonal.n_elem != b_.n_elem ||
      b_.is_empty())
    throw std::invalid_argument("factors of " + std::to_string(left.n_rows) + " and " +
                                std::to_string(right.n_rows) + " units and biases of " +
                                std::to_string(b_.n_elem) + " do not make a network");
  W_ = symmetric_product(left, right);
  not_on_diagonal_ = W_.diag() - diagonal;
  W_.diag() = diagonal;
}

template <class S>
arma::Mat<S> Network<S>::fields(const arma::Mat<S>& states) const {
  if (states.n_rows != size())
    throw std::invalid_argument("states of " + std::to_string(states.n_rows) +
                                " units were given to a network of " + std::to_string(size()));
  arma::Mat<S> h;
  if (2 * factors_.left.n_cols < size() && !factors_.left.is_empty()) {
    h = factors_.left * arma::Mat<S>(factors_.right.t() * states);
    h -= states.each_col() % not_on_diagonal_;
  } else {
    h = W_ * states;
  }
  h.each_col() += b_;
  return h;
}

}  // namespace unroll::hopfield
