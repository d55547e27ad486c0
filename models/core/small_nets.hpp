// The matrices and states of a small network in the layout of its steps (small_steps.hpp): a slot is a vector
// of `lanes` numbers, with zeros behind the units. Included by sequence.cpp alone.
#pragma once
#include <algorithm>
#include <armadillo>
#include <vector>

#include "last_units.hpp"
#include "product.hpp"
#include "sequence_shapes.hpp"

namespace unroll {

// True if the cell's functions for small networks do the steps of a sequence.
template <class S>
bool is_small(const Layout& layout, arma::uword batch, const Given<S>& given) {
  return batch == 1 && layout.units <= detail::lanes && layout.cell->small<S>().forward != nullptr &&
         given.teacher.is_empty() && given.lengths.is_empty();
}

// U of every product, one after the other: for each slot and unit that a product reads, a vector for each
// slot that it feeds; transposed, for each slot and unit fed, a vector for each slot read.
template <class S>
void pack_small(const Layout& layout, const arma::Col<S>& theta, As op, std::vector<S>& packed) {
  const arma::uword units = layout.units;
  packed.clear();
  for (std::size_t k = 0; k < layout.cell->products.size(); ++k) {
    const Product& p = layout.cell->products[k];
    const auto to = static_cast<arma::uword>(p.to.count), from = static_cast<arma::uword>(p.from.count);
    const S* U = theta.memptr() + layout.U(k);  // column by column
    const std::size_t begin = packed.size();
    packed.resize(begin + to * from * units * detail::lanes, S{0});
    for (arma::uword f = 0; f < from; ++f)
      for (arma::uword j = 0; j < units; ++j)
        for (arma::uword g = 0; g < to; ++g)
          for (arma::uword i = 0; i < units; ++i) {
            const arma::uword vector = op == As::is ? (f * units + j) * to + g : (g * units + i) * from + f;
            packed[begin + vector * detail::lanes + (op == As::is ? i : j)] = *U++;
          }
  }
}

// A column of the tape, one vector for each slot.
template <class S>
void spread_out(const Layout& layout, const S* column, S* vectors) {
  for (int slot = 0; slot < layout.cell->slots; ++slot, column += layout.units, vectors += detail::lanes)
    std::copy_n(column, layout.units, vectors);
}

}  // namespace unroll
