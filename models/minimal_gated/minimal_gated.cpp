#include "minimal_gated.hpp"

#include "../core/passes.hpp"

namespace unroll {

template const Cell& cell_of<MinimalGated>();

}  // namespace unroll
