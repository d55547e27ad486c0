#include "run.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <chrono>
#include <ctime>
#include <utility>

#include "error.hpp"
#include "interrupt.hpp"
#include "page.hpp"
#include "provenance.hpp"
#include "report.hpp"

namespace unroll::lab {
namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

Run::Run(const Experiment& experiment, const Settings& settings, const Request& request, Progress& progress,
         const fs::path& folder)
    : experiment_(experiment), settings_(settings), request_(request), progress_(progress), folder_(folder) {
  for (const auto& claim : experiment.claims) findings_.push_back({claim, {}});
}

Stream Run::stream(std::string_view model, std::uint64_t run, std::string_view purpose) const {
  return {request_.seed, experiment_.slug, model, run, purpose};
}

void Run::parallel(const std::string& label, std::size_t count,
                   const std::function<void(std::size_t)>& work) {
  progress_.stage(fmt::format("{} {}", experiment_.folder(), label), count);
  parallel_for(count, request_.threads, progress_, work);
  progress_.clear();
}

void Run::table(const std::string& name, const Csv& csv) { file(name + ".csv", csv.text()); }

void Run::file(const std::string& name, const std::string& bytes) {
  check_interrupt();
  write_file(folder_ / name, bytes);
  tables_.push_back(name);
}

void Run::measured(const std::string& claim, std::vector<double> values) {
  for (auto& finding : findings_)
    if (finding.claim.id == claim) {
      finding.runs = std::move(values);
      return;
    }
  throw std::logic_error("experiment " + experiment_.slug + " declares no claim " + claim);
}

void Run::variable(const std::string& name, const std::string& gnuplot_expression) {
  variables_[name] = gnuplot_expression;
}

void Run::note(const std::string& sentence) { notes_.push_back(sentence); }
void Run::warn(const std::string& sentence) { warnings_.push_back(sentence); }

namespace {

Json described_figures(const Experiment& experiment, const Run& run, const fs::path& folder) {
  Json figures = Json::array();
  for (const auto& figure : experiment.figures) {
    if (!figure.only_with.empty() && !run.settings().flag(figure.only_with)) continue;
    write_file(folder / (figure.name + ".gp"), figure_script(figure, run.variables()));
    figures.push_back({{"name", figure.name},
                       {"title", figure.title},
                       {"alt", figure.alt},
                       {"animated", figure.animated},
                       {"script", figure.name + ".gp"}});
  }
  return figures;
}

Json described_experiment(const Experiment& experiment) {
  Json equations = Json::array();
  for (const auto& equation : experiment.equations)
    equations.push_back({{"name", equation.name}, {"text", equation.text}, {"mathml", equation.mathml}});
  return {{"number", experiment.number},        {"slug", experiment.slug},
          {"title", experiment.title},          {"part", experiment.part},
          {"question", experiment.question},    {"equations", equations},
          {"references", experiment.references}};
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
std::string command_again(const Experiment& experiment, const Settings& settings, const Request& request) {
  std::string command = fmt::format("./unroll run {} --scale {} --seed {}", experiment.number,
                                    to_string(request.scale), request.seed);
  for (const auto& option : experiment.options) {
    const auto& values = settings.all().at(option.name);
    const std::string standard = option.standard[static_cast<std::size_t>(request.scale)];
    const std::string value = fmt::format("{}", fmt::join(values, " "));
    if (value == standard || value.empty()) continue;
    command += fmt::format(" --{}", option.name);
    if (option.kind != Option::Kind::flag)
      for (const auto& word : values) command += fmt::format(" {}", quoted(word));
  }
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

}  // namespace

Outcome run_experiment(const Experiment& experiment, const Settings& settings, const Request& request,
                       Progress& progress) {
  const auto begin = std::chrono::steady_clock::now();
  const std::time_t now = std::time(nullptr);
  RunFolder folder(request.out / experiment.folder(),
                   fmt::format("{:%Y-%m-%dT%H-%M-%SZ}_seed{}", fmt::gmtime(now), request.seed));
  Run run(experiment, settings, request, progress, folder.path());
  experiment.body(run);
  check_interrupt();

  write_file(folder.path() / "findings.json", json_text(to_json(run.findings())));
  Json record = described_experiment(experiment);
  record["figures"] = described_figures(experiment, run, folder.path());
  progress.stage(experiment.folder() + " pictures", record["figures"].size());
  Outcome outcome;
  outcome.missing_figures = draw_all(folder.path(), record, &progress);
  progress.clear();
  check_interrupt();
  outcome.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  Json options;
  for (const auto& [name, values] : settings.all()) options[name] = fmt::format("{}", fmt::join(values, " "));
  record.update({{"scale", to_string(request.scale)},
                 {"seed", request.seed},
                 {"threads", request.threads},
                 {"options", options},
                 {"command", command_again(experiment, settings, request)},
                 {"notes", run.notes()},
                 {"warnings", run.warnings()},
                 {"data", run.tables()},
                 {"started", fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(now))},
                 {"wall_seconds", outcome.seconds}});
  record.update(provenance());
  write_file(folder.path() / "run.json", json_text(record));
  write_file(folder.path() / "index.html", run_report(folder.path()));
  outcome.folder = folder.commit();
  outcome.findings = run.findings();
  outcome.notes = run.notes();
  outcome.warnings = run.warnings();
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
    refresh_gallery(fs::canonical(folder).parent_path().parent_path());
    return missing;
  } catch (const nlohmann::json::exception& problem) {
    const std::string why = problem.what();  // after the library's own name for it, in brackets
    throw Error(fmt::format("{} is damaged ({}); run the experiment again", record_file.string(),
                            why.substr(why.find("] ") + 2)));
  }
}

}  // namespace unroll::lab
