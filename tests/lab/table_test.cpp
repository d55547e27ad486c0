// Tables of numbers and words read back as what was written, and no number is longer than it must be.
#include "experiments/lab/table.hpp"

#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "models/core/random.hpp"
#include "tests/catch.hpp"

using unroll::Stream;
using namespace unroll::lab;

namespace {

// Reads a table as RFC 4180 says, a row's end being LF or CR LF.
std::vector<std::vector<std::string>> read_csv(const std::string& text) {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> row;
  std::string cell;
  bool quoted = false;
  for (std::size_t k = 0; k < text.size(); ++k) {
    const char c = text[k];
    if (quoted) {
      if (c != '"')
        cell += c;
      else if (k + 1 < text.size() && text[k + 1] == '"')
        cell += text[++k];
      else
        quoted = false;
    } else if (c == '"') {
      quoted = true;
    } else if (c == ',' || c == '\n') {
      row.push_back(cell);
      cell.clear();
      if (c == '\n') {
        rows.push_back(row);
        row.clear();
      }
    } else if (c != '\r' || k + 1 == text.size() || text[k + 1] != '\n') {
      cell += c;
    }
  }
  if (quoted || !row.empty() || !cell.empty()) throw std::runtime_error("the table ends within a row");
  return rows;
}

template <class Number>
std::string written(Number value) {
  Table csv({"x"});
  csv.row(value);
  return read_csv(csv.csv()).at(1).at(0);
}

template <class Number>
Number read_number(const std::string& text) {
  Number value{};
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failed != std::errc{} || end != text.data() + text.size()) throw std::runtime_error("no number");
  return value;
}

template <class Real>
int significant_digits(const std::string& text) {
  std::string digits;
  for (const char c : text.substr(0, text.find('e')))
    if (c >= '0' && c <= '9' && (c != '0' || !digits.empty())) digits += c;
  return static_cast<int>(digits.find_last_not_of('0') + 1);
}

template <class Real>
void check_exact_and_short(Real value) {
  const std::string text = written(value);
  CAPTURE(text);
  CHECK(read_number<Real>(text) == value);
  CHECK(std::signbit(read_number<Real>(text)) == std::signbit(value));
  const int digits = significant_digits<Real>(text);
  if (digits <= 1 || std::abs(value) == std::numeric_limits<Real>::max()) return;
  CHECK(read_number<Real>(fmt::format("{:.{}e}", value, digits - 2)) != value);
}

template <class Real, class Bits>
void check_reals() {
  Stream stream(7);
  for (int k = 0; k < 2000; ++k) {
    const Real any = std::bit_cast<Real>(static_cast<Bits>(stream.bits()));
    if (std::isfinite(any)) check_exact_and_short(any);
    check_exact_and_short(static_cast<Real>(stream.normal()));
  }
  using Limits = std::numeric_limits<Real>;
  for (const Real edge : {Real(0), -Real(0), Real(0.1), Real(1) / Real(3), Real(1e20), Limits::max(),
                          Limits::lowest(), Limits::min(), Limits::denorm_min(), Limits::epsilon()})
    check_exact_and_short(edge);
}

}  // namespace

TEST_CASE("CSV: every double and every float reads back as itself, in the fewest digits") {
  check_reals<double, std::uint64_t>();
  check_reals<float, std::uint32_t>();
}

TEST_CASE("CSV: integers keep all their digits") {
  CHECK(read_number<std::uint64_t>(written(std::numeric_limits<std::uint64_t>::max())) ==
        std::numeric_limits<std::uint64_t>::max());
  CHECK(read_number<std::int64_t>(written(std::numeric_limits<std::int64_t>::min())) ==
        std::numeric_limits<std::int64_t>::min());
  CHECK(written(0) == "0");
  CHECK(written(std::size_t{1} << 53) == "9007199254740992");
}

TEST_CASE("CSV: what is not finite says so and reads back") {
  CHECK(std::isnan(read_number<double>(written(std::nan("")))));
  CHECK(read_number<double>(written(HUGE_VAL)) == HUGE_VAL);
  CHECK(read_number<double>(written(-HUGE_VAL)) == -HUGE_VAL);
}

TEST_CASE("CSV: words of any characters read back as themselves") {
  const std::vector<std::string> letters{"a", ",", "\"", "\n", "\r", "\r\n", " ", ";", "'", "é", "½"};
  Stream stream(11);
  const auto word = [&] {
    std::string text;
    for (auto length = stream.below(6); length > 0; --length) text += letters[stream.below(letters.size())];
    return text;
  };
  for (int k = 0; k < 3000; ++k) {
    const std::vector<std::string> row{word(), word(), word()};
    Table csv({"one", "two, \"three\"", "four"});
    csv.row(row[0], row[1], row[2]);
    csv.row(1, "x", std::string_view("y"));
    CAPTURE(csv.csv());
    const auto rows = read_csv(csv.csv());
    REQUIRE(rows.size() == 3);
    CHECK(rows[0] == std::vector<std::string>{"one", "two, \"three\"", "four"});
    CHECK(rows[1] == row);
    CHECK(rows[2] == std::vector<std::string>{"1", "x", "y"});
    const Table again = Table::parse(csv.csv());  // CR is no part of a cell that is not quoted
    CHECK(again.csv() == csv.csv());
  }
}

TEST_CASE("CSV: plain words are not quoted, so that gnuplot's and people's eyes are spared") {
  Table csv({"rule", "overlap"});
  csv.row("Hebb 1949", 0.5);
  CHECK(csv.csv() == "rule,overlap\nHebb 1949,0.5\n");
}

TEST_CASE("CSV: a row of another length than the header is refused") {
  Table shorter({"a", "b"}), longer({"a", "b"});
  CHECK_THROWS_AS(shorter.row(1), std::logic_error);
  CHECK_THROWS_AS(longer.row(1, 2, 3), std::logic_error);
}

TEST_CASE("tables: an empty cell is no value, a flag is 1 or 0, and a cell reads as the number it shows") {
  Table table({"a", "b", "c"});
  table.row(std::nullopt, true, std::optional<double>(0.25));
  table.row(std::optional<double>(), false, "word");
  CHECK(table.csv() == "a,b,c\n,1,0.25\n,0,word\n");
  CHECK(std::isnan(table.number(0, 0)));
  CHECK(table.number(0, table.column("c")) == 0.25);
  CHECK(std::isnan(table.number(1, 2)));
  CHECK_THROWS_AS(table.column("d"), std::invalid_argument);
}

TEST_CASE("tables: text that is no table is refused with its line") {
  try {
    Table::parse("a,b\n1,2\n3\n");
    FAIL("a short line was read");
  } catch (const std::invalid_argument& problem) {
    CHECK(std::string(problem.what()).find("line 3") != std::string::npos);
  }
  CHECK(Table::parse("a,b\r\n1,2\r\n").text(0, 1) == "2");
}

namespace {

// Two groups of three rows, in which order of first appearance is not that of the alphabet.
Table observations() {
  Table table({"net", "seed", "error", "solved", "right", "asked"});
  table.row("tanh", 1, 3.0, false, 1, 10);
  table.row("tanh", 2, 1.0, true, 2, 10);
  table.row("gru", 1, 7.0, true, 10, 10);
  table.row("tanh", 3, 2.0, true, 3, 20);
  table.row("gru", 2, 5.0, true, 10, 10);
  table.row("gru", 3, 6.0, true, 10, 10);
  return table;
}

}  // namespace

TEST_CASE(
    "summaries: median, range, mean, quantile, share and counted share of each group, in order of "
    "appearance") {
  const Table all = summary_of(observations(), {.name = "s",
                                                .table = "t",
                                                .by = {"net"},
                                                .of = {"error"},
                                                .means = {"error"},
                                                .shares = {"solved"},
                                                .quantiles = {0, 0.5},
                                                .counts = {{"right", "asked"}}});
  REQUIRE(all.rows() == 2);
  CHECK(all.text(0, all.column("net")) == "tanh");
  const auto at = [&](std::size_t row, const char* column) { return all.number(row, all.column(column)); };
  CHECK(at(0, "count") == 3);
  CHECK((at(0, "error_median") == 2 && at(0, "error_least") == 1 && at(0, "error_greatest") == 3));
  CHECK((at(1, "error_median") == 6 && at(1, "error_least") == 5 && at(1, "error_greatest") == 7));
  CHECK((at(0, "error_mean") == 2 && at(0, "error_q00") == 1 && at(0, "error_q50") == 2));
  CHECK(at(0, "solved_share") == Approx(2.0 / 3));
  CHECK((at(0, "solved_low") < 2.0 / 3 && at(0, "solved_high") > 2.0 / 3));
  CHECK((at(1, "solved_share") == 1 && at(1, "solved_high") == 1 && at(1, "solved_low") > 0.4));
  CHECK((at(0, "right") == 6 && at(0, "asked") == 40 && at(0, "right_share") == Approx(0.15)));
}

TEST_CASE("summaries: rows may be chosen, empty cells are left out, and a NaN spoils its group alone") {
  Table table({"net", "error"});
  table.row("a", 1.0);
  table.row("a", std::nullopt);
  table.row("b", std::nan(""));
  table.row("b", 2.0);
  table.row("c", std::nullopt);
  const Table all =
      summary_of(table, {.name = "s", .table = "t", .by = {"net"}, .of = {"error"}, .means = {"error"}});
  CHECK(all.number(0, all.column("error_median")) == 1);
  CHECK(all.text(1, all.column("error_median")) == "nan");
  CHECK(all.text(2, all.column("error_median")).empty());
  CHECK(all.text(2, all.column("error_mean")).empty());
  const Table some = summary_of(observations(), {.name = "s",
                                                 .table = "t",
                                                 .by = {"net"},
                                                 .of = {"error"},
                                                 .where = {{"solved", {"1"}}, {"net", {"tanh", "elman"}}}});
  REQUIRE(some.rows() == 1);
  CHECK(some.number(0, some.column("error_median")) == 1.5);
}
