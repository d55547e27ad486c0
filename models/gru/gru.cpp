#include "gru.hpp"

#include "../core/passes.hpp"

namespace unroll {

template const Cell& cell_of<Gru<Reset::before>>();
template const Cell& cell_of<Gru<Reset::after>>();

}  // namespace unroll
