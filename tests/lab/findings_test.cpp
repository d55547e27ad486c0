// Verdicts at the edges of the band, medians, and what is said of numbers that are none.
#include "experiments/lab/findings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "experiments/lab/text_table.hpp"
#include "models/core/random.hpp"
#include "tests/catch.hpp"

using namespace unroll::lab;
using unroll::Stream;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();

Finding finding(double low, double high, const std::vector<double>& values,
                FindingKind kind = FindingKind::published) {
  Finding f;
  f.claim = {.id = "id",
             .claim = "Overlap after recall",
             .source = "Hopfield 1982, table 1",
             .published = "0.99",
             .unit = "",
             .kind = kind,
             .low = low,
             .high = high,
             .reason = "so"};
  for (std::size_t k = 0; k < values.size(); ++k) f.values.add(k + 1, values[k]);
  return f;
}

std::string without_escapes(const std::string& text) {
  std::string plain;
  bool escape = false;
  for (const char c : text) {
    escape = escape || c == '\x1b';
    if (!escape) plain += c;
    escape = escape && c != 'm';
  }
  return plain;
}

}  // namespace

TEST_CASE("findings: half of the values are on either side of the median, in whatever order they come") {
  Stream stream(3);
  for (std::size_t size = 1; size < 40; ++size) {
    std::vector<double> values(size);
    for (auto& v : values) v = std::round(stream.normal() * 4);
    const double m = median_of(values);
    const auto below = std::count_if(values.begin(), values.end(), [&](double v) { return v <= m; });
    const auto above = std::count_if(values.begin(), values.end(), [&](double v) { return v >= m; });
    CHECK(2 * static_cast<std::size_t>(below) >= size);
    CHECK(2 * static_cast<std::size_t>(above) >= size);
    stream.shuffle(values);
    CHECK(median_of(values) == m);
  }
}

TEST_CASE("findings: the median of two is their middle, however large they are") {
  CHECK(median_of({1, 2}) == 1.5);
  CHECK(median_of({-3, 8, 4, 100}) == 6);
  const double largest = std::numeric_limits<double>::max();
  CHECK(median_of({largest, largest}) == largest);
  CHECK(median_of({infinity, infinity, 1}) == infinity);
}

TEST_CASE("findings: no values and no numbers have no median") {
  CHECK(std::isnan(median_of({})));
  CHECK(std::isnan(median_of({1, nan_value, 2})));
  CHECK(std::isnan(median_of({-infinity, infinity})));
}

TEST_CASE("findings: both edges of the band belong to it, the next number does not") {
  for (const auto& [low, high] : {std::pair{0.99, 1.0}, std::pair{0.0, 0.0}, std::pair{-2.0, 3.0}}) {
    CHECK(finding(low, high, {low}).verdict() == Verdict::confirmed);
    CHECK(finding(low, high, {high}).verdict() == Verdict::confirmed);
    CHECK(finding(low, high, {std::nextafter(low, -infinity)}).verdict() == Verdict::contradicted);
    CHECK(finding(low, high, {std::nextafter(high, infinity)}).verdict() == Verdict::contradicted);
  }
}

TEST_CASE("findings: the verdict is the median's, not that of the best run") {
  CHECK(finding(1, 2, {1.5, 9, 9}).verdict() == Verdict::contradicted);
  CHECK(finding(1, 2, {1.5, 1.6, 9}).verdict() == Verdict::confirmed);
}

TEST_CASE("findings: a band open to one side takes all on that side") {
  CHECK(finding(0, infinity, {1e300}).verdict() == Verdict::confirmed);
  CHECK(finding(0, infinity, {-1e-300}).verdict() == Verdict::contradicted);
  CHECK(finding(-infinity, 0, {-1e300}).verdict() == Verdict::confirmed);
}

TEST_CASE("findings: nothing measured is no difference, and infinity in a closed band is one") {
  CHECK(finding(0, 1, {}).verdict() == Verdict::not_measured);
  CHECK(finding(0, 1, {infinity}).verdict() == Verdict::contradicted);
  CHECK(finding(0, 1, {-infinity}).verdict() == Verdict::contradicted);
}

TEST_CASE("findings: a NaN differs and is told, in whichever run it is") {
  const auto told = readable_range(finding(-infinity, infinity, {nan_value, 1, 2}));
  CHECK(told != readable_range(finding(0, 1, {})));
  for (const std::vector<double>& runs :
       {std::vector{nan_value, 1.0, 2.0}, {1.0, nan_value, 2.0}, {1.0, 2.0, nan_value}, {nan_value}}) {
    const Finding f = finding(-infinity, infinity, runs);
    CHECK(f.verdict() == Verdict::contradicted);
    CHECK(std::isnan(f.median()));
    CHECK(std::isnan(f.least()));
    CHECK(std::isnan(f.greatest()));
    CHECK(readable_range(f) == told);
  }
}

TEST_CASE("findings: least and greatest of the runs") {
  const Finding f = finding(0, 1, {0.4, 0.1, 0.9});
  CHECK(f.least() == 0.1);
  CHECK(f.median() == 0.4);
  CHECK(f.greatest() == 0.9);
  CHECK(std::isnan(finding(0, 1, {}).least()));
  CHECK(std::isnan(finding(0, 1, {}).greatest()));
}

TEST_CASE("findings: a readable number is within half a unit of its fourth digit") {
  Stream stream(5);
  for (int k = 0; k < 1000; ++k) {
    const double digits = stream.normal(), exponent = stream.uniform(-30, 30);
    const double value = digits * std::pow(10, exponent);
    const std::string text = readable(value);
    CHECK(std::abs(std::stod(text) - value) <= 5.001e-4 * std::abs(value));
    CHECK(text.size() <= 10);
  }
  CHECK(readable(-0.0) == "0");
  CHECK(readable(0.25) == "0.25");
  CHECK(readable(1500) == "1500");
  CHECK(readable(nan_value) == "–");
}

TEST_CASE("findings: the range is left out where all runs agree") {
  CHECK(readable_range(finding(0, 1, {0.5, 0.5})) == "0.5");
  CHECK(readable_range(finding(0, 1, {0.993, 0.988, 0.997})) == "0.993 [0.988, 0.997]");
  CHECK(readable_range(finding(0, 1, {})) == "–");
  Finding steps = finding(0, 9, {2, 3});
  steps.claim.unit = "steps";
  CHECK(readable_range(steps) == "2.5 [2, 3] steps");
}

TEST_CASE("findings: the file has the numbers in full, and null for what is none") {
  const double third = 1.0 / 3;
  const auto list = nlohmann::json::parse(
      to_json({finding(0, 1, {third}), finding(0, infinity, {}), finding(0, 1, {nan_value})}).dump());
  REQUIRE(list.size() == 3);
  CHECK(list[0]["measured"].get<double>() == third);
  CHECK(list[0]["runs"] == 1);
  CHECK(list[0]["low"] == 0);
  CHECK(list[0]["high"] == 1);
  CHECK(list[0]["published"] == "0.99");
  CHECK(list[0]["source"] == "Hopfield 1982, table 1");
  CHECK(list[0]["verdict"] == "reproduced");
  CHECK(list[1]["measured"].is_null());
  CHECK(list[1]["high"].is_null());
  CHECK(list[1]["verdict"] == "not measured");
  CHECK(list[0]["values"] ==
        nlohmann::json::parse(R"([{"seed": 1, "value": )" + fmt::format("{}", third) + "}]"));
  CHECK(list[0]["kind"] == "published");
  CHECK(list[2]["measured"].is_null());
  CHECK(list[2]["verdict"] == "differs");
}

TEST_CASE("findings: colours change nothing of the table but its colours") {
  const std::vector<Finding> findings{finding(0, 1, {0.5}), finding(0, 1, {7, 8}), finding(0, 1, {})};
  for (const std::size_t width : {60, 80, 100, 200}) {
    const std::string plain = findings_table(findings, width, false);
    const std::string painted = findings_table(findings, width, true);
    CHECK(plain.find('\x1b') == std::string::npos);
    CHECK(without_escapes(painted) == plain);
    CHECK(painted != plain);
    for (const char* word : {"Hopfield", "reproduced", "differs", "measured"})
      CHECK(plain.find(word) != std::string::npos);
  }
}

TEST_CASE("findings: a law holds only if every value lies in the band, and has words of its own") {
  const auto law = [](const std::vector<double>& values) {
    return finding(0, 1, values, FindingKind::law).verdict();
  };
  CHECK(law({0, 0.5, 1}) == Verdict::confirmed);
  CHECK(law({0.5, 0.5, 0.5, 1.1}) == Verdict::contradicted);  // the median would not notice
  CHECK(law({0.5, nan_value, 0.5}) == Verdict::contradicted);
  CHECK(law({}) == Verdict::not_measured);
  CHECK(to_string(Verdict::confirmed, FindingKind::law) == "holds");
  CHECK(to_string(Verdict::contradicted, FindingKind::law) == "violated");
  CHECK(to_string(Verdict::confirmed, FindingKind::comparison) == "as expected");
  CHECK(to_string(Verdict::contradicted, FindingKind::comparison) == "not as expected");
}

TEST_CASE("findings: what has diverged wins no comparison") {
  Values plain, clipped;
  plain.add(1, 2.0);
  clipped.add(1, infinity);
  Finding gap = finding(0.5, infinity, {}, FindingKind::comparison);
  gap.values = plain - clipped;  // the clipped network has diverged
  CHECK(gap.verdict() == Verdict::contradicted);
  gap.values = clipped - clipped;  // both have
  CHECK(gap.verdict() == Verdict::contradicted);
  gap.values = clipped - plain;  // the other one has
  CHECK(gap.verdict() == Verdict::confirmed);
}

TEST_CASE("findings: they read back from their file") {
  const std::vector<Finding> all{finding(0, infinity, {0.25, infinity}),
                                 finding(-1, 1, {}, FindingKind::law)};
  const auto again = findings_of_json(to_json(all).dump());
  REQUIRE(again.size() == 2);
  CHECK(again[0].values.numbers() == std::vector<double>{0.25, infinity});
  CHECK(again[0].values[1].seed == 2);
  CHECK((again[0].claim.low == 0 && again[0].claim.high == infinity));
  CHECK(again[1].claim.kind == FindingKind::law);
  CHECK(again[1].verdict() == Verdict::not_measured);
  CHECK_THROWS_AS(findings_of_json("[{}]"), std::invalid_argument);
  CHECK_THROWS_AS(findings_of_json("["), std::invalid_argument);
}

TEST_CASE("findings: a band is told in words") {
  CHECK(readable_band(-infinity, 0.5) == "at most 0.5");
  CHECK(readable_band(0.5, infinity) == "at least 0.5");
  CHECK(readable_band(2, 2) == "exactly 2");
  CHECK(readable_band(0.9, 1.1) == "0.9 to 1.1");
}
