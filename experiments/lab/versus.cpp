#include "versus.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "error.hpp"
#include "interrupt.hpp"
#include "process.hpp"
#include "progress.hpp"
#include "take_words.hpp"
#include "text_table.hpp"

namespace unroll::lab {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

fs::path this_program() { return fs::read_symlink("/proc/self/exe"); }

bool is_measurement(const Json& line, const std::string& workload, const std::string& model) {
  if (!line.is_object() || line.value("workload", Json()) != workload ||
      line.value("model", Json()) != shown_name(model))
    return false;
  const Json ms = line.value("median_ms", Json());
  return ms.is_number() && ms.get<double>() > 0;
}

// One process, one line. Throws Error that says what went wrong, without a full stop.
Json measured_by(const Contestant& who, const BenchWords& asked, const std::string& workload,
                 const std::string& model) {
  std::vector<std::string> words = who.command;
  for (const std::string& word :
       {std::string("--threads"), fmt::format("{}", asked.threads), std::string("--budget"),
        fmt::format("{}", asked.budget), std::string("--limit"), fmt::format("{}", asked.limit),
        std::string("--workloads"), workload, std::string("--models"), model})
    words.push_back(word);
  const ProcessResult result = run_process(words);
  check_interrupt();
  if (!result.started) throw Error(fmt::format("{} could not be started", who.command[0]));
  std::string last;
  Json found;
  std::istringstream lines(result.output);
  for (std::string line; std::getline(lines, line);) {
    if (!line.empty()) last = line;
    const Json read = Json::parse(line, nullptr, false);
    if (is_measurement(read, workload, model)) found = read;
  }
  if (result.status != 0)
    throw Error(fmt::format("{} {} ended with status {}{}", workload, model, result.status,
                            last.empty() ? "" : fmt::format(" and said \"{}\"", last)));
  if (found.is_null()) throw Error(fmt::format("{} {} gave no line of JSON with its time", workload, model));
  return found;
}

// The times of a workload and model: of ours in front, then of each peer, a number a round.
using Rows = std::map<std::pair<std::string, std::string>, std::vector<std::vector<double>>>;

// One after the other in each round, so that what slows the machine for a while slows all alike.
class Race {
 public:
  Race(const Contest& contest, const BenchWords& asked, bool json)
      : contest_(contest), asked_(asked), json_(json) {}

  Rows run() {
    const auto pairs = asked_.pairs();
    std::set<std::string> models;
    for (const auto& [workload, model] : pairs) models.insert(model);
    models_ = models.size();
    progress_.stage("bench", contest_.rounds * pairs.size() * (1 + contest_.peers.size()));
    for (unsigned round = 1; round <= contest_.rounds; ++round)
      for (const auto& [workload, model] : pairs) heat(round, workload.name, model);
    progress_.clear();
    return std::move(rows_);
  }

 private:
  void heat(unsigned round, const std::string& workload, const std::string& model) {
    auto& row = rows_[{workload, model}];
    row.resize(1 + contest_.peers.size());
    const auto take_turn = [&](const Contestant& who, std::vector<double>& times) {
      Json line = measured_by(who, asked_, workload, model);
      times.push_back(line["median_ms"].get<double>());
      if (!json_) return;
      line["round"] = round;
      fmt::print("{}\n", line.dump());
      std::fflush(stdout);
    };
    take_turn(contest_.ours, row[0]);
    progress_.advance();
    for (std::size_t i = 0; i < contest_.peers.size(); ++i) {
      try {
        if (!out_.contains({i, model})) take_turn(contest_.peers[i], row[i + 1]);
      } catch (const Error& problem) {
        out_.insert({i, model});
        progress_.say(
            fmt::format("the peer {} is left out for {}: {}", contest_.peers[i].name, model, problem.what()));
        if (out_.size() == contest_.peers.size() * models_)
          throw Error("no peer is left to compare with; each said why it failed");
      }
      progress_.advance();
    }
  }

  const Contest& contest_;
  const BenchWords& asked_;
  bool json_;
  std::size_t models_ = 0;                             // that are measured
  std::set<std::pair<std::size_t, std::string>> out_;  // peers and models that they cannot do
  Rows rows_;
  Progress progress_{std::cerr, Progress::style_of_stderr()};
};

std::string table_of(const Contest& contest, const BenchWords& asked, const Rows& rows) {
  std::vector<std::string> header{"workload", "model", "ours, ms"};
  for (const auto& peer : contest.peers) header.push_back(peer.name + ", ms");
  header.insert(header.end(), {"ratio", "range"});
  TextTable table(header);
  for (const auto& [workload, model] : asked.pairs()) {
    const auto& row = rows.at({workload.name, model});
    std::vector<std::string> cells{workload.name, shown_name(model)};
    for (const auto& times : row)  // a peer that was left out has fewer, and is not in the ratio
      cells.push_back(times.size() < row[0].size() ? "–" : fmt::format("{:.4g}", median_of(times)));
    const Spread r = ratio(row[0], {row.begin() + 1, row.end()});
    const bool any = !std::isnan(r.median);
    cells.push_back(any ? fmt::format("{:.2f}", r.median) : "–");
    cells.push_back(any ? fmt::format("{:.2f} … {:.2f}", r.least, r.greatest) : "–");
    table.row(cells);
  }
  return table.print(terminal_width());
}

}  // namespace

std::vector<Contestant> peers_in(const fs::path& folder) {
  std::vector<Contestant> peers;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(folder, none)) {
    const std::string name = entry.path().filename().string(), begin = "peer_";
    if (name.size() > begin.size() && name.starts_with(begin) && entry.is_regular_file() &&
        ::access(entry.path().c_str(), X_OK) == 0)
      peers.push_back({name.substr(begin.size()), {fs::absolute(entry.path()).string()}});
  }
  std::sort(peers.begin(), peers.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return peers;
}

Contest take_contest(std::vector<std::string>& words) {
  Contest contest;
  const std::string kind = "a whole number from 1 to 1000";
  take_number(words, "--rounds", kind, contest.rounds);
  if (contest.rounds < 1 || contest.rounds > 1000)
    throw UsageError(fmt::format("--rounds is {}; it must be {}", contest.rounds, kind));
  contest.folder = this_program().parent_path();
  if (const auto folder = take_value(words, "--peers", "a folder with programs named peer_NAME")) {
    if (!fs::is_directory(*folder)) throw UsageError(fmt::format("--peers: there is no folder {}", *folder));
    contest.folder = *folder;
  }
  contest.ours = {"ours", {this_program().string(), "--json"}};
  contest.peers = peers_in(contest.folder);
  return contest;
}

std::string no_peers(const fs::path& folder) {
  return fmt::format(
      "there is nothing to compare with, no program peer_NAME in {}; install oneDNN or PyTorch (on Debian "
      "libdnnl-dev, libtorch-dev) and call ./unroll bench --vs in the sources, which builds the peers, or "
      "build the target `peers` yourself",
      folder.string());
}

Spread ratio(const std::vector<double>& ours, const std::vector<std::vector<double>>& peers) {
  std::vector<double> ratios;
  for (std::size_t round = 0; round < ours.size(); ++round) {
    double fastest = std::numeric_limits<double>::infinity();
    for (const auto& times : peers)
      if (times.size() == ours.size()) fastest = std::min(fastest, times[round]);
    if (!std::isinf(fastest)) ratios.push_back(fastest / ours[round]);
  }
  return spread_of(ratios);
}

int versus(const Contest& contest, const BenchWords& asked, bool json) {
  // Children inherit it. OpenBLAS and OpenMP of this process have read theirs long ago.
  const std::string threads = fmt::format("{}", asked.threads);
  for (const char* name : {"OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"}) ::setenv(name, threads.c_str(), 1);
  const Rows rows = Race(contest, asked, json).run();
  if (!json)
    fmt::print(
        "{}\nOne training step, float, on {} thread{}; medians of {} round{}. The ratio is the fastest "
        "peer's "
        "time over ours, its range that of the rounds: above 1 we are faster.\n",
        table_of(contest, asked, rows), asked.threads, asked.threads == 1 ? "" : "s", contest.rounds,
        contest.rounds == 1 ? "" : "s");
  return 0;
}

}  // namespace unroll::lab
