#include "findings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "text_table.hpp"

namespace unroll::lab {

std::string to_string(Verdict verdict, FindingKind kind) {
  if (verdict == Verdict::not_measured) return "not measured";
  const bool yes = verdict == Verdict::confirmed;
  if (kind == FindingKind::law) return yes ? "holds" : "violated";
  if (kind == FindingKind::comparison) return yes ? "as expected" : "not as expected";
  return yes ? "reproduced" : "differs";
}

Verdict Finding::verdict() const {
  if (values.empty()) return Verdict::not_measured;
  const auto inside = [&](double value) { return value >= claim.low && value <= claim.high; };
  const std::vector<double> all = values.numbers();
  const bool right =
      claim.kind == FindingKind::law ? std::all_of(all.begin(), all.end(), inside) : inside(median());
  return right ? Verdict::confirmed : Verdict::contradicted;
}

std::string readable(double value) {
  if (std::isnan(value)) return "–";
  return fmt::format("{:.4g}", value == 0 ? 0.0 : value);
}

std::string readable_range(const Finding& finding) {
  const std::string unit = finding.claim.unit.empty() ? "" : " " + finding.claim.unit;
  if (finding.values.empty()) return "–";
  if (std::isnan(finding.median())) return "not a number";
  if (finding.least() == finding.greatest()) return readable(finding.median()) + unit;
  return fmt::format("{} [{}, {}]{}", readable(finding.median()), readable(finding.least()),
                     readable(finding.greatest()), unit);
}

std::string readable_band(double low, double high) {
  if (std::isinf(low) && std::isinf(high)) return "any value";
  if (std::isinf(low)) return "at most " + readable(high);
  if (std::isinf(high)) return "at least " + readable(low);
  return low == high ? "exactly " + readable(low) : fmt::format("{} to {}", readable(low), readable(high));
}

nlohmann::ordered_json to_json(const std::vector<Finding>& findings) {
  auto list = nlohmann::ordered_json::array();
  for (const auto& finding : findings) {
    const Claim& claim = finding.claim;
    auto values = nlohmann::ordered_json::array();
    for (const auto& [seed, value] : finding.values) {
      nlohmann::ordered_json one;
      if (seed) one["seed"] = *seed;
      one["value"] = value;
      if (std::isinf(value)) one["value"] = value > 0 ? "inf" : "-inf";  // JSON has no infinities
      values.push_back(one);
    }
    list.push_back({{"id", claim.id},
                    {"kind", to_string(claim.kind)},
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
                    {"differs_class", claim.differs_class},
                    {"differs_by", claim.differs_by},
                    {"runs", finding.values.size()},
                    {"values", values},
                    {"verdict", to_string(finding.verdict(), claim.kind)}});
  }
  return list;
}

std::vector<Finding> findings_of_json(const std::string& text) {
  using Json = nlohmann::ordered_json;
  const auto number = [](const Json& json, double otherwise) {
    if (json.is_string()) return number_of(json.get<std::string>());
    return json.is_number() ? json.get<double>() : otherwise;
  };
  std::vector<Finding> all;
  try {
    for (const Json& one : Json::parse(text)) {
      Finding finding;
      Claim& claim = finding.claim;
      for (const auto& [key, field] : {std::pair{"id", &claim.id},
                                       {"claim", &claim.claim},
                                       {"source", &claim.source},
                                       {"published", &claim.published},
                                       {"unit", &claim.unit},
                                       {"band_reason", &claim.reason},
                                       {"differs_class", &claim.differs_class},
                                       {"differs_by", &claim.differs_by}})
        *field = one.value(key, "");
      const std::string kind = one.value("kind", "published");
      claim.kind = kind == "law"          ? FindingKind::law
                   : kind == "comparison" ? FindingKind::comparison
                                          : FindingKind::published;
      claim.low = number(one.at("low"), claim.low);
      claim.high = number(one.at("high"), claim.high);
      for (const Json& value : one.value("values", Json::array()))
        finding.values.add(
            value.contains("seed") ? std::optional(value["seed"].get<std::uint64_t>()) : std::nullopt,
            number(value.at("value"), std::nan("")));
      all.push_back(finding);
    }
  } catch (const Json::exception& problem) {
    throw std::invalid_argument(fmt::format("it holds no findings ({})", problem.what()));
  }
  return all;
}

std::string findings_table(const std::vector<Finding>& findings, std::size_t width, bool colour) {
  TextTable table({"claim", "source", "published", "measured: median [range]", "seeds", "verdict"});
  for (const auto& finding : findings) {
    const Verdict verdict = finding.verdict();
    const std::string paint = !colour                            ? ""
                              : verdict == Verdict::confirmed    ? "\x1b[32m"
                              : verdict == Verdict::contradicted ? "\x1b[33m"
                                                                 : "\x1b[2m";
    table.row({finding.claim.claim, finding.claim.source, finding.claim.published, readable_range(finding),
               std::to_string(finding.values.size()), to_string(verdict, finding.claim.kind)},
              paint);
  }
  return table.print(width);
}

}  // namespace unroll::lab
