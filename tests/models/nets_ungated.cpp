#include "models/lineup.hpp"
#include "tests/models/net_of.hpp"

namespace recurrent {

void add_ungated(std::vector<Model>& all) { unroll::for_ungated_cells(AddTo{all}); }

}  // namespace recurrent
