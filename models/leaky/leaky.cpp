#include "leaky.hpp"

#include "../core/passes.hpp"

namespace unroll {

template const Cell& cell_of<Leaky<>>();
template const Cell& cell_of<Leaky<Retention::learnt>>();

}  // namespace unroll
