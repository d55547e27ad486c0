#include "findings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "text_table.hpp"

namespace unroll::lab {

std::string to_string(Verdict verdict) {
  if (verdict == Verdict::reproduced) return "reproduced";
  return verdict == Verdict::differs ? "differs" : "not measured at this scale";
}

namespace {

// No values, or a NaN among them: neither order nor middle.
bool without_order(const std::vector<double>& values) {
  return values.empty() || std::any_of(values.begin(), values.end(), [](double v) { return std::isnan(v); });
}

constexpr double none = std::numeric_limits<double>::quiet_NaN();

}  // namespace

double median_of(std::vector<double> values) {
  if (without_order(values)) return none;
  std::sort(values.begin(), values.end());
  const std::size_t half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half] : std::midpoint(values[half - 1], values[half]);
}

Spread spread_of(const std::vector<double>& values) {
  if (without_order(values)) return {none, none, none};
  const auto [least, greatest] = std::minmax_element(values.begin(), values.end());
  return {median_of(values), *least, *greatest};
}

double Finding::median() const { return median_of(runs); }

double Finding::least() const { return spread_of(runs).least; }

double Finding::greatest() const { return spread_of(runs).greatest; }

Verdict Finding::verdict() const {
  if (runs.empty()) return Verdict::not_measured;
  const double m = median();
  return m >= claim.low && m <= claim.high ? Verdict::reproduced : Verdict::differs;
}

std::string readable(double value) {
  if (std::isnan(value)) return "–";
  return fmt::format("{:.4g}", value == 0 ? 0.0 : value);
}

std::string readable_range(const Finding& finding) {
  const std::string unit = finding.claim.unit.empty() ? "" : " " + finding.claim.unit;
  if (finding.runs.empty()) return "–";
  if (without_order(finding.runs)) return "not a number";
  if (finding.least() == finding.greatest()) return readable(finding.median()) + unit;
  return fmt::format("{} [{}, {}]{}", readable(finding.median()), readable(finding.least()),
                     readable(finding.greatest()), unit);
}

nlohmann::ordered_json to_json(const std::vector<Finding>& findings) {
  auto list = nlohmann::ordered_json::array();
  for (const auto& finding : findings) {
    const Claim& claim = finding.claim;
    list.push_back({{"id", claim.id},
                    {"claim", claim.claim},
                    {"source", claim.source},
                    {"published", claim.published},
                    {"measured", finding.median()},
                    {"measured_least", finding.least()},
                    {"measured_greatest", finding.greatest()},
                    {"measured_text", readable_range(finding)},
                    {"low", claim.low},
                    {"high", claim.high},
                    {"band_reason", claim.reason},
                    {"unit", claim.unit},
                    {"runs", finding.runs.size()},
                    {"verdict", to_string(finding.verdict())}});
  }
  return list;
}

std::string findings_table(const std::vector<Finding>& findings, std::size_t width, bool colour) {
  TextTable table({"claim", "source", "published", "measured: median [range]", "runs", "verdict"});
  for (const auto& finding : findings) {
    const Verdict verdict = finding.verdict();
    const std::string paint = !colour                          ? ""
                              : verdict == Verdict::reproduced ? "\x1b[32m"
                              : verdict == Verdict::differs    ? "\x1b[33m"
                                                               : "\x1b[2m";
    table.row({finding.claim.claim, finding.claim.source, finding.claim.published, readable_range(finding),
               std::to_string(finding.runs.size()), to_string(verdict)},
              paint);
  }
  return table.print(width);
}

}  // namespace unroll::lab
