#include "models/lineup.hpp"
#include "tests/models/net_of.hpp"

namespace recurrent {

void add_memory_blocks(std::vector<Model>& all) { unroll::for_memory_blocks(AddTo{all}); }

}  // namespace recurrent
