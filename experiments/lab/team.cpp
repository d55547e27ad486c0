#include "team.hpp"

namespace unroll::lab {

Team::Team(unsigned threads) {
  for (std::size_t i = 1; i < threads; ++i)
    members_.emplace_back([this, i] {
      for (unsigned seen = 0;; ++seen) {
        round_.wait(seen);
        if (over_) return;
        (*work_)(i);
        done_.fetch_add(1);
        done_.notify_one();
      }
    });
}

Team::~Team() {
  over_ = true;
  round_.fetch_add(1);
  round_.notify_all();
  for (auto& member : members_) member.join();
}

void Team::run(const std::function<void(std::size_t)>& work) {
  work_ = &work;
  done_.store(0);
  round_.fetch_add(1);
  round_.notify_all();
  work(0);
  for (unsigned done; (done = done_.load()) < members_.size();) done_.wait(done);
}

}  // namespace unroll::lab
