// Runs of an experiment at quick scale, for the tests of its file.
#pragma once
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "table.hpp"

// One run without pictures, made once for all tests of this process.
template <int number>
const fs::path& quick_run_of() {
  static const Folder folder;
  static const fs::path run = [] {
    check_success(unroll_program({"run", std::to_string(number), "--scale", "quick", "--threads", "1",
                                  "--out", folder.path().string()},
                                 without_gnuplot()));
    return only_run_in(folder.path());
  }();
  return run;
}

inline nlohmann::json finding_of(const fs::path& run, const std::string& id) {
  const auto findings = nlohmann::json::parse(content(run / "findings.json"));
  for (const auto& finding : findings)
    if (finding["id"] == id) return finding;
  FAIL("no finding " << id);
  return {};
}

// A finding has the verdict that its kind, its band and its values give.
inline void check_verdict(const nlohmann::json& finding) {
  const auto inside = [&](double value) {
    return (finding["low"].is_null() || value >= finding["low"].get<double>()) &&
           (finding["high"].is_null() || value <= finding["high"].get<double>());
  };
  const std::string kind = finding["kind"], verdict = finding["verdict"];
  if (finding["values"].empty()) {
    CHECK(verdict == "not measured");
    return;
  }
  bool right = finding["measured"].is_number() && inside(finding["measured"]);
  if (kind == "law")
    for (const auto& value : finding["values"])
      right = right && value["value"].is_number() && inside(value["value"]);
  CHECK(verdict == (kind == "law"          ? (right ? "holds" : "violated")
                    : kind == "comparison" ? (right ? "as expected" : "not as expected")
                                           : (right ? "reproduced" : "differs")));
}

// A smaller run without pictures: `usual` options make it small, where `options` do not say otherwise.
struct SmallRun {
  SmallRun(int number, const std::vector<std::pair<std::string, std::string>>& usual, const Words& options) {
    Words words = {"run", std::to_string(number), "--scale", "quick", "--out", folder.path().string()};
    for (const auto& [name, value] : usual)
      if (std::find(options.begin(), options.end(), name) == options.end())
        words = words + Words{name, value};
    check_success(unroll_program(words + options, without_gnuplot()));
    run = only_run_in(folder.path());
  }
  nlohmann::json finding(const std::string& id) const { return finding_of(run, id); }
  Table table(const std::string& name) const { return Table(run / (name + ".csv")); }

  Folder folder;
  fs::path run;
};
