#include "outcome.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <chrono>
#include <ctime>
#include <nlohmann/json.hpp>
#include <utility>

#include "error.hpp"
#include "figures.hpp"
#include "files.hpp"
#include "harness/declarations.hpp"
#include "interrupt.hpp"
#include "page.hpp"
#include "provenance.hpp"
#include "report.hpp"

namespace unroll::lab {
namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

Tables with_summaries(const Declaration& declaration, Tables tables) {
  for (const Summary& summary : declaration.summaries)
    tables.insert_or_assign(summary.name, summary_of(tables.at(summary.table), summary));
  return tables;
}

std::vector<Finding> judged(const Declaration& declaration, const Experiment& experiment,
                            const Tables& tables, const Settings& settings, std::vector<std::string>* notes) {
  const Results results(tables, settings);
  Findings measured(declaration);
  if (experiment.judge) experiment.judge(results, measured);
  std::vector<Finding> findings;
  for (const Claim& claim : declaration.claims) {
    const bool given = is_given(claim, settings);
    const auto found = measured.all().find(claim.id);
    findings.push_back({claim, {}});
    if (given && !claim.value.table.empty()) findings.back().values = selected(claim.value, results);
    if (given && found != measured.all().end()) findings.back().values = found->second;
    if (notes != nullptr && findings.back().values.empty())
      notes->push_back(fmt::format("not measured in this run{}: {}",
                                   given ? "" : ", for it needs " + described(claim.given), claim.claim));
  }
  if (notes != nullptr) notes->insert(notes->end(), measured.notes().begin(), measured.notes().end());
  return findings;
}

namespace {

bool is_wanted(const std::string& only_with, const Settings& settings) {
  return only_with.empty() || settings.flag(only_with);
}

// Writes the tables and summaries that are wanted, and returns the names of the files.
std::vector<std::string> write_tables(const Declaration& declaration, const Tables& tables,
                                      const Settings& settings, const fs::path& folder) {
  std::vector<std::string> files;
  const auto write = [&](const std::string& name) {
    check_interrupt();
    write_file(folder / (name + ".csv"), tables.at(name).csv());
    files.push_back(name + ".csv");
  };
  for (const auto& table : declaration.tables) {
    if (!is_wanted(table.only_with, settings)) continue;
    write(table.name);
    for (const auto& summary : declaration.summaries)
      if (summary.table == table.name) write(summary.name);
  }
  return files;
}

Json described_figures(const Run& run, const fs::path& folder) {
  Variables variables = option_variables(run.declaration(), run.settings());
  variables.insert(run.variables().begin(), run.variables().end());
  Json figures = Json::array();
  for (const auto& figure : run.declaration().figures) {
    if (!is_wanted(figure.only_with, run.settings())) continue;
    write_file(folder / (figure.name + ".gp"), figure_script(figure, variables));
    figures.push_back({{"name", figure.name},
                       {"title", figure.title},
                       {"alt", figure.alt},
                       {"animated", figure.animated},
                       {"script", figure.name + ".gp"},
                       {"formats", figure.animated ? Json{"png"} : Json{"svg", "png"}}});
  }
  return figures;
}

Json described_experiment(const Declaration& experiment) {
  Json equations = Json::array(), references = Json::array();
  for (const auto& equation : experiment.equations)
    equations.push_back({{"name", equation.name}, {"text", equation.text}, {"mathml", equation.mathml}});
  for (const auto& reference : experiment.references) references.push_back(reference.text);
  return {{"number", experiment.number}, {"slug", experiment.slug},         {"title", experiment.title},
          {"part", experiment.part},     {"question", experiment.question}, {"equations", equations},
          {"references", references}};
}

// A word as a shell reads it back.
std::string quoted(const std::string& word) {
  const bool plain = !word.empty() && std::all_of(word.begin(), word.end(), [](unsigned char c) {
    return std::isalnum(c) || c >= 0x80 || std::string_view("_-+=:,./@%").find(char(c)) != std::string::npos;
  });
  if (plain) return word;
  std::string text;
  for (const char c : word) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return fmt::format("'{}'", text);
}

// The command that gives the same run, with the seed written out.
std::string command_again(const Declaration& experiment, const Settings& settings, const Request& request) {
  std::string command = fmt::format("./unroll run {}", experiment.number);
  for (const auto& word : words_of(experiment, settings, request)) command += " " + quoted(word);
  return command;
}

// What a user typed may be no UTF-8, as an old file's name; JSON holds the replacement character there.
std::string json_text(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::vector<std::string> draw_all(const fs::path& folder, Json& record, Progress* progress) {
  std::vector<std::string> missing;
  for (auto& figure : record["figures"]) {
    draw_figure(folder, figure);
    check_interrupt();
    if (!figure["missing"].is_null())
      missing.push_back(
          fmt::format("{}: {}", figure["name"].get<std::string>(), figure["missing"].get<std::string>()));
    if (progress != nullptr) progress->advance();
  }
  return missing;
}

Json settings_of(const Settings& settings, const Request& request) {
  Json options = Json::object();
  for (const auto& [name, values] : settings.all()) options[name] = fmt::format("{}", fmt::join(values, " "));
  return {{"scale", to_string(request.scale)},
          {"seed", request.seed},
          {"threads", request.threads},
          {"options", options}};
}

std::string utc(std::time_t now, const char* format) {
  return fmt::format(fmt::runtime(format), fmt::gmtime(now));
}

}  // namespace

Outcome run_experiment(const Declaration& declaration, const Experiment& experiment, const Settings& settings,
                       const Request& request, Progress& progress) {
  const auto begin = std::chrono::steady_clock::now();
  const std::time_t now = std::time(nullptr);
  RunFolder folder(request.out / declaration.folder(),
                   fmt::format("{}_seed{}", utc(now, "{:%Y-%m-%dT%H-%M-%SZ}"), request.seed));
  Run run(declaration, settings, request, progress, folder.path());
  experiment.body(run);
  check_interrupt();
  set_harness_variables(run);

  Outcome outcome{.notes = run.notes(), .warnings = run.warnings()};
  const Tables tables = with_summaries(declaration, run.tables());
  outcome.findings = judged(declaration, experiment, tables, settings, &outcome.notes);
  std::vector<std::string> data = write_tables(declaration, tables, settings, folder.path());
  data.insert(data.end(), run.files().begin(), run.files().end());
  write_file(folder.path() / "findings.json", json_text(to_json(outcome.findings)));
  Json record = described_experiment(declaration);
  record["figures"] = described_figures(run, folder.path());
  progress.stage(declaration.folder() + " pictures", record["figures"].size());
  outcome.missing_figures = draw_all(folder.path(), record, &progress);
  progress.clear();
  check_interrupt();
  outcome.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  record.update(settings_of(settings, request));
  record.update({{"command", command_again(declaration, settings, request)},
                 {"notes", outcome.notes},
                 {"warnings", outcome.warnings},
                 {"data", data},
                 {"started", utc(now, "{:%Y-%m-%dT%H:%M:%SZ}")},
                 {"wall_seconds", outcome.seconds}});
  record.update(provenance());
  write_file(folder.path() / "run.json", json_text(record));
  write_file(folder.path() / "index.html", run_report(folder.path()));
  outcome.folder = folder.commit();
  return outcome;
}

std::vector<std::string> plot_again(const fs::path& folder) {
  const fs::path record_file = folder / "run.json";
  if (!fs::exists(record_file))
    throw Error(
        fmt::format("{} is no run's folder: it has no run.json; name one like results/01_…/2026-…_seed1",
                    folder.string()));
  try {
    Json record = Json::parse(read_file(record_file));
    for (const auto& figure : record.at("figures"))
      if (fs::path(figure.at("name").get<std::string>()).has_parent_path())
        throw Error(fmt::format("{} is damaged (a figure outside its folder); run the experiment again",
                                record_file.string()));
    RunRecord{folder};  // what the report needs is all there, before anything is drawn
    auto missing = draw_all(folder, record, nullptr);
    replace_file(record_file, json_text(record));
    replace_file(folder / "index.html", run_report(folder));
    return missing;
  } catch (const nlohmann::json::exception& problem) {
    const std::string why = problem.what();  // after the library's own name for it, in brackets
    throw Error(fmt::format("{} is damaged ({}); run the experiment again", record_file.string(),
                            why.substr(why.find("] ") + 2)));
  }
}

}  // namespace unroll::lab
