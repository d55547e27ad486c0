#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>
#include <vector>

#include "catalogue.hpp"
#include "embedded/gallery_page.hpp"
#include "error.hpp"
#include "files.hpp"
#include "page.hpp"
#include "report.hpp"

namespace unroll::lab {
namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

namespace {

struct FinishedRun {
  std::string experiment, name;  // the folders, one in the other
  RunRecord record;
};

// Cards in the order of numbers; names tell apart two experiments of one number, as after a renaming.
using Cards = std::map<std::pair<int, std::string>, Json>;

// Folders in `parent` that are not hidden. One that cannot be read is as good as empty.
std::vector<fs::path> folders_in(const fs::path& parent) {
  std::vector<fs::path> found;
  std::error_code failed;
  for (fs::directory_iterator entry(parent, failed), end; !failed && entry != end; entry.increment(failed)) {
    std::error_code ignored;
    if (!entry->path().filename().string().starts_with('.') && entry->is_directory(ignored))
      found.push_back(entry->path());
  }
  return found;
}

std::vector<FinishedRun> newest_first(const fs::path& experiment) {
  std::vector<FinishedRun> runs;
  for (const auto& folder : folders_in(experiment)) try {
      FinishedRun run{experiment.filename().string(), folder.filename().string(), RunRecord(folder)};
      if (run.record.run.contains("number") && run.record.run["number"].is_number_integer())
        runs.push_back(std::move(run));
    } catch (const Error&) {
      // Damaged, or no run's folder: the gallery shows the others.
    }
  // Runs that began in the same second are NAME, NAME_2, … NAME_10: a longer name is newer.
  const auto age = [](const FinishedRun& run) {
    return std::tuple(text_of(run.record.run, "started"), run.name.size(), run.name);
  };
  std::sort(runs.begin(), runs.end(), [&](const auto& a, const auto& b) { return age(a) > age(b); });
  return runs;
}

Json shown_run(const FinishedRun& run) {
  Tally tally;
  tally.add(run.record.findings);
  const Mark mark = mark_of(tally);
  const std::string started = text_of(run.record.run, "started"),
                    folder = link_segment(run.experiment) + "/" + link_segment(run.name);
  Json shown = {{"href", folder + "/index.html"},
                {"folder", folder},
                {"summary", tally.sentence()},
                {"symbol", mark.symbol},
                {"kind", mark.kind},
                {"started", started},
                {"date", started.empty() ? run.name : readable_date(started)}};
  for (const char* key : {"number", "title", "part", "scale", "seed"})
    shown[key] = text_of(run.record.run, key);
  return shown;
}

// The card of an experiment that has been run: its newest run, and the others in a list.
Json card_of(const fs::path& experiment, const std::vector<FinishedRun>& runs) {
  const FinishedRun& newest = runs.front();
  Json card = shown_run(newest);
  const Json figures = list_of(newest.record.run, "figures");
  const Json key = figures.empty() ? Json::object() : figures.front();
  const std::string show = fs::path(text_of(key, "show")).filename().string();
  const bool drawn = !show.empty() && fs::is_regular_file(experiment / newest.name / show);
  const std::string alt = text_of(key, "alt"), missing = text_of(key, "missing");
  card["finished"] = true;
  card["image"] = drawn ? text_of(card, "folder") + "/" + link_segment(show) : "";
  card["alt"] = alt.empty() ? text_of(key, "title") : alt;
  card["missing"] = !missing.empty()  ? missing
                    : figures.empty() ? "This experiment draws none."
                                      : "`unroll plot` on the run's folder draws it.";
  card["earlier"] = Json::array();
  for (auto run = runs.begin() + 1; run != runs.end(); ++run) card["earlier"].push_back(shown_run(*run));
  card["earlier_count"] = runs.size() - 1;
  return card;
}

std::string command_for(const Experiment& experiment) {
  return fmt::format("./unroll run {}", experiment.number);
}

Json waiting_card(const Experiment& experiment) {
  return {{"finished", false},
          {"number", experiment.number},
          {"title", experiment.title},
          {"part", experiment.part},
          {"shows", experiment.shows},
          {"takes", experiment.takes[static_cast<std::size_t>(Scale::lecture)]},
          {"command", command_for(experiment)}};
}

Json grouped_by_part(const Cards& cards) {
  Json parts = Json::array();
  for (const auto& [order, card] : cards) {
    const std::string part = text_of(card, "part");
    auto group = std::find_if(parts.begin(), parts.end(), [&](const Json& p) { return p["part"] == part; });
    if (group == parts.end()) {
      parts.push_back({{"part", part}, {"cards", Json::array()}});
      group = parts.end() - 1;
    }
    (*group)["cards"].push_back(card);
  }
  return parts;
}

std::string progress_sentence(std::size_t run, std::size_t all, const Tally& tally) {
  const std::string verdicts = tally.all() == 0 ? "" : tally.sentence() + ".";
  return fmt::format("{} of {} experiment{} run. {}", run, all, all == 1 ? "" : "s", verdicts);
}

}  // namespace

void write_gallery(const fs::path& results) {
  if (!fs::is_directory(results))
    throw Error(fmt::format("{} is no folder; name the folder that runs are written to, results by default",
                            results.string()));
  Cards cards;
  Tally tally;
  std::size_t finished = 0;
  for (const auto& folder : folders_in(results))
    if (const auto runs = newest_first(folder); !runs.empty()) {
      const RunRecord& newest = runs.front().record;
      tally.add(newest.findings);
      ++finished;
      cards[{newest.run["number"].get<int>(), folder.filename().string()}] = card_of(folder, runs);
    }
  for (const auto& experiment : catalogue()) {
    auto& card = cards[{experiment.number, experiment.folder()}];
    if (card.is_null()) card = waiting_card(experiment);
    // The syllabus of today groups the runs of yesterday.
    card["part"] = experiment.part;
  }
  const std::string first = catalogue().empty() ? "./unroll list" : command_for(catalogue().front());
  replace_file(
      results / "index.html",
      filled_page(embedded::gallery_page, {{"any_run", finished > 0},
                                           {"progress", progress_sentence(finished, cards.size(), tally)},
                                           {"first_command", first},
                                           {"parts", grouped_by_part(cards)}}));
}

}  // namespace unroll::lab
