// Memory for large matrices. A new 10,000 × 10,000 matrix of float is 100,000 pages of 4 KiB that the system
// hands out one by one as they are first touched; in the middle of a product each hand-out also empties the
// cache that the product lives on. Asked for beforehand and as large pages, they cost a thirtieth of it.
#pragma once
#include <cstddef>
#include <cstdint>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace unroll {

// Has the pages of `bytes` at `memory`, newly allocated and not yet written to, handed out now: large ones
// where the system has them. Overwrites some of the bytes.
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
