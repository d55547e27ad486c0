#include "bench.hpp"

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <iostream>
#include <nlohmann/json.hpp>

#include "error.hpp"
#include "interrupt.hpp"
#include "models/core/packed_product.hpp"
#include "progress.hpp"
#include "take_words.hpp"
#include "text_table.hpp"
#include "workloads.hpp"

namespace unroll::lab {
namespace {

using Json = nlohmann::ordered_json;

double now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

// Milliseconds of one call, sorted, and how often another program took the processor away.
struct Times {
  std::vector<double> ms;
  long involuntary = 0;
  double quantile(double q) const {
    return ms[static_cast<std::size_t>(q * static_cast<double>(ms.size() - 1))];
  }
};

long involuntary_switches() {
  rusage usage;
  ::getrusage(RUSAGE_SELF, &usage);
  return usage.ru_nivcsw;
}

// Calls for `budget` seconds, but at least 5 and at most 400 times, after two that do not count.
Times measure(double budget, const std::function<void()>& call) {
  for (int k = 0; k < 2; ++k) call();
  Times times;
  const long before = involuntary_switches();
  const double begin = now();
  while (times.ms.size() < 400 && (times.ms.size() < 5 || now() - begin < budget)) {
    check_interrupt();
    const double start = now();
    call();
    times.ms.push_back((now() - start) * 1e3);
  }
  times.involuntary = involuntary_switches() - before;
  std::sort(times.ms.begin(), times.ms.end());
  return times;
}

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

// Takes "--name A B,C" out of the words: all that follow up to the next option, each one of `known`.
std::vector<std::string> take_names(std::vector<std::string>& words, const std::string& name,
                                    const std::vector<std::string>& known) {
  const auto at = std::find(words.begin(), words.end(), name);
  if (at == words.end()) return known;
  const auto end = std::find_if(at + 1, words.end(), [](const auto& word) { return word.starts_with("--"); });
  std::string all = fmt::format("{},", fmt::join(at + 1, end, ","));
  words.erase(at, end);
  std::vector<std::string> taken;
  for (std::size_t comma; (comma = all.find(',')) != all.npos; all.erase(0, comma + 1))
    if (comma > 0) taken.push_back(all.substr(0, comma));
  for (const auto& word : taken)
    if (std::find(known.begin(), known.end(), word) == known.end())
      throw UsageError(
          fmt::format("{}: there is no \"{}\"; there are {}", name, word, fmt::join(known, ", ")));
  if (taken.empty())
    throw UsageError(fmt::format("{} needs one or more of {} after it", name, fmt::join(known, ", ")));
  return taken;
}

template <class Named>
std::vector<std::string> names_of(const std::vector<Named>& all) {
  std::vector<std::string> names;
  for (const auto& one : all) names.push_back(one.name);
  return names;
}

bool among(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

Json measured(const Workload& workload, const BenchModel& model, Team& team, double budget, double limit) {
  TrainingStep step(workload, model, team, team.size());
  const Times times = measure(budget, [&] { step.run(); });
  const double rate = operations(workload, model) / times.quantile(0.5) * 1e-6;
  return {{"peer", "project"},
          {"model", model.name},
          {"workload", workload.name},
          {"threads", team.size()},
          {"dtype", "f32"},
          {"median_ms", times.quantile(0.5)},
          {"min_ms", times.ms.front()},
          {"p10_ms", times.quantile(0.1)},
          {"p90_ms", times.quantile(0.9)},
          {"reps", times.ms.size()},
          {"invol_cs", times.involuntary},
          {"gflops", rate},
          {"efficiency", rate / limit}};
}

}  // namespace

int bench(std::vector<std::string> words) {
  unsigned threads = 1;
  double budget = 2;
  take_number(words, "--threads", "a whole number from 1 to 1024", threads);
  take_number(words, "--budget", "a number of seconds, such as 2", budget);
  if (threads < 1 || threads > 1024)
    throw UsageError(fmt::format("--threads is {}; it must be a whole number from 1 to 1024", threads));
  if (!(budget <= 3600))
    throw UsageError(fmt::format("--budget is {}; it must be at most 3600 seconds", budget));
  const bool json = std::erase(words, "--json") > 0;
  const auto wanted = take_names(words, "--workloads", names_of(workloads())),
             models = take_names(words, "--models", names_of(bench_models()));
  if (!words.empty())
    throw UsageError(fmt::format(
        "\"{}\" was not expected; usage: unroll bench [--threads N] [--budget SECONDS] [--workloads W...] "
        "[--models M...] [--json]",
        words[0]));
  Team team(threads);
  const double limit = product_limit(team, std::min(budget, 1.0));
  Progress progress(std::cerr, Progress::style_of_stderr());
  progress.stage("bench", wanted.size() * models.size());
  TextTable table({"workload", "model", "ms", "10 % … 90 %", "repeats", "GFLOP/s", "of the limit"});
  for (const Workload& workload : workloads())
    for (const BenchModel& model : bench_models()) {
      if (!among(wanted, workload.name) || !among(models, model.name)) continue;
      const Json line = measured(workload, model, team, budget, limit);
      progress.advance();
      if (json) {
        fmt::print("{}\n", line.dump());
        std::fflush(stdout);
      }
      table.row({workload.name, model.name, fmt::format("{:.4g}", line["median_ms"].get<double>()),
                 fmt::format("{:.4g} … {:.4g}", line["p10_ms"].get<double>(), line["p90_ms"].get<double>()),
                 line["reps"].dump(), fmt::format("{:.3g}", line["gflops"].get<double>()),
                 fmt::format("{:.0f} %", 100 * line["efficiency"].get<double>())});
    }
  progress.clear();
  if (!json)
    fmt::print(
        "{}\nOne training step, float, on {} thread{}. The limit is the fastest product of two large "
        "matrices "
        "here and now: {:.0f} GFLOP/s.\n",
        table.print(terminal_width()), threads, threads == 1 ? "" : "s", limit);
  return 0;
}

}  // namespace unroll::lab
