// The values of a finding, each with the seed that it comes from, and what is done with them. A value of one network and one
// of another are compared seed by seed.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace unroll::lab {

// The median, the least and the greatest of some values; all NaN for no values and where one of them is NaN.
struct Spread {
  double median, least, greatest;
};
Spread spread_of(const std::vector<double>& values);
double median_of(const std::vector<double>& values);

struct Observation {
  std::optional<std::uint64_t> seed;  // none: the value depends on no seed
  double value = 0;
};

class Values {
 public:
  Values() = default;
  Values(double value) : all_{{{}, value}} {}  // NOLINT: a single value that depends on no seed
  void add(std::optional<std::uint64_t> seed, double value) { all_.push_back({seed, value}); }

  bool empty() const { return all_.empty(); }
  std::size_t size() const { return all_.size(); }
  auto begin() const { return all_.begin(); }
  auto end() const { return all_.end(); }
  const Observation& operator[](std::size_t k) const { return all_[k]; }

  std::vector<double> numbers() const;
  double median() const { return median_of(numbers()); }

  // The value of one seed; throws std::invalid_argument unless there is exactly one.
  double of_seed(std::optional<std::uint64_t> seed) const;
  // f(value) of each.
  Values map(const std::function<double(double)>& f) const;
  // One value a seed, in order of first appearance: reduce(the values of that seed).
  Values each_seed(const std::function<double(const std::vector<double>&)>& reduce) const;

 private:
  std::vector<Observation> all_;
};

// Seed by seed, for the seeds that both have; throws std::invalid_argument if one has a seed twice. A value of `b` without
// a seed goes with every seed of `a`.
Values operator-(const Values& a, const Values& b);
Values operator/(const Values& a, const Values& b);

namespace reduce {
double most(const std::vector<double>& values);   // NaN where one is NaN
double least(const std::vector<double>& values);  // likewise
double sum(const std::vector<double>& values);
double mean(const std::vector<double>& values);
double first(const std::vector<double>& values);
double last(const std::vector<double>& values);
}  // namespace reduce

}  // namespace unroll::lab
