#include "marked_numbers.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace unroll::datasets {

void draw_marked_numbers(Combine combine, arma::uword T, Stream& stream, MarkedNumbers& data) {
  if (T < 8)
    throw std::invalid_argument("marked numbers were asked for with T = " + std::to_string(T) +
                                "; it must be at least 8");
  const bool sum = combine == Combine::sum;
  const std::size_t steps = T + stream.below(T / 10 + 1);
  data.numbers.resize(steps);
  for (double& number : data.numbers) number = stream.uniform(sum ? -1 : 0, 1);
  data.markers.assign(steps, 0);
  const std::size_t half = T / 2 - 1, first = stream.below(std::min<std::size_t>(10, half));
  std::size_t second = stream.below(half - 1);  // of those that are still unmarked
  second += second >= first;
  data.markers[first] = data.markers[second] = 1;
  data.markers.front() = data.markers.back() = -1;
  const auto counted = [&](std::size_t t) { return t > 0 ? data.numbers[t] : sum ? 0 : 1; };
  data.target = sum ? 0.5 + (counted(first) + counted(second)) / 4 : counted(first) * counted(second);
}

}  // namespace unroll::datasets
