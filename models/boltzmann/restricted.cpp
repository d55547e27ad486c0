#include "restricted.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <type_traits>

#include "../core/activations.hpp"
#include "../core/clones.hpp"
#include "../core/initialisers.hpp"
#include "softplus.hpp"

namespace unroll::boltzmann {
namespace {

template <class S>
UNROLL_CLONES void to_probabilities(arma::uword n, S* a) {
  UNROLL_INDEPENDENT
  for (arma::uword i = 0; i < n; ++i) a[i] = sigmoid(a[i]);
}

// True if all numbers lie in 0 … 1; NaN does not.
template <class S>
UNROLL_CLONES bool all_inside(arma::uword n, const S* x) {
  std::conditional_t<sizeof(S) == 4, std::int32_t, std::int64_t> outside = 0;
  for (arma::uword i = 0; i < n; ++i) outside |= !(x[i] >= 0) | !(x[i] <= 1);
  return outside == 0;
}

// Divides the rows into nearly equal parts; each begins at a multiple of rows_at_once.
template <class Part>
std::vector<Part> parts_of(arma::uword rows, std::size_t count) {
  std::vector<Part> parts(count);
  const arma::uword blocks = (rows + rows_at_once - 1) / rows_at_once;
  for (std::size_t i = 0; i < count; ++i) {
    const arma::uword first = std::min(rows, blocks * i / count * rows_at_once),
                      last = std::min(rows, blocks * (i + 1) / count * rows_at_once);
    parts[i].rows = {first, last - first};
  }
  return parts;
}

// Computes the part's rows of each column of `to`: σ(bias + W · the column of `from`).
template <class S, class Part>
void probabilities(const Part& part, arma::uword columns, arma::uword from_units, const S* from,
                   arma::uword to_units, S* to) {
  const auto [first, count] = part.rows;
  if (count == 0) return;
  for (arma::uword j = 0; j < columns; ++j) std::copy_n(part.bias.memptr(), count, to + j * to_units + first);
  part.W.multiply(columns, from, from_units, to + first, to_units);
  for (arma::uword j = 0; j < columns; ++j) to_probabilities(count, to + j * to_units + first);
}

template <class S, class Rows>
void states(Rows rows, arma::uword columns, arma::uword units, const PlacedRandom& random, const S* p,
            S* to) {
  for (arma::uword j = 0; j < columns; ++j)
    coins(random, j, rows.first, rows.count, p + j * units + rows.first, to + j * units + rows.first);
}

}  // namespace

template <class S>
Restricted<S>::Restricted(arma::uword v, arma::uword h)
    : visible(v), hidden(h), theta(v * h + v + h, arma::fill::zeros) {
  if (v == 0 || h == 0)
    throw std::invalid_argument("a restricted machine of " + std::to_string(v) + " visible and " +
                                std::to_string(h) +
                                " hidden units was asked for; each layer needs at least one");
}

template <class S>
std::vector<ParameterBlock> Restricted<S>::blocks() const {
  return {{"W", 0, visible, hidden, false, true},
          {"b", visible * hidden, visible, 1},
          {"c", visible * hidden + visible, hidden, 1}};
}

template <class S>
void draw_weights(Restricted<S>& machine, double sigma, Stream& stream) {
  machine.theta.zeros();
  arma::Mat<S> W = machine.W();
  initialise::normal(W, sigma, stream);
  machine.theta.head(W.n_elem) = arma::vectorise(W);
}

template <class S>
void check_pictures(const arma::Mat<S>& data, arma::uword visible) {
  if (data.n_rows != visible || data.is_empty())
    throw std::invalid_argument("data of " + std::to_string(data.n_rows) + " × " +
                                std::to_string(data.n_cols) + " were given to a machine of " +
                                std::to_string(visible) + " visible units; a column is a pattern of these");
  if (all_inside(data.n_elem, data.memptr())) return;
  for (arma::uword k = 0; k < data.n_elem; ++k)
    if (!(data[k] >= 0 && data[k] <= 1))
      throw std::invalid_argument("unit " + std::to_string(k % visible) + " of pattern " +
                                  std::to_string(k / visible) + " is " + std::to_string(data[k]) +
                                  "; data must lie in 0 to 1");
}

template <class S>
void bias_to_means(Restricted<S>& machine, const arma::Mat<S>& data) {
  check_pictures(data, machine.visible);
  const double end = 1 / static_cast<double>(data.n_cols + 1);
  for (arma::uword i = 0; i < machine.visible; ++i) {
    const double p = std::clamp(arma::mean(arma::conv_to<arma::rowvec>::from(data.row(i))), end, 1 - end);
    machine.theta[machine.visible * machine.hidden + i] = static_cast<S>(std::log(p / (1 - p)));
  }
}

template <class S>
Machine<S> as_machine(const Restricted<S>& machine) {
  const arma::uword v = machine.visible, n = v + machine.hidden;
  arma::Mat<S> W(n, n, arma::fill::zeros);
  W.submat(0, v, v - 1, n - 1) = machine.W();
  W.submat(v, 0, n - 1, v - 1) = machine.W().t();
  return {between_layers(v, machine.hidden), W, arma::Col<S>(machine.theta.tail(n))};
}

template <class S>
double energy(const Restricted<S>& machine, const arma::Col<S>& v, const arma::Col<S>& h) {
  if (v.n_elem != machine.visible || h.n_elem != machine.hidden)
    throw std::invalid_argument("states of " + std::to_string(v.n_elem) + " and " + std::to_string(h.n_elem) +
                                " units were given to a machine of " + std::to_string(machine.visible) +
                                " and " + std::to_string(machine.hidden));
  const arma::mat W = arma::conv_to<arma::mat>::from(machine.W());
  const arma::vec x = arma::conv_to<arma::vec>::from(v), y = arma::conv_to<arma::vec>::from(h);
  return -arma::dot(x, W * y) - arma::dot(arma::conv_to<arma::vec>::from(machine.b()), x) -
         arma::dot(arma::conv_to<arma::vec>::from(machine.c()), y);
}

template <class S>
arma::vec free_energies(const Restricted<S>& machine, const arma::Mat<S>& v) {
  check_pictures(v, machine.visible);
  const arma::Mat<S> a = machine.W().t() * v;
  arma::vec F = -arma::conv_to<arma::vec>::from(arma::Row<S>(machine.b().t() * v));
  for (arma::uword k = 0; k < v.n_cols; ++k)
    for (arma::uword j = 0; j < machine.hidden; ++j)
      F[k] -= softplus(double(machine.c()[j]) + double(a.at(j, k)));
  return F;
}

template <class S>
Layers<S>::Layers(const Restricted<S>& machine, std::size_t parts)
    : units_{machine.visible, machine.hidden},
      to_hidden_(parts_of<Part>(machine.hidden, parts)),
      to_visible_(parts_of<Part>(machine.visible, parts)) {
  if (parts == 0) throw std::invalid_argument("a layer is divided into 0 parts; there must be at least 1");
}

template <class S>
void Layers<S>::read_hidden(const Restricted<S>& machine, std::size_t i) {
  Part& part = to_hidden_[i];
  if (part.rows.count == 0) return;
  const arma::Mat<S> W = machine.W();
  part.W.pack(As::transposed, part.rows.count, units_[0], W.colptr(part.rows.first), W.n_rows);
  part.bias = machine.c().subvec(part.rows.first, arma::size(part.rows.count, 1));
}

template <class S>
void Layers<S>::read_visible(const Restricted<S>& machine, std::size_t i) {
  Part& part = to_visible_[i];
  if (part.rows.count == 0) return;
  const arma::Mat<S> W = machine.W();
  part.W.pack(As::is, part.rows.count, units_[1], W.memptr() + part.rows.first, W.n_rows);
  part.bias = machine.b().subvec(part.rows.first, arma::size(part.rows.count, 1));
}

template <class S>
void Layers<S>::hidden(std::size_t i, arma::uword count, const S* v, S* h) const {
  probabilities(to_hidden_[i], count, units_[0], v, units_[1], h);
}

template <class S>
void Layers<S>::visible(std::size_t i, arma::uword count, const S* h, S* v) const {
  probabilities(to_visible_[i], count, units_[1], h, units_[0], v);
}

template <class S>
void Layers<S>::draw_hidden(std::size_t i, arma::uword count, const PlacedRandom& random, const S* p,
                            S* h) const {
  states(to_hidden_[i].rows, count, units_[1], random, p, h);
}

template <class S>
void Layers<S>::draw_visible(std::size_t i, arma::uword count, const PlacedRandom& random, const S* p,
                             S* v) const {
  states(to_visible_[i].rows, count, units_[0], random, p, v);
}

#define UNROLL_RESTRICTED(S)                                                              \
  template struct Restricted<S>;                                                          \
  template class Layers<S>;                                                               \
  template void draw_weights(Restricted<S>&, double, Stream&);                            \
  template void check_pictures(const arma::Mat<S>&, arma::uword);                         \
  template void bias_to_means(Restricted<S>&, const arma::Mat<S>&);                       \
  template Machine<S> as_machine(const Restricted<S>&);                                   \
  template double energy(const Restricted<S>&, const arma::Col<S>&, const arma::Col<S>&); \
  template arma::vec free_energies(const Restricted<S>&, const arma::Mat<S>&);
UNROLL_RESTRICTED(float)
UNROLL_RESTRICTED(double)

}  // namespace unroll::boltzmann
