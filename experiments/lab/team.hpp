// Threads that stay: for work of a millisecond, again and again, where starting threads would cost as much.
#pragma once
#include <atomic>
#include <cstddef>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace unroll::lab {

class Team {
 public:
  explicit Team(
      unsigned threads);  // this one and threads - 1 others; throws std::system_error if there are none
  ~Team();
  Team(const Team&) = delete;
  Team& operator=(const Team&) = delete;

  // Calls work(i) for i = 0 … threads - 1, each on a thread of its own, and returns when all are done. Passes
  // on one of the exceptions that it threw.
  void run(const std::function<void(std::size_t)>& work);
  std::size_t size() const { return members_.size() + 1; }

 private:
  void work_on(std::size_t i);
  void dismiss();

  const std::function<void(std::size_t)>* work_ = nullptr;
  std::atomic<unsigned> round_{0}, done_{0};
  bool over_ = false;
  std::mutex mutex_;
  std::exception_ptr failure_;
  std::vector<std::thread> members_;
};

}  // namespace unroll::lab
