// When a task counts as solved.
//
//   Reber     every symbol of all 512 strings is predicted right; asked every 100 strings
//   2a        no output is off by 0.25 at any step of either sequence; asked every 10 sequences
//   2c        10,000 new sequences in a row are right; asked every 1000, where the last 1000 were right
//   4, 5, 6   of the 2000 most recent training sequences so many were right, with a mean error below a limit
//
// How often tasks 1 and 2 were asked is not published. Weights stay as they are while they are.
#pragma once
#include <cstdint>
#include <functional>
#include <vector>

#include "sequences.hpp"

namespace unroll::experiments::long_lags {

// The answers to the most recent sequences.
class Recent {
 public:
  static constexpr std::size_t most = 2000;

  void see(const Answer& answer);
  bool full() const { return seen_ >= most; }
  std::size_t mistakes() const { return mistakes_; }
  double error() const;  // their mean
  std::uint64_t right_in_a_row() const { return run_; }

 private:
  std::vector<Answer> answers_ = std::vector<Answer>(most);
  std::uint64_t seen_ = 0, run_ = 0;
  std::size_t mistakes_ = 0;
};

// Answers a sequence with the net as it is now.
using Ask = std::function<Answer(const Sequence& sequence)>;

// Whether the stop is met after `seen` sequences; draws test sequences from `stream`.
bool solved(const Line& line, std::uint64_t seen, const Recent& recent, const Strings& strings,
            const Ask& ask, Stream& stream);

}  // namespace unroll::experiments::long_lags
