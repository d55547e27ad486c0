// `unroll bench`: its lines, its table and its words. How fast it is no test can say.
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "program.hpp"

TEST_CASE("bench measures each model asked for on each workload asked for, a line of JSON each") {
  const Ended one = unroll_program(
      {"bench", "--budget", "0.01", "--workloads", "W3", "W4", "--models", "rnn,lstm", "--json"});
  check_success(one);
  std::set<std::string> seen;
  std::istringstream lines(one.out);
  for (std::string line; std::getline(lines, line);) {
    const auto row = nlohmann::json::parse(line);
    seen.insert(row["workload"].get<std::string>() + row["model"].get<std::string>());
    CHECK(row["peer"] == "project");
    CHECK(row["threads"] == 1);
    CHECK(row["dtype"] == "f32");
    CHECK(row["reps"].get<int>() >= 5);
    CHECK(row["invol_cs"].get<long>() >= 0);
    CHECK(row["min_ms"].get<double>() > 0);
    CHECK(row["min_ms"].get<double>() <= row["p10_ms"].get<double>());
    CHECK(row["p10_ms"].get<double>() <= row["median_ms"].get<double>());
    CHECK(row["median_ms"].get<double>() <= row["p90_ms"].get<double>());
    CHECK(row["gflops"].get<double>() > 0);
    CHECK(row["efficiency"].get<double>() > 0);
  }
  CHECK(seen == std::set<std::string>{"W3rnn", "W3lstm", "W4rnn", "W4lstm"});
}

TEST_CASE("bench counts the operations as its workloads say") {
  const Ended one =
      unroll_program({"bench", "--budget=0.01", "--workloads", "W4", "--models", "gru", "--json"});
  check_success(one);
  const auto row = nlohmann::json::parse(one.out);
  // 6 B T G H² + 4 B T G H I + 6 B H O with B = 1, T = 100, G = 3, H = 10, I = 2, O = 1.
  const double operations = 6 * 100 * 3 * 100 + 4 * 100 * 3 * 10 * 2 + 6 * 10;
  CHECK(row["gflops"].get<double>() * row["median_ms"].get<double>() * 1e6 == Approx(operations));
}

TEST_CASE("bench measures contrastive divergence on its own workload") {
  const Ended ended =
      unroll_program({"bench", "--budget=0.01", "--models", "rbm", "--json", "--threads", "2"});
  check_success(ended);
  const auto row = nlohmann::json::parse(ended.out);  // one line
  CHECK(row["workload"] == "784x500b100");
  CHECK(row["model"] == "rbm-cd1");
  CHECK(row["gflops"].get<double>() * row["median_ms"].get<double>() * 1e6 == Approx(10.0 * 100 * 784 * 500));
}

TEST_CASE("bench prints a table, on two threads as well") {
  const Ended two =
      unroll_program({"bench", "--budget", "0.01", "--threads", "2", "--workloads", "W3", "W5"});
  check_success(two);
  for (const char* part : {"W3", "W5", "rnn", "gru-before", "of the limit", "2 threads"})
    CHECK(has(two.out, part));
}

TEST_CASE("bench refuses what it does not understand") {
  check_usage(unroll_program({"bench", "--workloads", "W9"}), {"no \"W9\"", "W1, W2"});
  check_usage(unroll_program({"bench", "--models", "lstm", "elman"}), {"no \"elman\"", "rnn, gru"});
  check_usage(unroll_program({"bench", "--models"}), {"--models needs"});
  check_usage(unroll_program({"bench", "--threads", "0"}), {"--threads is 0", "1 to 1024"});
  check_usage(unroll_program({"bench", "--budget", "long"}), {"--budget is long"});
  check_usage(unroll_program({"bench", "--models", "rbm", "--workloads", "W1"}),
              {"rbm cannot be measured on W1"});
  check_usage(unroll_program({"bench", "fast"}), {"\"fast\" was not expected"});
}
