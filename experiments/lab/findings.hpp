// Findings: every claim beside what was measured, with a verdict.
#pragma once
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "declaration.hpp"
#include "values.hpp"

namespace unroll::lab {

enum class Verdict { confirmed, contradicted, not_measured };

// "reproduced" and "differs" of a published figure, "holds" and "violated" of a law, "as expected" and "not as expected" of a
// comparison; "not measured".
std::string to_string(Verdict verdict, FindingKind kind);

struct Finding {
  Claim claim;
  Values values = {};  // one a seed; empty: not measured

  double median() const { return values.median(); }
  double least() const {
    return spread_of(values.numbers()).least;
  }  // NaN without values and where one is NaN
  double greatest() const { return spread_of(values.numbers()).greatest; }  // likewise
  // A law by every value, a published figure and a comparison by the median. A NaN contradicts: what has diverged wins
  // no comparison.
  Verdict verdict() const;
};

// A number as people read it: up to four significant digits.
std::string readable(double value);

// "0.993 [0.988, 0.997]", or one number where all values agree.
std::string readable_range(const Finding& finding);

// "at most 0.05", "0.9 to 1.1", "exactly 2".
std::string readable_band(double low, double high);

nlohmann::ordered_json to_json(const std::vector<Finding>& findings);

// The findings of a findings.json. Throws std::invalid_argument for JSON that holds none.
std::vector<Finding> findings_of_json(const std::string& text);

// The table for a terminal `width` characters wide.
std::string findings_table(const std::vector<Finding>& findings, std::size_t width, bool colour);

}  // namespace unroll::lab
