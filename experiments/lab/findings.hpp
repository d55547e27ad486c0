// Findings: every published number beside the measured one, with a verdict.
#pragma once
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "experiment.hpp"

namespace unroll::lab {

enum class Verdict { reproduced, differs, not_measured };
std::string to_string(Verdict verdict);

struct Finding {
  Claim claim;
  std::vector<double> runs;  // one value a run; empty: not measured at this scale

  double median() const;    // NaN without runs
  double least() const;     // NaN without runs and where a run is NaN
  double greatest() const;  // likewise
  Verdict verdict() const;  // by the median; NaN anywhere differs
};

// The median of some values, NaN for none.
double median_of(std::vector<double> values);

// What a table says of some values, one from each run; NaN for none of them and where one is NaN.
struct Spread {
  double median, least, greatest;
};
Spread spread_of(const std::vector<double>& values);

// A number as people read it: up to four significant digits.
std::string readable(double value);

// "0.993 [0.988, 0.997]", or one number where all runs agree.
std::string readable_range(const Finding& finding);

nlohmann::ordered_json to_json(const std::vector<Finding>& findings);

// The table for a terminal `width` characters wide.
std::string findings_table(const std::vector<Finding>& findings, std::size_t width, bool colour);

}  // namespace unroll::lab
