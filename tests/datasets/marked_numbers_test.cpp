#include "datasets/marked_numbers.hpp"

#include <cmath>
#include <set>
#include <stdexcept>

#include "tests/catch.hpp"

using namespace unroll;
using namespace unroll::datasets;

TEST_CASE("marked numbers: markers, ranges and targets are the paper's") {
  for (const Combine combine : {Combine::sum, Combine::product}) {
    const bool sum = combine == Combine::sum;
    Stream stream(1);
    MarkedNumbers data;
    std::set<std::size_t> places, lengths;
    int first_chosen = 0;
    for (int k = 0; k < 4000; ++k) {
      draw_marked_numbers(combine, 100, stream, data);
      const std::size_t steps = data.numbers.size();
      REQUIRE(data.markers.size() == steps);
      lengths.insert(steps);
      CHECK(data.markers.front() == -1);
      CHECK(data.markers.back() == -1);
      std::vector<std::size_t> marked;
      for (std::size_t t = 0; t < steps; ++t) {
        CHECK((data.numbers[t] >= (sum ? -1 : 0) && data.numbers[t] < 1));
        if (t == 0 || t + 1 == steps) continue;
        CHECK((data.markers[t] == 0 || data.markers[t] == 1));
        if (data.markers[t] == 1) marked.push_back(t);
      }
      REQUIRE((marked.size() == 1 || marked.size() == 2));  // one where the first element is the other
      first_chosen += marked.size() == 1;
      for (const std::size_t t : marked) places.insert(t);
      CHECK(marked.back() < 49);  // of the first T/2 - 1
      if (marked.size() == 2) CHECK(marked.front() < 10);
      double expected = sum ? 0 : 1;
      for (const std::size_t t : marked)
        expected = sum ? expected + data.numbers[t] : expected * data.numbers[t];
      CHECK(data.target == Approx(sum ? 0.5 + expected / 4 : expected));
    }
    CHECK(lengths == std::set<std::size_t>{100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110});
    CHECK(places.size() == 48);  // the second to the 49th element, each now and then
    // Chosen first with chance 1/10, and second, if not, with 1/48.
    const double chance = 0.1 + 0.9 / 48;
    CHECK(std::abs(first_chosen - 4000 * chance) < 4 * std::sqrt(4000 * chance * (1 - chance)));
  }
}

TEST_CASE("who always says the mean of marked numbers has the mean squared error of the header") {
  constexpr int n = 20000;
  Stream stream(2);
  MarkedNumbers data;
  for (const Combine combine : {Combine::sum, Combine::product}) {
    const bool sum = combine == Combine::sum;
    double squares = 0, fourth = 0, count = 0;
    for (int k = 0; k < n; ++k) {
      draw_marked_numbers(combine, 20, stream, data);
      int marked = 0;
      for (const double m : data.markers) marked += m == 1;
      if (marked < 2) continue;
      const double square = std::pow(data.target - (sum ? 0.5 : 0.25), 2);
      squares += square;
      fourth += square * square;
      ++count;
    }
    const double mean = squares / count, error = std::sqrt((fourth / count - mean * mean) / count);
    CHECK(std::abs(mean - (sum ? 1.0 / 24 : 7.0 / 144)) < 4 * error);
  }
}

TEST_CASE("marked numbers without room for two markers are refused") {
  Stream stream(3);
  MarkedNumbers data;
  CHECK_THROWS_AS(draw_marked_numbers(Combine::sum, 7, stream, data), std::invalid_argument);
  draw_marked_numbers(Combine::sum, 8, stream, data);
  CHECK(data.numbers.size() == 8);
}
