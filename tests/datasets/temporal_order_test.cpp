#include "datasets/temporal_order.hpp"

#include <cmath>
#include <map>
#include <stdexcept>
#include <string>

#include "tests/catch.hpp"

using namespace unroll;
using namespace unroll::datasets;

namespace {

// Where X and Y stand, counted from 1, and which they are; all else is checked on the way.
std::vector<std::pair<std::size_t, char>> relevant(const std::vector<arma::uword>& symbols) {
  std::vector<std::pair<std::size_t, char>> found;
  for (std::size_t t = 0; t < symbols.size(); ++t) {
    const char letter = order_letters[symbols[t]];
    CHECK((letter == 'E') == (t == 0));
    CHECK((letter == 'B') == (t + 1 == symbols.size()));
    if (letter == 'X' || letter == 'Y') found.push_back({t + 1, letter});
  }
  return found;
}

}  // namespace

TEST_CASE("temporal order has its symbols where the paper has them, and the class of their order") {
  const std::vector<std::pair<std::size_t, std::size_t>> two{{10, 20}, {50, 60}},
      three{{10, 20}, {33, 43}, {66, 76}};
  for (const Order order : {Order::two, Order::three}) {
    const auto& places = order == Order::two ? two : three;
    Stream stream(1);
    std::vector<arma::uword> symbols;
    std::map<std::size_t, int> first_at, last_at, lengths;
    for (int k = 0; k < 3000; ++k) {
      const arma::uword label = draw_temporal_order(order, 100, stream, symbols);
      const auto found = relevant(symbols);
      REQUIRE(found.size() == places.size());
      arma::uword expected = 0;
      for (std::size_t i = 0; i < found.size(); ++i) {
        CHECK((found[i].first >= places[i].first && found[i].first <= places[i].second));
        expected = 2 * expected + (found[i].second == 'Y');
      }
      CHECK(label == expected);
      ++first_at[found.front().first];
      ++last_at[found.back().first];
      ++lengths[symbols.size()];
    }
    CHECK(first_at.size() == 11);  // 10 … 20, all of them
    CHECK(last_at.size() == 11);
    CHECK(lengths.size() == 11);
    CHECK((lengths.begin()->first == 100 && lengths.rbegin()->first == 110));
  }
}

TEST_CASE("classes of temporal order are equally frequent, so a guess is right in one of four or eight") {
  for (const Order order : {Order::two, Order::three}) {
    constexpr double n = 8000;
    const double share = 1.0 / static_cast<double>(order_classes(order));
    Stream stream(2);
    std::vector<arma::uword> symbols;
    std::vector<double> counts(order_classes(order));
    for (int k = 0; k < n; ++k) ++counts[draw_temporal_order(order, 100, stream, symbols)];
    for (const double count : counts)
      CHECK(std::abs(count - n * share) < 4 * std::sqrt(n * share * (1 - share)));
  }
}

TEST_CASE("distractors of temporal order say nothing of the class: each is as frequent in every class") {
  Stream stream(3);
  std::vector<arma::uword> symbols;
  arma::mat counts(4, 4, arma::fill::zeros);
  for (int k = 0; k < 4000; ++k) {
    const arma::uword label = draw_temporal_order(Order::two, 20, stream, symbols);
    for (const arma::uword symbol : symbols)
      if (symbol >= 2 && symbol < 6) ++counts(symbol - 2, label);
  }
  const arma::rowvec all = arma::sum(counts);
  for (arma::uword label = 0; label < 4; ++label)
    for (arma::uword d = 0; d < 4; ++d)
      CHECK(std::abs(counts(d, label) - all[label] / 4) < 4 * std::sqrt(all[label] * 3 / 16));
}

TEST_CASE("temporal order of other lengths stands at the same hundredths; too short ones are refused") {
  Stream stream(4);
  std::vector<arma::uword> symbols;
  for (const arma::uword T : {20u, 50u, 200u})
    for (int k = 0; k < 200; ++k) {
      draw_temporal_order(Order::two, T, stream, symbols);
      const auto found = relevant(symbols);
      REQUIRE(found.size() == 2);
      CHECK((found[0].first >= T / 10 && found[0].first <= T / 5));
      CHECK((found[1].first >= T / 2 && found[1].first <= 6 * T / 10));
      CHECK((symbols.size() >= T && symbols.size() <= T + T / 10));
    }
  CHECK_THROWS_AS(draw_temporal_order(Order::two, 19, stream, symbols), std::invalid_argument);
}
