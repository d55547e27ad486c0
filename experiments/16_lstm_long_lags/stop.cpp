#include "stop.hpp"

#include <algorithm>

namespace unroll::experiments::long_lags {
namespace {

bool all_right(const std::vector<std::vector<arma::uword>>& strings, const Ask& ask) {
  Sequence sequence;
  return std::all_of(strings.begin(), strings.end(), [&](const auto& string) {
    of_string(string, sequence);
    return ask(sequence).right;
  });
}

bool all_right(const Line& line, std::size_t count, const Ask& ask, Stream& stream) {
  Sequence sequence;
  for (std::size_t k = 0; k < count; ++k) {
    draw(line, stream, sequence);
    if (!ask(sequence).right) return false;
  }
  return true;
}

// There are but two sequences; so many draws leave one out with a chance of 2^-31.
constexpr std::size_t both = 32;

}  // namespace

void Recent::see(const Answer& answer) {
  Answer& oldest = answers_[seen_ % most];
  if (full()) mistakes_ -= !oldest.right;
  oldest = answer;
  mistakes_ += !answer.right;
  run_ = answer.right ? run_ + 1 : 0;
  ++seen_;
}

double Recent::error() const {
  double sum = 0;
  for (const Answer& a : answers_) sum += a.error;
  return sum / static_cast<double>(most);
}

bool solved(const Line& line, std::uint64_t seen, const Recent& recent, const Strings& strings,
            const Ask& ask, Stream& stream) {
  switch (line.kind) {
    case Kind::reber:
      return seen % 100 == 0 && all_right(strings.training, ask) && all_right(strings.test, ask);
    case Kind::plain_lag:
      return seen % 10 == 0 && all_right(line, both, ask, stream);
    case Kind::noisy_lag:
      return seen % 1000 == 0 && recent.right_in_a_row() >= 1000 && all_right(line, 10000, ask, stream);
    default:
      return recent.full() && recent.mistakes() <= line.stop.mistakes && recent.error() < line.stop.error;
  }
}

}  // namespace unroll::experiments::long_lags
