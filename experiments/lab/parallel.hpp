// Runs side by side: the threads share out the indices 0 … count-1, and what index i computes depends on i
// alone, so that results are the same for any number of threads.
#pragma once
#include <cstddef>
#include <functional>

#include "progress.hpp"

namespace unroll::lab {

// Calls `work(i)` for every i below `count`, on `threads` threads, telling `progress` of each. The exception
// of the smallest index that failed is passed on after all threads have stopped.
void parallel_for(std::size_t count, unsigned threads, Progress& progress,
                  const std::function<void(std::size_t)>& work);

}  // namespace unroll::lab
