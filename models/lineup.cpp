#include "lineup.hpp"

#include "elman/elman.hpp"
#include "elman/modrelu.hpp"
#include "elman/residual.hpp"
#include "gru/gru.hpp"
#include "jordan/jordan.hpp"
#include "leaky/leaky.hpp"
#include "lstm/lstm.hpp"
#include "lstm/memory_blocks.hpp"
#include "minimal_gated/minimal_gated.hpp"

namespace unroll {

const std::vector<Model>& lineup() {
  static const std::vector<Model> models{
      {"elman", "tanh", &cell_of<Elman<>>()},
      {"elman", "sigmoid", &cell_of<Elman<Activation::sigmoid>>()},
      {"elman", "relu", &cell_of<Elman<Activation::relu>>()},
      {"elman", "modrelu", &cell_of<ModReluElman>()},
      {"elman", "copied context", &cell_of<Elman<Activation::sigmoid, Context::copied>>()},
      {"elman", "residual", &cell_of<ResidualElman<>>()},
      {"jordan", "sigmoid", &cell_of<Jordan<>>()},
      {"jordan", "tanh, identity", &cell_of<Jordan<Activation::tanh, Activation::identity>>()},
      {"leaky", "held", &cell_of<Leaky<>>()},
      {"leaky", "learnt", &cell_of<Leaky<Retention::learnt>>()},
      {"lstm", "forget", &cell_of<Lstm<>>()},
      {"lstm", "no forget gate", &cell_of<Lstm<Forget::none>>()},
      {"lstm", "coupled", &cell_of<Lstm<Forget::coupled>>()},
      {"lstm", "diagonal peepholes", &cell_of<Lstm<Forget::gate, Peephole::diagonal>>()},
      {"lstm", "dense peepholes", &cell_of<Lstm<Forget::gate, Peephole::dense>>()},
      {"lstm", "coupled, diagonal", &cell_of<Lstm<Forget::coupled, Peephole::diagonal>>()},
      {"lstm", "coupled, dense", &cell_of<Lstm<Forget::coupled, Peephole::dense>>()},
      {"lstm", "no forget gate, diagonal", &cell_of<Lstm<Forget::none, Peephole::diagonal>>()},
      {"lstm", "no forget gate, dense", &cell_of<Lstm<Forget::none, Peephole::dense>>()},
      {"gru", "reset before", &cell_of<Gru<Reset::before>>()},
      {"gru", "reset after", &cell_of<Gru<Reset::after>>()},
      {"minimal gated", "one gate", &cell_of<MinimalGated>()},
      {"lstm 1997", "1 cell", &cell_of<MemoryBlocks<>>()},
      {"lstm 1997", "2 cells", &cell_of<MemoryBlocks<Blocks{.cells = 2}>>()},
      {"lstm 1997", "whole gradient", &cell_of<MemoryBlocks<Blocks{.cells = 2, .truncated = false}>>()},
      {"lstm 2000", "whole gradient",
       &cell_of<MemoryBlocks<Blocks{.cells = 2, .forget = true, .truncated = false}>>()},
      {"lstm 2000", "2 cells",
       &cell_of<MemoryBlocks<Blocks{
           .cells = 2, .forget = true, .gates_feed_back = false, .cells_have_bias = false}>>()},
  };
  return models;
}

}  // namespace unroll
