#include "parallel.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace unroll::lab {

void parallel_for(std::size_t count, unsigned threads, Progress& progress,
                  const std::function<void(std::size_t)>& work) {
  std::atomic<std::size_t> next{0};
  std::mutex mutex;
  std::exception_ptr failure;
  std::size_t failed_at = count;
  const auto worker = [&] {
    for (std::size_t i; (i = next++) < count;) {
      try {
        work(i);
        progress.advance();
      } catch (...) {
        const std::lock_guard lock(mutex);
        if (i < failed_at) {
          failed_at = i;
          failure = std::current_exception();
        }
        next = count;
      }
    }
  };
  std::vector<std::thread> team;
  try {
    for (std::size_t k = 1; k < std::min<std::size_t>(threads, count); ++k) team.emplace_back(worker);
  } catch (const std::system_error&) {
    // The system gives no more threads; those that there are, this one at least, do the work.
  }
  worker();
  for (auto& member : team) member.join();
  if (failure) std::rethrow_exception(failure);
}

}  // namespace unroll::lab
