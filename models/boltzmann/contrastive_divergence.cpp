#include "contrastive_divergence.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

#include "../core/vectors.hpp"

namespace unroll::boltzmann {

template <class S>
ContrastiveDivergence<S>::ContrastiveDivergence(const Restricted<S>& machine, const Divergence& divergence,
                                                Stream& stream, std::size_t parts)
    : divergence_(divergence), random_(stream), layers_(machine, parts), rooms_(parts) {
  if (divergence.k == 0)
    throw std::invalid_argument("k is 0; contrastive divergence needs at least one sweep");
}

// Computes h at the data and, unless chains persist, draws the hidden states that the chains start from.
template <class S>
void ContrastiveDivergence<S>::clamped_phase(const arma::Mat<S>& data, std::size_t part) {
  layers_.hidden(part, batch_, data.memptr(), h_.memptr());
  const auto rows = layers_.visible_rows(part);
  for (arma::uword j = 0; j < batch_; ++j)
    std::copy_n(data.colptr(j) + rows.first, rows.count, v_.colptr(j) + rows.first);
  if (divergence_.persistent) layers_.hidden(part, batch_, v_.colptr(batch_), drawn_.memptr());
  layers_.draw_hidden(part, batch_, random_, divergence_.persistent ? drawn_.memptr() : h_.memptr(),
                      drawn_.memptr());
}

// Makes k times the step hidden states → visible → hidden, then scales h at the data by the step and h of the
// chains by minus the step.
template <class S>
void ContrastiveDivergence<S>::free_phase(S step, const Workers& workers) {
  S *v = v_.colptr(batch_), *h = h_.colptr(batch_);
  for (arma::uword k = 1; k <= divergence_.k; ++k) {
    ++random_.time;
    workers.run([&](std::size_t part) {
      layers_.visible(part, batch_, drawn_.memptr(), v);
      if (divergence_.sampled_visible) layers_.draw_visible(part, batch_, random_, v, v);
    });
    ++random_.time;
    workers.run([&](std::size_t part) {
      layers_.hidden(part, batch_, v, h);
      if (k < divergence_.k)
        layers_.draw_hidden(part, batch_, random_, h, drawn_.memptr());
      else
        take_difference(step, part);
    });
  }
  ++random_.time;
}

template <class S>
void ContrastiveDivergence<S>::take_difference(S step, std::size_t part) {
  const auto rows = layers_.hidden_rows(part);
  for (arma::uword j = 0; j < 2 * batch_; ++j)
    for (arma::uword i = rows.first; i < rows.first + rows.count; ++i)
      h_.at(i, j) *= j < batch_ ? step : -step;
}

// Adds to θ: step ([v at data, v of chains] [h at data, -h of chains]ᵀ), one product for the visible rows of
// this part.
template <class S>
void ContrastiveDivergence<S>::update(S step, arma::Col<S>& to, std::size_t part) {
  const arma::uword visible = v_.n_rows, hidden = h_.n_rows;
  const auto v = layers_.visible_rows(part), h = layers_.hidden_rows(part);
  Room& room = rooms_[part];
  add_outer(v.count, hidden, 2 * batch_, v_.memptr() + v.first, visible, h_.memptr(), hidden,
            to.memptr() + v.first, visible, room.outer);
  S *b = to.memptr() + visible * hidden, *c = b + visible;
  room.sum.zeros(v.count);
  add_columns(v.count, batch_, v_.colptr(batch_) + v.first, visible, room.sum.memptr());
  for (arma::uword i = 0; i < v.count; ++i) room.sum[i] = -room.sum[i];
  add_columns(v.count, batch_, v_.colptr(0) + v.first, visible, room.sum.memptr());
  for (arma::uword i = 0; i < v.count; ++i) b[v.first + i] += step * room.sum[i];
  add_columns(h.count, 2 * batch_, h_.memptr() + h.first, hidden, c + h.first);
}

template <class S>
void ContrastiveDivergence<S>::add(const Restricted<S>& machine, const arma::Mat<S>& data, double scale,
                                   arma::Col<S>& to, const Workers& workers) {
  check_pictures(data, machine.visible);
  if (workers.parts != layers_.parts())
    throw std::invalid_argument("workers of " + std::to_string(workers.parts) +
                                " parts were given to contrastive divergence in " +
                                std::to_string(layers_.parts()));
  if (machine.visible != layers_.visible_units() || machine.hidden != layers_.hidden_units())
    throw std::invalid_argument(
        "a machine of " + std::to_string(machine.visible) + " and " + std::to_string(machine.hidden) +
        " units was given to the learner of one of " + std::to_string(layers_.visible_units()) + " and " +
        std::to_string(layers_.hidden_units()));
  if (to.n_elem != machine.theta.n_elem)
    throw std::invalid_argument("a gradient of " + std::to_string(to.n_elem) +
                                " numbers was given to a machine of " + std::to_string(machine.theta.n_elem) +
                                " parameters");
  if (divergence_.persistent && batch_ != 0 && data.n_cols != batch_)
    throw std::invalid_argument("a batch of " + std::to_string(data.n_cols) + " patterns came after one of " +
                                std::to_string(batch_) + "; persistent chains need batches of equal size");
  const bool first = batch_ == 0;
  batch_ = data.n_cols;
  v_.set_size(machine.visible, 2 * batch_);
  h_.set_size(machine.hidden, 2 * batch_);
  drawn_.set_size(machine.hidden, batch_);
  if (first) v_.tail_cols(batch_) = data;
  workers.run([&](std::size_t part) {
    layers_.read_hidden(machine, part);
    clamped_phase(data, part);
    layers_.read_visible(machine, part);
  });
  const S step = static_cast<S>(scale / static_cast<double>(batch_));
  free_phase(step, workers);
  workers.run([&](std::size_t part) { update(step, to, part); });
}

template <class S>
arma::Mat<S> ContrastiveDivergence<S>::chains() const {
  return v_.tail_cols(batch_);
}

template <class S>
arma::Mat<S> run_chains(const Restricted<S>& machine, arma::Mat<S>& v, arma::uword sweeps,
                        PlacedRandom& random, const arma::uvec& held, const Workers& workers) {
  check_pictures(v, machine.visible);
  if (!held.is_empty() && held.n_elem != machine.visible)
    throw std::invalid_argument("a list of " + std::to_string(held.n_elem) +
                                " held units was given to a machine of " + std::to_string(machine.visible) +
                                " visible units");
  Layers<S> layers(machine, workers.parts);
  const arma::uword B = v.n_cols;
  arma::Mat<S> h(machine.hidden, B), p = v, next(machine.visible, B);
  workers.run([&](std::size_t part) {
    layers.read_hidden(machine, part);
    layers.read_visible(machine, part);
  });
  for (arma::uword k = 0; k < sweeps; ++k) {
    workers.run([&](std::size_t part) {
      layers.hidden(part, B, v.memptr(), h.memptr());
      layers.draw_hidden(part, B, random, h.memptr(), h.memptr());
    });
    ++random.time;
    workers.run([&](std::size_t part) {
      layers.visible(part, B, h.memptr(), p.memptr());
      layers.draw_visible(part, B, random, p.memptr(), next.memptr());
      const auto rows = layers.visible_rows(part);
      for (arma::uword j = 0; j < B; ++j)
        for (arma::uword i = rows.first; i < rows.first + rows.count; ++i)
          if (held.is_empty() || held[i] == 0)
            v.at(i, j) = next.at(i, j);
          else
            p.at(i, j) = v.at(i, j);
    });
    ++random.time;
  }
  return p;
}

#define UNROLL_DIVERGENCE(S)                                                                        \
  template class ContrastiveDivergence<S>;                                                          \
  template arma::Mat<S> run_chains(const Restricted<S>&, arma::Mat<S>&, arma::uword, PlacedRandom&, \
                                   const arma::uvec&, const Workers&);
UNROLL_DIVERGENCE(float)
UNROLL_DIVERGENCE(double)

}  // namespace unroll::boltzmann
