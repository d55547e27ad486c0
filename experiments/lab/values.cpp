#include "values.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>
#include <string>

namespace unroll::lab {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

// No values, or a NaN among them: neither order nor middle.
bool without_order(const std::vector<double>& values) {
  return values.empty() || std::any_of(values.begin(), values.end(), [](double v) { return std::isnan(v); });
}

std::string name_of(std::optional<std::uint64_t> seed) {
  return seed ? "seed " + std::to_string(*seed) : "no seed";
}

Values seed_by_seed(const Values& a, const Values& b, const std::function<double(double, double)>& compare) {
  Values all;
  for (const auto& [seed, value] : a) {
    const bool alone = b.size() == 1 && !b[0].seed;
    const bool paired =
        std::any_of(b.begin(), b.end(), [&, s = seed](const Observation& other) { return other.seed == s; });
    if (!alone && !paired) continue;
    a.of_seed(seed);  // throws if the pair is not unique
    all.add(seed, compare(value, alone ? b[0].value : b.of_seed(seed)));
  }
  return all;
}

}  // namespace

Spread spread_of(const std::vector<double>& values) {
  if (without_order(values)) return {none, none, none};
  std::vector<double> sorted = values;
  std::sort(sorted.begin(), sorted.end());
  const std::size_t half = sorted.size() / 2;
  const double median = sorted.size() % 2 == 1 ? sorted[half] : std::midpoint(sorted[half - 1], sorted[half]);
  return {median, sorted.front(), sorted.back()};
}

double median_of(const std::vector<double>& values) { return spread_of(values).median; }

std::vector<double> Values::numbers() const {
  std::vector<double> numbers;
  for (const auto& one : all_) numbers.push_back(one.value);
  return numbers;
}

double Values::of_seed(std::optional<std::uint64_t> seed) const {
  const Observation* found = nullptr;
  for (const auto& one : all_)
    if (one.seed == seed) {
      if (found != nullptr)
        throw std::invalid_argument("there are several values of " + name_of(seed) +
                                    "; reduce them to one with each_seed");
      found = &one;
    }
  if (found == nullptr) throw std::invalid_argument("there is no value of " + name_of(seed));
  return found->value;
}

Values Values::map(const std::function<double(double)>& f) const {
  Values mapped;
  for (const auto& [seed, value] : all_) mapped.add(seed, f(value));
  return mapped;
}

Values Values::each_seed(const std::function<double(const std::vector<double>&)>& reduce) const {
  Values reduced;
  for (auto one = all_.begin(); one != all_.end(); ++one) {
    const auto same = [&](const Observation& other) { return other.seed == one->seed; };
    if (std::any_of(all_.begin(), one, same)) continue;
    std::vector<double> values;
    for (const auto& other : all_)
      if (same(other)) values.push_back(other.value);
    reduced.add(one->seed, reduce(values));
  }
  return reduced;
}

Values operator-(const Values& a, const Values& b) { return seed_by_seed(a, b, std::minus<>()); }
Values operator/(const Values& a, const Values& b) { return seed_by_seed(a, b, std::divides<>()); }

namespace reduce {

double most(const std::vector<double>& values) { return spread_of(values).greatest; }
double least(const std::vector<double>& values) { return spread_of(values).least; }
double sum(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }
double mean(const std::vector<double>& values) {
  return values.empty() ? none : sum(values) / static_cast<double>(values.size());
}
double first(const std::vector<double>& values) { return values.empty() ? none : values.front(); }
double last(const std::vector<double>& values) { return values.empty() ? none : values.back(); }

}  // namespace reduce

}  // namespace unroll::lab
