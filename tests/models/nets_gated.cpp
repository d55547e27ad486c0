#include "models/lineup.hpp"
#include "tests/models/net_of.hpp"

namespace recurrent {

void add_gated(std::vector<Model>& all) { unroll::for_gated_cells(AddTo{all}); }

}  // namespace recurrent
