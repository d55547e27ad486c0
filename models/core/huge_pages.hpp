// Memory for large matrices. The system provides a new 10,000 × 10,000 matrix of float as 100,000 pages of 4
// KiB, one by one at their first use; in the middle of a product each new page also evicts the product's data
// from the cache. Requested beforehand as large pages, the same memory costs a thirtieth.
#pragma once
#include <cstddef>
#include <cstdint>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace unroll {

// Makes the system provide the pages of `bytes` at `memory` now, as large pages where the system has them.
// The memory must be newly allocated and not yet written to; some of its bytes are overwritten.
inline void hand_out_pages(void* memory, std::size_t bytes) {
  constexpr std::size_t page = 4096;
#if defined(__linux__) && defined(MADV_HUGEPAGE)
  const auto address = reinterpret_cast<std::uintptr_t>(memory);
  const auto begin = (address + page - 1) / page * page, end = (address + bytes) / page * page;
  if (end > begin) ::madvise(reinterpret_cast<void*>(begin), end - begin, MADV_HUGEPAGE);
#endif
  auto* first = static_cast<volatile unsigned char*>(memory);
  for (std::size_t at = 0; at < bytes; at += page) first[at] = 0;
}

}  // namespace unroll
