#include "bench.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>
#include <optional>

#include "error.hpp"
#include "measurement.hpp"
#include "models/core/packed_product.hpp"
#include "progress.hpp"
#include "text_table.hpp"
#include "versus.hpp"
#include "workloads.hpp"

namespace unroll::lab {
namespace {

using Json = nlohmann::ordered_json;

// Operations a second, in 10⁹, of the fastest large square product on all threads at once: by BLAS or by our
// own.
double product_limit(Team& team, double budget) {
  constexpr arma::uword n = 1024;
  struct Three {
    arma::fmat a{n, n, arma::fill::ones}, b = a, c = a;
    OuterRoom<float> room;
  };
  std::vector<Three> all(team.size());
  const auto best = [&](auto&& multiply) {
    const Times times = measure(budget, [&] { team.run([&](std::size_t i) { multiply(all[i]); }); });
    return 2.0 * n * n * n * static_cast<double>(team.size()) / times.ms.front() * 1e-6;
  };
  return std::max(
      best([](Three& m) {
        product<float>(As::is, As::is, n, n, n, 1, m.a.memptr(), n, m.b.memptr(), n, 0, m.c.memptr(), n);
      }),
      best([](Three& m) { add_outer(n, n, n, m.a.memptr(), n, m.b.memptr(), n, m.c.memptr(), n, m.room); }));
}

Json measured(const Workload& workload, const std::string& model, Team& team, const BenchWords& asked) {
  return measurement("project", workload, model, asked,
                     measure(asked.budget, bench_step(workload, model, team)));
}

std::vector<std::string> cells(const Json& line) {
  const auto number = [&](const char* key) { return line[key].get<double>(); };
  return {line["workload"],
          line["model"],
          fmt::format("{:.4g}", number("median_ms")),
          fmt::format("{:.4g} … {:.4g}", number("p10_ms"), number("p90_ms")),
          line["reps"].dump(),
          fmt::format("{:.3g}", number("gflops")),
          fmt::format("{:.0f} %", 100 * number("efficiency"))};
}

void measure_all(const BenchWords& asked, Team& team, bool json) {
  Progress progress(std::cerr, Progress::style_of_stderr());
  progress.stage("bench", asked.pairs().size());
  TextTable table({"workload", "model", "ms", "10 % … 90 %", "repeats", "GFLOP/s", "of the limit"});
  for (const auto& [workload, model] : asked.pairs()) {
    const Json line = measured(workload, model, team, asked);
    progress.advance();
    if (json) {
      fmt::print("{}\n", line.dump());
      std::fflush(stdout);
    }
    table.row(cells(line));
  }
  progress.clear();
  if (!json)
    fmt::print(
        "{}\nOne training step, float, on {} thread{}. The limit is the fastest product of two large "
        "matrices here and now: {:.0f} GFLOP/s.\n",
        table.print(terminal_width()), asked.threads, asked.threads == 1 ? "" : "s", asked.limit);
}

}  // namespace

int bench(std::vector<std::string> words) {
  const bool against = std::erase(words, "--vs") > 0, json = std::erase(words, "--json") > 0;
  BenchWords asked = take_bench_words(words, against ? common_models() : bench_names());
  std::optional<Contest> contest;
  if (against) contest = take_contest(words);
  if (!words.empty())
    throw UsageError(fmt::format("\"{}\" was not expected; usage: unroll {}", words[0], bench_usage));
  if (contest && contest->peers.empty()) throw UsageError(no_peers(contest->folder));
  std::optional<Team> team(std::in_place, asked.threads);
  if (!(asked.limit > 0)) asked.limit = product_limit(*team, std::min(asked.budget, 1.0));
  if (!contest) {
    measure_all(asked, *team, json);
    return 0;
  }
  team.reset();  // its threads must not wait beside those that are measured
  return versus(*contest, asked, json);
}

}  // namespace unroll::lab
