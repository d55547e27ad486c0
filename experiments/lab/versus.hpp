// `unroll bench --vs`: the same training steps by other libraries. A peer is a program peer_NAME that takes
// the words of `unroll bench` and prints its lines of JSON; those of tests/benchmarks/peers are built where
// their library is found.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "findings.hpp"
#include "measurement.hpp"

namespace unroll::lab {

struct Contestant {
  std::string name;
  std::vector<std::string> command;  // the program and its first words
};

struct Contest {
  std::filesystem::path folder;  // where peers were looked for
  Contestant ours;
  std::vector<Contestant> peers;
  unsigned rounds = 3;
};

// The programs peer_NAME in the folder, by name; none where there is no such folder.
std::vector<Contestant> peers_in(const std::filesystem::path& folder);

// Takes [--rounds R] [--peers FOLDER] out of the words; peers are looked for beside this program unless told
// otherwise. Throws UsageError.
Contest take_contest(std::vector<std::string>& words);

// What to say where there are no peers: what to install and how to build.
std::string no_peers(const std::filesystem::path& folder);

// The fastest peer's time over ours, over the rounds, from the times of one workload and model in each round.
// Only peers with a time in each round count; all NaN where there is none.
Spread ratio(const std::vector<double>& ours, const std::vector<std::vector<double>>& peers);

// Lets all measure in turn, one process a measurement, `rounds` times, and prints a table, or each line of
// JSON with its "round". A peer that fails is named on standard error and left out of that model from then
// on. Returns 0. Throws Error if we fail or all peers do, and Interrupted after Ctrl-C, which ends the
// process under way.
int versus(const Contest& contest, const BenchWords& asked, bool json);

}  // namespace unroll::lab
