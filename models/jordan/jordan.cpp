#include "jordan.hpp"

#include "../core/passes.hpp"

namespace unroll {

template const Cell& cell_of<Jordan<>>();
template const Cell& cell_of<Jordan<Activation::tanh, Activation::identity>>();

}  // namespace unroll
