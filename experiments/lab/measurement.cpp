#include "measurement.hpp"

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>

#include "error.hpp"
#include "interrupt.hpp"
#include "take_words.hpp"

namespace unroll::lab {
namespace {

double now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

long involuntary_switches() {
  rusage usage;
  ::getrusage(RUSAGE_SELF, &usage);
  return usage.ru_nivcsw;
}

// Takes "--name A B,C" or "--name=A,B" out of the words, each one of `known`; without an equals sign all that
// follow up to the next option.
std::vector<std::string> take_names(std::vector<std::string>& words, const std::string& name,
                                    const std::vector<std::string>& known) {
  const auto at = std::find_if(words.begin(), words.end(), [&](const auto& word) {
    return word == name || word.starts_with(name + "=");
  });
  if (at == words.end()) return known;
  const bool apart = *at == name;
  const auto end =
      apart ? std::find_if(at + 1, words.end(), [](const auto& w) { return w.starts_with("--"); }) : at + 1;
  std::string all =
      apart ? fmt::format("{},", fmt::join(at + 1, end, ",")) : at->substr(name.size() + 1) + ",";
  words.erase(at, end);
  std::vector<std::string> taken;
  for (std::size_t comma; (comma = all.find(',')) != all.npos; all.erase(0, comma + 1))
    if (comma > 0) taken.push_back(all.substr(0, comma));
  for (const auto& word : taken)
    if (!among(known, word))
      throw UsageError(
          fmt::format("{}: there is no \"{}\"; there are {}", name, word, fmt::join(known, ", ")));
  if (taken.empty())
    throw UsageError(fmt::format("{} needs one or more of {} after it", name, fmt::join(known, ", ")));
  return taken;
}

}  // namespace

bool among(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

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

BenchWords take_bench_words(std::vector<std::string>& words, const std::vector<std::string>& models) {
  BenchWords taken;
  take_number(words, "--threads", "a whole number from 1 to 1024", taken.threads);
  take_number(words, "--budget", "a number of seconds, such as 2", taken.budget);
  take_number(words, "--limit", "10⁹ operations a second, such as 100", taken.limit);
  if (taken.threads < 1 || taken.threads > 1024)
    throw UsageError(fmt::format("--threads is {}; it must be a whole number from 1 to 1024", taken.threads));
  if (!(taken.budget <= 3600))
    throw UsageError(fmt::format("--budget is {}; it must be at most 3600 seconds", taken.budget));
  std::vector<std::string> names;
  for (const auto& workload : workloads()) names.push_back(workload.name);
  taken.workloads = take_names(words, "--workloads", names);
  taken.models = take_names(words, "--models", models);
  if (taken.pairs().empty())
    throw UsageError(
        fmt::format("{} cannot be measured on {}; rbm runs on 784x500b100, all others on W1 to W5",
                    fmt::join(taken.models, ", "), fmt::join(taken.workloads, ", ")));
  return taken;
}

std::vector<std::pair<Workload, std::string>> BenchWords::pairs() const {
  std::vector<std::pair<Workload, std::string>> all;
  for (const Workload& workload : lab::workloads())
    for (const std::string& model : models)
      if (among(workloads, workload.name) && fits(workload, model)) all.emplace_back(workload, model);
  return all;
}

nlohmann::ordered_json measurement(const std::string& peer, const Workload& workload,
                                   const std::string& model, const BenchWords& words, const Times& times) {
  const double rate = operations(workload, model) / times.quantile(0.5) * 1e-6;
  nlohmann::ordered_json line{{"peer", peer},
                              {"model", shown_name(model)},
                              {"workload", workload.name},
                              {"threads", words.threads},
                              {"dtype", "f32"},
                              {"median_ms", times.quantile(0.5)},
                              {"min_ms", times.ms.front()},
                              {"p10_ms", times.quantile(0.1)},
                              {"p90_ms", times.quantile(0.9)},
                              {"reps", times.ms.size()},
                              {"invol_cs", times.involuntary},
                              {"gflops", rate},
                              {"efficiency", nullptr}};
  if (words.limit > 0) line["efficiency"] = rate / words.limit;
  return line;
}

}  // namespace unroll::lab
