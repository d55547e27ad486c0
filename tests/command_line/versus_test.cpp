// `unroll bench --vs` with peers that are scripts of a line or two: what it prints, and what it makes of
// peers that fail. No library is needed.
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>

#include "program.hpp"

namespace {

// Ours takes microseconds a step of W4; the limit is given so that none is measured.
Words against(const Folder& folder, const Words& more = {}) {
  return Words{"bench",       "--vs", "--peers",   folder.path().string(), "--budget=0.01", "--limit=100",
               "--workloads", "W4",   "--rounds=2"} +
         more;
}

void add_peer(const Folder& folder, const std::string& name, const std::string& script) {
  ::chmod(folder.write("peer_" + name, "#!/bin/sh\n" + script + "\n").c_str(), 0755);
}

// A peer that takes so many milliseconds for whatever it is asked.
std::string taking(const std::string& ms) {
  return R"(while [ $# -gt 0 ]; do case $1 in --workloads) w=$2;; --models) m=$2;; esac; shift; done
echo "warming up" >&2
echo "{\"peer\":\"fake\",\"workload\":\"$w\",\"model\":\"$m\",\"median_ms\":)" +
         ms + "}\"";
}

// The cells of the table's row of a model.
Words row_of(const std::string& table, const std::string& model) {
  for (const auto& line : lines(table)) {
    Words cells;
    std::istringstream in(line);
    for (std::string cell; in >> cell;) cells.push_back(cell);
    if (cells.size() > 1 && cells[0] == "W4" && cells[1] == model) return cells;
  }
  return {};
}

}  // namespace

TEST_CASE("bench --vs prints ours, each peer and the ratio of the fastest") {
  const Folder folder;
  add_peer(folder, "slow", taking("9000"));
  add_peer(folder, "fast", taking("3000"));
  const Ended ended = unroll_program(against(folder));
  check_success(ended);
  for (const char* part : {"ours, ms", "fast, ms", "slow, ms", "ratio", "1 thread;", "2 rounds"})
    CHECK(has(ended.out, part));
  for (const char* model : {"rnn", "gru", "lstm"}) {
    const Words cells = row_of(ended.out, model);  // W4 model ours fast slow ratio low … high
    REQUIRE(cells.size() == 9);
    CHECK(cells[3] == "3000");
    CHECK(cells[4] == "9000");
    const double low = std::stod(cells[6]), middle = std::stod(cells[5]), high = std::stod(cells[8]);
    CHECK(low > 0);
    CHECK(low <= middle);
    CHECK(middle <= high);
    // Of two rounds both medians are means, of 1 / t and of t.
    CHECK(middle * std::stod(cells[2]) >= 3000 * 0.99);
    CHECK(low * std::stod(cells[2]) <= 3000 * 1.01);
  }
}

TEST_CASE("bench --vs --json prints each line measured, ours and the peers' in turn") {
  const Folder folder;
  add_peer(folder, "fake", taking("5"));
  const Ended ended = unroll_program(against(folder, {"--models=rnn", "--json"}));
  check_success(ended);
  const Words said = lines(ended.out);
  REQUIRE(said.size() == 4);
  for (std::size_t k = 0; k < 4; ++k) {
    const auto line = nlohmann::json::parse(said[k]);
    CHECK(line["peer"] == (k % 2 == 0 ? "project" : "fake"));
    CHECK(line["round"] == 1 + k / 2);
    CHECK(line["workload"] == "W4");
    CHECK(line["model"] == "rnn");
  }
  CHECK(nlohmann::json::parse(said[0])["efficiency"].get<double>() > 0);
}

TEST_CASE("bench --vs tells its peers how many threads there are") {
  const Folder folder;
  add_peer(folder, "fake",
           R"(echo "$OMP_NUM_THREADS $OPENBLAS_NUM_THREADS $*" >"$(dirname "$0")/words"; )" + taking("5"));
  check_success(unroll_program(against(folder, {"--models", "gru", "--threads", "2"})));
  CHECK(content(folder.path() / "words") ==
        "2 2 --threads 2 --budget 0.01 --limit 100 --workloads W4 --models gru\n");
}

TEST_CASE("bench --vs names a peer that fails and goes on without it") {
  for (const auto& [script, says] : std::map<std::string, std::string>{
           {"echo no such device >&2; exit 3", "ended with status 3 and said \"no such device\""},
           {"echo hello", "no line of JSON"},
           {"echo '{\"workload\":\"W4\",\"model\":\"rnn\",\"median_ms\":0}'", "no line of JSON"},
           {"kill -9 $$", "status 137"}}) {
    INFO(script);
    const Folder folder;
    add_peer(folder, "bad", script);
    add_peer(folder, "good", taking("3000"));
    const Ended ended = unroll_program(against(folder));
    check_success(ended);
    CHECK(count(ended.err, "the peer bad is left out for rnn: W4 rnn") == 1);
    CHECK(count(ended.err, "the peer bad is left out for lstm: W4 lstm") == 1);
    CHECK(has(ended.err, says));
    const Words cells = row_of(ended.out, "lstm");
    REQUIRE(cells.size() == 9);
    CHECK(cells[3] == "–");
    CHECK(cells[4] == "3000");
  }
}

TEST_CASE("bench --vs goes on with a peer's other models when one fails") {
  const Folder folder;
  add_peer(folder, "half",
           R"(case "$*" in *gru*) echo "no such cell" >&2; exit 1;; esac; )" + taking("3000"));
  const Ended ended = unroll_program(against(folder));
  check_success(ended);
  CHECK(count(ended.err, "is left out") == 1);
  CHECK(row_of(ended.out, "gru")[3] == "–");
  CHECK(row_of(ended.out, "lstm")[3] == "3000");
}

TEST_CASE("bench --vs fails when every peer has failed") {
  const Folder folder;
  add_peer(folder, "one", "exit 1");
  add_peer(folder, "two", "exit 1");
  const Ended ended = unroll_program(against(folder));
  check_failure(ended, 1, {"no peer is left"});
  CHECK(has(ended.err, "the peer one is left out"));
  CHECK(has(ended.err, "the peer two is left out"));
}

TEST_CASE("bench --vs without peers says what to install and to build") {
  const Folder folder;
  check_usage(unroll_program(against(folder)),
              {folder.path().string(), "libdnnl-dev", "libtorch-dev", "`peers`"});
}

TEST_CASE("bench --vs refuses what it does not understand") {
  const Folder folder;
  add_peer(folder, "fake", taking("5"));
  check_usage(unroll_program(against(folder, {"--models", "gru-before"})),
              {"no \"gru-before\"", "rnn, gru, lstm"});
  check_usage(unroll_program({"bench", "--vs", "--rounds", "0"}), {"--rounds is 0", "1 to 1000"});
  check_usage(unroll_program({"bench", "--vs", "--rounds", "many"}), {"--rounds is many"});
  check_usage(unroll_program({"bench", "--vs", "--peers", "/nowhere/at/all"}), {"no folder /nowhere/at/all"});
  check_usage(unroll_program({"bench", "--vs", "--peers"}), {"--peers needs a folder"});
  check_usage(unroll_program({"bench", "--rounds", "3"}),
              {"\"--rounds\" was not expected", "--vs [--rounds R]"});
  check_usage(unroll_program({"bench", "--limit", "much"}), {"--limit is much"});
}

TEST_CASE("Ctrl-C ends bench --vs and the peer under way") {
  const Folder folder;
  add_peer(folder, "slow", R"(echo $$ >"$(dirname "$0")/pid"; exec sleep 100)");
  Child child(against(folder));
  const fs::path note = folder.path() / "pid";
  for (int k = 0; k < 600 && (!fs::exists(note) || fs::file_size(note) == 0); ++k)
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  const int peer = std::stoi(content(note));
  CHECK(::kill(peer, 0) == 0);
  child.signal(SIGINT);
  check_failure(child.wait(), 130, {"interrupted"});
  CHECK(::kill(peer, 0) != 0);
}
