#include "training.hpp"

namespace unroll::lab {

void detail::append(TrainingRecord& record, const TrainingRecord& more) {
  record.losses.insert(record.losses.end(), more.losses.begin(), more.losses.end());
  record.norms.insert(record.norms.end(), more.norms.begin(), more.norms.end());
  record.validations.insert(record.validations.end(), more.validations.begin(), more.validations.end());
  if (more.best && (!record.best || more.best->value < record.best->value)) record.best = more.best;
  record.ending = more.ending;
}

std::vector<Stretch> stretches_of(const TrainingRecord& record, std::uint64_t updates, std::size_t count) {
  std::vector<Stretch> all;
  double sum = 0, largest = 0;
  std::uint64_t seen = 0;
  const auto place = [&](std::uint64_t done) { return done * count / updates; };
  for (std::uint64_t n = 1; n <= record.losses.size(); ++n) {
    sum += record.losses[n - 1];
    largest = std::max(largest, record.norms[n - 1]);
    ++seen;
    if (place(n) == place(n - 1)) continue;
    all.push_back({n, sum / static_cast<double>(seen), largest});
    sum = largest = 0;
    seen = 0;
  }
  return all;
}

}  // namespace unroll::lab
