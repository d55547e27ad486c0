// The lineup: every recurrent cell of the project, in every variant, by name.
#pragma once
#include <string>
#include <type_traits>

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

// Calls act(model, variant, std::type_identity<Cell>{}) for each.
template <class Act>
void for_ungated_cells(Act&& act) {
  act("elman", "tanh", std::type_identity<Elman<>>{});
  act("elman", "sigmoid", std::type_identity<Elman<Activation::sigmoid>>{});
  act("elman", "relu", std::type_identity<Elman<Activation::relu>>{});
  act("elman", "modrelu", std::type_identity<ModReluElman>{});
  act("elman", "copied context", std::type_identity<Elman<Activation::sigmoid, Context::copied>>{});
  act("elman", "residual", std::type_identity<ResidualElman<>>{});
  act("jordan", "sigmoid", std::type_identity<Jordan<>>{});
  act("jordan", "tanh, identity", std::type_identity<Jordan<Activation::tanh, Activation::identity>>{});
  act("leaky", "held", std::type_identity<Leaky<>>{});
  act("leaky", "learnt", std::type_identity<Leaky<Retention::learnt>>{});
}

template <class Act>
void for_gated_cells(Act&& act) {
  act("lstm", "forget", std::type_identity<Lstm<>>{});
  act("lstm", "no forget gate", std::type_identity<Lstm<Forget::none>>{});
  act("lstm", "coupled", std::type_identity<Lstm<Forget::coupled>>{});
  act("lstm", "diagonal peepholes", std::type_identity<Lstm<Forget::gate, Peephole::diagonal>>{});
  act("lstm", "dense peepholes", std::type_identity<Lstm<Forget::gate, Peephole::dense>>{});
  act("lstm", "coupled, diagonal", std::type_identity<Lstm<Forget::coupled, Peephole::diagonal>>{});
  act("lstm", "coupled, dense", std::type_identity<Lstm<Forget::coupled, Peephole::dense>>{});
  act("lstm", "no forget gate, diagonal", std::type_identity<Lstm<Forget::none, Peephole::diagonal>>{});
  act("lstm", "no forget gate, dense", std::type_identity<Lstm<Forget::none, Peephole::dense>>{});
  act("gru", "reset before", std::type_identity<Gru<Reset::before>>{});
  act("gru", "reset after", std::type_identity<Gru<Reset::after>>{});
  act("minimal gated", "one gate", std::type_identity<MinimalGated>{});
}

template <class Act>
void for_memory_blocks(Act&& act) {
  act("lstm 1997", "1 cell", std::type_identity<MemoryBlocks<>>{});
  act("lstm 1997", "2 cells", std::type_identity<MemoryBlocks<Blocks{.cells = 2}>>{});
  act("lstm 1997", "whole gradient",
      std::type_identity<MemoryBlocks<Blocks{.cells = 2, .truncated = false}>>{});
  act("lstm 2000", "whole gradient",
      std::type_identity<MemoryBlocks<Blocks{.cells = 2, .forget = true, .truncated = false}>>{});
  act("lstm 2000", "2 cells",
      std::type_identity<MemoryBlocks<Blocks{
          .cells = 2, .forget = true, .gates_feed_back = false, .cells_have_bias = false}>>{});
}

}  // namespace unroll
