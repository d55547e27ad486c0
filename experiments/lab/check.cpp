#include "check.hpp"

#include <fmt/format.h>

#include <iostream>
#include <nlohmann/json.hpp>

#include "error.hpp"
#include "models/check.hpp"
#include "progress.hpp"
#include "take_words.hpp"
#include "text_table.hpp"

namespace unroll::lab {
namespace {

using Json = nlohmann::ordered_json;

Json as_json(const CheckRow& row, bool right) {
  return {{"model", row.model},       {"variant", row.variant},
          {"layers", row.depth},      {"directions", row.directions},
          {"loss", row.loss},         {"worst", row.error.worst},
          {"block", row.error.block}, {"element", row.error.element},
          {"steps", row.steps},       {"right", right}};
}

std::string as_table(const std::vector<CheckRow>& rows, double limit) {
  TextTable table({"model", "variant", "layers", "ways", "loss", "worst", "where", "T", ""});
  for (const auto& row : rows)
    table.row({row.model, row.variant, std::to_string(row.depth), std::to_string(row.directions), row.loss,
               fmt::format("{:.1e}", row.error.worst),
               fmt::format("{}[{}]", row.error.block, row.error.element), std::to_string(row.steps),
               row.error.worst <= limit ? "right" : "WRONG"});
  return table.print(terminal_width());
}

}  // namespace

int check(std::vector<std::string> words) {
  std::uint64_t seed = 1;
  double limit = gradient_limit;
  take_number(words, "--seed", "a whole number from 0 to 2^64 - 1", seed);
  take_number(words, "--limit", "a number from 0, such as 1e-7", limit);
  const bool json = std::erase(words, "--json") > 0;
  if (!words.empty())
    throw UsageError(fmt::format(
        "\"{}\" was not expected; usage: unroll check [--seed N] [--limit X] [--json]", words[0]));

  Progress progress(std::cerr, Progress::style_of_stderr());
  progress.stage("check", check_rows());
  std::size_t wrong = 0;
  double worst = 0;
  const auto rows = check_all(seed, [&](const CheckRow& row) {
    wrong += !(row.error.worst <= limit);
    if (!(row.error.worst <= worst)) worst = row.error.worst;
    progress.advance();
  });
  progress.clear();
  if (json) {
    Json all = Json::array();
    for (const auto& row : rows) all.push_back(as_json(row, row.error.worst <= limit));
    fmt::print("{}\n", all.dump(2));
  } else {
    fmt::print(
        "{}\n{} of {} gradients are right: they differ from differences by at most {:.0e} of the "
        "largest in their block (worst {:.1e}, seed {}).\n",
        as_table(rows, limit), rows.size() - wrong, rows.size(), limit, worst, seed);
  }
  return wrong == 0 ? 0 : 1;
}

}  // namespace unroll::lab
