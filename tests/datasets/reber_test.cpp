#include "datasets/reber.hpp"

#include <cmath>
#include <regex>
#include <set>
#include <stdexcept>
#include <string>

#include "tests/catch.hpp"

using namespace unroll;
using namespace unroll::datasets;
using String = std::vector<arma::uword>;

namespace {

std::string text(const String& symbols) {
  std::string letters;
  for (const arma::uword symbol : symbols) letters += reber_letters[symbol];
  return letters;
}

String symbols(const std::string& letters) {
  String all;
  for (const char letter : letters) all.push_back(reber_letters.find(letter));
  return all;
}

std::string letters_of(unsigned bits) {
  std::string all;
  for (arma::uword k = 0; k < reber_symbols; ++k)
    if ((bits >> k & 1u) != 0) all += reber_letters[k];
  return all;
}

// The grammar once more, as an expression: from node 3 on it is L = (T*VPX)* T*V (V or PS).
const std::string from_3 = "(T*VPX)*T*V(V|PS)";
const std::string grammar = "B(TS*X(S|X" + from_3 + ")|P" + from_3 + ")E";

}  // namespace

TEST_CASE("Reber strings are those of the grammar, and every legal short one comes") {
  const std::regex legal(grammar);
  std::set<std::string> seen;
  Stream stream(1);
  String string;
  for (int k = 0; k < 5000; ++k) {
    draw_reber(stream, string);
    INFO(text(string));
    CHECK(std::regex_match(text(string), legal));
    seen.insert(text(string));
  }
  for (const char* shortest : {"BTXSE", "BPVVE", "BTSXSE", "BPTVVE", "BTXXVVE", "BPVPSE", "BTSSXSE"})
    CHECK(seen.count(shortest) == 1);
}

TEST_CASE("embedded Reber strings repeat their second letter before the last, at least five letters later") {
  const std::regex legal("B(T" + grammar + "T|P" + grammar + "P)E");
  Stream stream(2);
  String string;
  int with_t = 0;
  constexpr int n = 4000;
  std::size_t shortest = 100;
  for (int k = 0; k < n; ++k) {
    draw_embedded_reber(stream, string);
    INFO(text(string));
    CHECK(std::regex_match(text(string), legal));
    CHECK(string[1] == string[string.size() - 2]);
    shortest = std::min(shortest, string.size());
    with_t += reber_letters[string[1]] == 'T';
  }
  CHECK(shortest == 9);  // so the paper
  CHECK(std::abs(with_t - n / 2) < 4 * std::sqrt(n) / 2);
}

TEST_CASE("what may come next in an embedded Reber string is what strings have there, and nothing else") {
  const auto next = embedded_reber_next(symbols("BTBPTVPXVVETE"));
  const std::vector<std::string> expected{"TP", "B",  "TP", "TV", "TV", "PV", "SX",
                                          "TV", "PV", "E",  "T",  "E",  ""};
  REQUIRE(next.size() == expected.size());
  for (std::size_t t = 0; t < next.size(); ++t) {
    INFO("after letter " << t + 1);
    CHECK(letters_of(next[t]) == expected[t]);
  }
  CHECK(letters_of(embedded_reber_next(symbols("BPBTXSE")).back()) == "P");

  Stream stream(3);
  String string;
  std::set<std::pair<std::string, arma::uword>> seen;  // prefixes of up to 5 letters, and what came then
  for (int k = 0; k < 4000; ++k) {
    draw_embedded_reber(stream, string);
    const auto allowed = embedded_reber_next(string);
    for (std::size_t t = 0; t + 1 < string.size(); ++t) {
      CHECK((allowed[t] >> string[t + 1] & 1u) == 1);
      if (t < 5)
        seen.insert({text({string.begin(), string.begin() + static_cast<long>(t) + 1}), string[t + 1]});
    }
    CHECK(allowed.back() == 0);
  }
  std::set<std::string> prefixes;
  for (const auto& [prefix, symbol] : seen) prefixes.insert(prefix);
  for (const std::string& prefix : prefixes) {
    const unsigned allowed = embedded_reber_next(symbols(prefix)).back();
    for (arma::uword k = 0; k < reber_symbols; ++k) CHECK(seen.count({prefix, k}) == (allowed >> k & 1u));
  }
}

TEST_CASE("no model without memory predicts any embedded Reber string") {
  // T, or P, comes twice in each string but after other letters: what it is followed by differs.
  Stream stream(4);
  String string;
  for (int k = 0; k < 2000; ++k) {
    draw_embedded_reber(stream, string);
    const auto next = embedded_reber_next(string);
    CHECK(letters_of(next[1]) == "B");
    CHECK(letters_of(next[string.size() - 2]) == "E");
    CHECK(string[1] == string[string.size() - 2]);
  }
}

TEST_CASE("strings that the embedded grammar does not make are refused, with the place") {
  CHECK_THROWS_WITH(embedded_reber_next(symbols("BTT")),
                    "symbol 1 at place 3 is none that the embedded Reber grammar allows there");
  CHECK_THROWS_AS(embedded_reber_next(symbols("BTBTXSEPE")), std::invalid_argument);
  CHECK_THROWS_AS(embedded_reber_next(symbols("BTBTXSETEB")), std::invalid_argument);
  CHECK_THROWS_AS(embedded_reber_next({7}), std::invalid_argument);
}

TEST_CASE("the same stream draws the same strings, another one others") {
  Stream a(1), b(1), c(2);
  String one, same, other;
  bool differs = false;
  for (int k = 0; k < 20; ++k) {
    draw_embedded_reber(a, one);
    draw_embedded_reber(b, same);
    draw_embedded_reber(c, other);
    CHECK(one == same);
    differs = differs || one != other;
  }
  CHECK(differs);
}
