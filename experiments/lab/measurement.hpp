// Timing one training step: what was asked for, the clock, the line of JSON. `unroll bench` and its peers in
// other libraries print the same line.
#pragma once
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "workload_table.hpp"

namespace unroll::lab {

// Milliseconds of one call, sorted, and how often another program took the processor away.
struct Times {
  std::vector<double> ms;
  long involuntary = 0;
  double quantile(double q) const {
    return ms[static_cast<std::size_t>(q * static_cast<double>(ms.size() - 1))];
  }
};

// Calls for `budget` seconds, but at least 5 and at most 400 times, after two that do not count. Throws
// Interrupted after Ctrl-C.
Times measure(double budget, const std::function<void()>& call);

struct BenchWords {
  unsigned threads = 1;
  double budget = 2;  // seconds of measuring a workload and model
  double limit = 0;   // 10⁹ operations a second of the fastest product; 0: not given
  std::vector<std::string> workloads, models;  // names

  // Workloads and models that fit each other, in the order of the tables.
  std::vector<std::pair<Workload, std::string>> pairs() const;
};

// Takes [--threads N] [--budget SECONDS] [--workloads W...] [--models M...] [--limit GFLOPS] out of the
// words; `models` are all there are. Throws UsageError, also where no model fits any workload.
BenchWords take_bench_words(std::vector<std::string>& words, const std::vector<std::string>& models);

// {"peer", "model", "workload", "threads", "dtype", "median_ms", "min_ms", "p10_ms", "p90_ms", "reps",
// "invol_cs", "gflops", "efficiency"}, the last null without a limit.
nlohmann::ordered_json measurement(const std::string& peer, const Workload& workload,
                                   const std::string& model, const BenchWords& words, const Times& times);

bool among(const std::vector<std::string>& names, const std::string& name);

}  // namespace unroll::lab
