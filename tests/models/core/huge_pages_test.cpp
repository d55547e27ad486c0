// The hint reaches the pages that were meant, whole ones only, and no others.
#include "models/core/huge_pages.hpp"

#include "tests/catch.hpp"

#if defined(__linux__) && defined(MADV_HUGEPAGE)
#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>

namespace {

constexpr std::size_t page = 4096;

// Fresh memory of the test's own, from page to page.
class Pages {
 public:
  explicit Pages(std::size_t count) : bytes_(count * page) {
    memory_ = static_cast<char*>(
        ::mmap(nullptr, bytes_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
  }
  ~Pages() { ::munmap(memory_, bytes_); }
  Pages(const Pages&) = delete;
  Pages& operator=(const Pages&) = delete;

  char* begin() const { return memory_; }
  char* end() const { return memory_ + bytes_; }

 private:
  std::size_t bytes_;
  char* memory_;
};

// How many of some bytes the system knows to be meant for huge pages.
std::size_t hinted(const char* begin, const char* end) {
  std::ifstream map("/proc/self/smaps");
  std::size_t count = 0, from = 0, to = 0;
  for (std::string line; std::getline(map, line);) {
    std::size_t a = 0, b = 0;
    char dash = 0;
    if (std::istringstream in(line); in >> std::hex >> a >> dash >> b && dash == '-') {
      from = std::max(a, reinterpret_cast<std::size_t>(begin));
      to = std::min(b, reinterpret_cast<std::size_t>(end));
    }
    if (line.starts_with("VmFlags:") && (line + " ").find(" hg ") != std::string::npos && from < to)
      count += to - from;
  }
  return count;
}

// Without huge pages in the kernel, or without a map that tells of them, the hint cannot be seen.
bool can_be_seen() {
  const Pages pages(1);
  const bool taken = ::madvise(pages.begin(), page, MADV_HUGEPAGE) == 0;
  const bool seen = taken && hinted(pages.begin(), pages.end()) == page;
  if (!seen) WARN("this system does not tell which pages are meant to be huge: nothing was checked");
  return seen;
}

}  // namespace

TEST_CASE("huge pages: all pages of a matrix are hinted, and their neighbours are not") {
  if (!can_be_seen()) return;
  const Pages pages(64);
  unroll::hand_out_pages(pages.begin() + 16 * page, 32 * page);
  CHECK(hinted(pages.begin(), pages.end()) == 32 * page);
  CHECK(hinted(pages.begin() + 16 * page, pages.begin() + 48 * page) == 32 * page);
}

TEST_CASE("huge pages: of a page that belongs to others in part nothing is said") {
  if (!can_be_seen()) return;
  const Pages pages(8);
  unroll::hand_out_pages(pages.begin() + 16, 4 * page);
  CHECK(hinted(pages.begin(), pages.end()) == 3 * page);
  CHECK(hinted(pages.begin() + page, pages.begin() + 4 * page) == 3 * page);
}

TEST_CASE("huge pages: less than a page is no matter") {
  if (!can_be_seen()) return;
  const Pages pages(4);
  unroll::hand_out_pages(pages.begin(), 0);
  unroll::hand_out_pages(pages.begin(), page - 1);
  unroll::hand_out_pages(pages.begin() + 100, page);
  unroll::hand_out_pages(nullptr, 0);
  CHECK(hinted(pages.begin(), pages.end()) == 0);
}

TEST_CASE("huge pages: nothing beside the memory given is written to") {
  const Pages pages(64);
  std::fill(pages.begin(), pages.end(), 'x');
  unroll::hand_out_pages(pages.begin() + 5000, 20 * page + 17);
  const char *first = pages.begin() + 5000, *last = first + 20 * page + 17;
  CHECK(std::count(static_cast<const char*>(pages.begin()), first, 'x') == 5000);
  CHECK(std::count(last, static_cast<const char*>(pages.end()), 'x') == pages.end() - last);
  CHECK(std::count(first, last, 'x') < last - first);
}
#endif
