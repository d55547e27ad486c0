// What `bench --vs` makes of the times it is given, and where it looks for peers. Programs that take part are
// tested with the command line.
#include "experiments/lab/versus.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>

#include "experiments/lab/error.hpp"
#include "tests/catch.hpp"
#include "tests/lab/scratch.hpp"

using namespace unroll::lab;
namespace fs = std::filesystem;

TEST_CASE("versus: the ratio is the fastest peer's time over ours in the same round") {
  const Spread one = ratio({1, 2, 4}, {{3, 8, 4}, {5, 4, 8}});  // 3, 2, 1
  CHECK(one.median == 2);
  CHECK(one.least == 1);
  CHECK(one.greatest == 3);
  CHECK(ratio({1, 2}, {{3, 4}}).median == 2.5);
}

TEST_CASE("versus: a peer that left in the middle does not count") {
  const Spread one = ratio({1, 1, 1}, {{0.1}, {}, {2, 3, 4}});
  CHECK(one.median == 3);
  CHECK(one.least == 2);
  CHECK(std::isnan(ratio({1, 1}, {{2}}).median));
  CHECK(std::isnan(ratio({1, 1}, {}).greatest));
}

TEST_CASE("versus: peers are the programs peer_NAME of a folder, by name") {
  const scratch::Folder folder;
  for (const char* name : {"peer_b", "peer_a", "peer_", "other", "peer_no_program"})
    std::ofstream(folder.path / name) << "#!/bin/sh\n";
  for (const char* name : {"peer_b", "peer_a", "peer_", "other"})
    fs::permissions(folder.path / name, fs::perms::owner_all);
  fs::create_directory(folder.path / "peer_folder");
  const auto peers = peers_in(folder.path);
  REQUIRE(peers.size() == 2);
  CHECK(peers[0].name == "a");
  CHECK(peers[1].name == "b");
  CHECK(peers[1].command == std::vector<std::string>{(folder.path / "peer_b").string()});
  CHECK(peers_in(folder.path / "absent").empty());
}

TEST_CASE("versus: its words are taken, with or without an equals sign") {
  const scratch::Folder folder;
  std::vector<std::string> words{"--rounds=5", "more", "--peers", folder.path.string()};
  const Contest contest = take_contest(words);
  CHECK(contest.rounds == 5);
  CHECK(contest.folder == folder.path);
  CHECK(contest.peers.empty());
  CHECK(words == std::vector<std::string>{"more"});
  CHECK(scratch::contains(no_peers(folder.path), folder.path.string()));
}

TEST_CASE("measurement: words of bench, a list after its option or its equals sign") {
  std::vector<std::string> words{"--models=lstm,rnn", "rest", "--workloads", "W3", "W4,W5", "--limit=50"};
  const BenchWords taken = take_bench_words(words, common_models());
  CHECK(taken.models == std::vector<std::string>{"lstm", "rnn"});
  CHECK(taken.workloads == std::vector<std::string>{"W3", "W4", "W5"});
  CHECK(taken.limit == 50);
  CHECK(taken.threads == 1);
  CHECK(words == std::vector<std::string>{"rest"});
  std::vector<std::string> nothing{"--models="};
  CHECK_THROWS_AS(take_bench_words(nothing, common_models()), UsageError);
}

TEST_CASE(
    "measurement: at least five calls and two before, in order; the line's rate is that of the median") {
  int calls = 0;
  const Times times = measure(0, [&] { ++calls; });
  CHECK(calls == 7);
  CHECK(times.ms.size() == 5);
  CHECK(std::is_sorted(times.ms.begin(), times.ms.end()));
  BenchWords words;
  words.limit = 4;
  const Times known{{1, 2, 3, 4, 5}, 7};
  const auto line = measurement("peer", workloads()[3], "gru", words, known);
  const double rate = operations(workloads()[3], "gru") / 3 * 1e-6;
  CHECK(line["median_ms"] == 3);
  CHECK(line["gflops"].get<double>() == Approx(rate));
  CHECK(line["efficiency"].get<double>() == Approx(rate / 4));
  CHECK(line["invol_cs"] == 7);
  words.limit = 0;
  CHECK(measurement("peer", workloads()[3], "gru", words, known)["efficiency"].is_null());
}
