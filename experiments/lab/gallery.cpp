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
#include "syllabus.hpp"

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
  const std::string started = text_of(run.record.run, "started");
  Json shown = {{"href", link_segment(run.experiment) + "/" + link_segment(run.name) + "/index.html"},
                {"summary", tally.sentence()},
                {"symbol", mark.symbol},
                {"kind", mark.kind},
                {"started", started},
                {"date", started.empty() ? run.name : readable_date(started)}};
  for (const char* key : {"number", "title", "part", "scale", "seed"})
    shown[key] = text_of(run.record.run, key);
  return shown;
}

Json shown_verdict(const Json& finding) {
  const std::string verdict = text_of(finding, "verdict");
  const Mark mark = mark_of(verdict);
  return {{"claim", text_of(finding, "claim")},
          {"published", text_of(finding, "published")},
          {"measured", text_of(finding, "measured_text")},
          {"verdict", verdict},
          {"symbol", mark.symbol},
          {"kind", mark.kind}};
}

// The card of an experiment that has been run: its newest run, and the others in a list.
Json card_of(const fs::path& experiment, const std::vector<FinishedRun>& runs) {
  const FinishedRun& newest = runs.front();
  const Json& run = newest.record.run;
  Json card = shown_run(newest);
  const Json figures = list_of(run, "figures");
  const Json key = figures.empty() ? Json::object() : figures.front();
  const std::string picture = picture_of(experiment / newest.name, key);
  const std::string alt = text_of(key, "alt"), missing = text_of(key, "missing");
  card["finished"] = true;
  card["shows"] = text_of(run, "question");
  card["image"] = picture.empty() ? "" : embedded_picture(experiment / newest.name / picture);
  card["alt"] = alt.empty() ? text_of(key, "title") : alt;
  card["missing"] = !missing.empty()  ? missing
                    : figures.empty() ? "This experiment draws none."
                                      : "`unroll plot` on the run's folder draws it.";
  card["verdicts"] = Json::array();
  for (const auto& finding : newest.record.findings) card["verdicts"].push_back(shown_verdict(finding));
  card["earlier"] = Json::array();
  for (auto earlier = runs.begin() + 1; earlier != runs.end(); ++earlier)
    card["earlier"].push_back(shown_run(*earlier));
  card["earlier_count"] = runs.size() - 1;
  return card;
}

std::string command_for(const Declaration& experiment) {
  return fmt::format("./unroll run {}", experiment.number);
}

Json waiting_card(const Declaration& experiment) {
  return {{"finished", false},
          {"number", experiment.number},
          {"title", experiment.title},
          {"takes", experiment.takes[static_cast<std::size_t>(Scale::lecture)]},
          {"command", command_for(experiment)}};
}

// The runs in `results`, the experiments of this program that were not run, and what is to come.
struct Gallery {
  Cards cards;
  std::vector<Planned> planned;
  Tally tally;  // of the newest runs
  std::size_t finished = 0;

  Gallery(const fs::path& results, const Catalogue& catalogue) {
    for (const auto& folder : folders_in(results))
      if (const auto runs = newest_first(folder); !runs.empty()) {
        const RunRecord& newest = runs.front().record;
        tally.add(newest.findings);
        ++finished;
        cards[{newest.run["number"].get<int>(), folder.filename().string()}] = card_of(folder, runs);
      }
    for (const auto& experiment : catalogue.experiments) {
      auto& card = cards[{experiment.number, experiment.folder()}];
      if (card.is_null()) card = waiting_card(experiment);
      // The syllabus of today groups the runs of yesterday.
      card["part"] = experiment.part;
      card["shows"] = experiment.shows;
    }
    for (const auto& entry : catalogue.syllabus)
      if (std::none_of(cards.begin(), cards.end(),
                       [&](const auto& card) { return card.first.first == entry.number; }))
        planned.push_back(entry);
  }
};

// The parts in the order of the syllabus, and then those that it has not.
Json empty_parts(const Catalogue& catalogue) {
  Json parts = Json::array();
  for (const auto& entry : catalogue.syllabus)
    if (parts.empty() || parts.back()["part"] != entry.part)
      parts.push_back({{"part", entry.part}, {"cards", Json::array()}, {"planned", Json::array()}});
  return parts;
}

Json& part_of(Json& parts, const std::string& name) {
  for (auto& part : parts)
    if (part["part"] == name) return part;
  parts.push_back({{"part", name}, {"cards", Json::array()}, {"planned", Json::array()}});
  return parts.back();
}

Json grouped_by_part(const Gallery& gallery, const Catalogue& catalogue) {
  Json parts = empty_parts(catalogue), shown = Json::array();
  for (const auto& [order, card] : gallery.cards)
    part_of(parts, text_of(card, "part"))["cards"].push_back(card);
  for (const auto& entry : gallery.planned)
    part_of(parts, entry.part)["planned"].push_back(
        {{"number", entry.number}, {"title", entry.title}, {"shows", entry.shows}});
  for (auto& part : parts) {
    const Json& cards = part["cards"];
    const std::size_t all = cards.size() + part["planned"].size();
    if (all == 0) continue;
    const auto run =
        std::count_if(cards.begin(), cards.end(), [](const Json& card) { return card["finished"] == true; });
    part["count"] = fmt::format("{} of {} run", run, all);
    part["id"] = shown.size() + 1;
    shown.push_back(std::move(part));
  }
  return shown;
}

std::string progress_sentence(const Gallery& gallery) {
  const std::size_t all = gallery.cards.size();
  std::string text = fmt::format("{} of {} experiment{} run.", gallery.finished, all, all == 1 ? "" : "s");
  if (gallery.tally.all() > 0) text += fmt::format(" {}.", gallery.tally.sentence());
  return text;
}

std::string planned_sentence(std::size_t planned) {
  if (planned == 0) return "";
  return fmt::format("{} more experiment{} of the syllabus {} not in this version.", planned,
                     planned == 1 ? "" : "s", planned == 1 ? "is" : "are");
}

}  // namespace

void write_gallery(const fs::path& results, const Catalogue& catalogue) {
  if (!fs::is_directory(results))
    throw Error(fmt::format("{} is no folder; name the folder that runs are written to, results by default",
                            results.string()));
  const Gallery gallery(results, catalogue);
  const std::string first =
      catalogue.experiments.empty() ? "./unroll list" : command_for(catalogue.experiments.front());
  replace_file(results / "index.html",
               filled_page(embedded::gallery_page, {{"any_run", gallery.finished > 0},
                                                    {"progress", progress_sentence(gallery)},
                                                    {"to_come", planned_sentence(gallery.planned.size())},
                                                    {"first_command", first},
                                                    {"parts", grouped_by_part(gallery, catalogue)}}));
}

void refresh_gallery(const fs::path& results, const Catalogue& catalogue) {
  const fs::path page = results / "index.html";
  if (fs::is_regular_file(page) &&
      read_file(page).find("<title>Results – Unroll</title>") != std::string::npos)
    write_gallery(results, catalogue);
}

}  // namespace unroll::lab
