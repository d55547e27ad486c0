#include "memory_blocks.hpp"

#include "../core/passes.hpp"
#include "carousel.hpp"

namespace unroll {

template const Cell& cell_of<MemoryBlocks<>>();
template const Cell& cell_of<MemoryBlocks<Blocks{.cells = 2}>>();
template const Cell& cell_of<MemoryBlocks<Blocks{.cells_have_bias = false}>>();
template const Cell& cell_of<MemoryBlocks<Blocks{.cells = 2, .cells_have_bias = false}>>();
template const Cell& cell_of<MemoryBlocks<Blocks{.cells_have_bias = false, .gates_have_bias = false}>>();
template const Cell& cell_of<MemoryBlocks<Blocks{.cells = 3, .forget = true}>>();
template const Cell& cell_of<MemoryBlocks<Blocks{.cells = 2, .truncated = false}>>();
template const Cell& cell_of<MemoryBlocks<Blocks{.cells = 2, .forget = true, .truncated = false}>>();
template const Cell& cell_of<
    MemoryBlocks<Blocks{.cells = 2, .forget = true, .gates_feed_back = false, .cells_have_bias = false}>>();
template const Cell& cell_of<Carousel>();

}  // namespace unroll
