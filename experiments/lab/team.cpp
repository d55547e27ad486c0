#include "team.hpp"

namespace unroll::lab {

Team::Team(unsigned threads) {
  try {
    for (std::size_t i = 1; i < threads; ++i)
      members_.emplace_back([this, i] {
        for (unsigned seen = 0;; ++seen) {
          round_.wait(seen);
          if (over_) return;
          work_on(i);
          done_.fetch_add(1);
          done_.notify_one();
        }
      });
  } catch (...) {
    dismiss();
    throw;
  }
}

Team::~Team() { dismiss(); }

void Team::dismiss() {
  over_ = true;
  round_.fetch_add(1);
  round_.notify_all();
  for (auto& member : members_) member.join();
}

void Team::work_on(std::size_t i) {
  try {
    (*work_)(i);
  } catch (...) {
    const std::lock_guard lock(mutex_);
    failure_ = std::current_exception();
  }
}

void Team::run(const std::function<void(std::size_t)>& work) {
  work_ = &work;
  failure_ = nullptr;
  done_.store(0);
  round_.fetch_add(1);
  round_.notify_all();
  work_on(0);
  for (unsigned done; (done = done_.load()) < members_.size();) done_.wait(done);
  if (failure_) std::rethrow_exception(failure_);
}

}  // namespace unroll::lab
