// Threads that stay: for work of a millisecond, again and again, where starting threads would cost as much.
#pragma once
#include <atomic>
#include <cstddef>
#include <functional>
#include <thread>
#include <vector>

namespace unroll::lab {

class Team {
 public:
  explicit Team(unsigned threads);  // itself and threads - 1 others
  ~Team();
  Team(const Team&) = delete;
  Team& operator=(const Team&) = delete;

  // Calls work(i) for i = 0 … threads - 1, each on a thread of its own, and returns when all are done. Work
  // must not throw.
  void run(const std::function<void(std::size_t)>& work);
  std::size_t size() const { return members_.size() + 1; }

 private:
  const std::function<void(std::size_t)>* work_ = nullptr;
  std::atomic<unsigned> round_{0}, done_{0};
  bool over_ = false;
  std::vector<std::thread> members_;
};

}  // namespace unroll::lab
