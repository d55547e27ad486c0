#include "lstm.hpp"

#include "../core/passes.hpp"

namespace unroll {

template const Cell& cell_of<Lstm<>>();
template const Cell& cell_of<Lstm<Forget::none>>();
template const Cell& cell_of<Lstm<Forget::coupled>>();
template const Cell& cell_of<Lstm<Forget::gate, Peephole::diagonal>>();
template const Cell& cell_of<Lstm<Forget::gate, Peephole::dense>>();
template const Cell& cell_of<Lstm<Forget::coupled, Peephole::diagonal>>();
template const Cell& cell_of<Lstm<Forget::coupled, Peephole::dense>>();
template const Cell& cell_of<Lstm<Forget::none, Peephole::diagonal>>();
template const Cell& cell_of<Lstm<Forget::none, Peephole::dense>>();

}  // namespace unroll
