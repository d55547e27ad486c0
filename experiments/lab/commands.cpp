#include "commands.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <functional>
#include <nlohmann/json.hpp>

#include "catalogue.hpp"
#include "compare.hpp"
#include "data.hpp"
#include "ending.hpp"
#include "error.hpp"
#include "files.hpp"
#include "findings.hpp"
#include "interrupt.hpp"
#include "options.hpp"
#include "outcome.hpp"
#include "pages.hpp"
#include "process.hpp"
#include "report.hpp"
#include "settings.hpp"
#include "text_table.hpp"

namespace unroll::lab {
namespace {

using Json = nlohmann::ordered_json;

bool take(Words& words, const std::string& flag) { return std::erase(words, flag) > 0; }

void expect_no_more(const Words& words, const std::string& usage) {
  if (!words.empty()) throw UsageError(fmt::format("\"{}\" was not expected; usage: {}", words[0], usage));
}

const Catalogue& catalogue() {
  static const Catalogue all = read_catalogue(share_folder());
  return all;
}

int list(Words words) {
  const bool json = take(words, "--json");
  expect_no_more(words, "unroll list [--json]");
  if (json) {
    Json all = Json::array();
    for (const auto& e : catalogue().experiments)
      all.push_back({{"number", e.number},
                     {"slug", e.slug},
                     {"title", e.title},
                     {"part", e.part},
                     {"shows", e.shows},
                     {"takes", {{"quick", e.takes[0]}, {"lecture", e.takes[1]}, {"paper", e.takes[2]}}}});
    fmt::print("{}\n", all.dump(2));
    return 0;
  }
  TextTable table({"no", "experiment", "shows", "takes"});
  for (const auto& e : catalogue().experiments)
    table.row({fmt::format("{:02}", e.number), e.slug, e.shows, e.takes[1]});
  fmt::print("{}\nunroll show NUMBER tells more, unroll run NUMBER runs one.\n",
             table.print(terminal_width()));
  return 0;
}

Json shown(const Declaration& e) {
  Json equations = Json::array(), options = Json::array(), claims = Json::array(), references = Json::array();
  for (const auto& x : e.references) references.push_back({{"key", x.key}, {"text", x.text}, {"url", x.url}});
  for (const auto& x : e.equations) equations.push_back({{"name", x.name}, {"text", x.text}});
  for (const auto& x : e.options)
    options.push_back(
        {{"name", x.name},
         {"value", x.value_name},
         {"kind", kind_names[static_cast<std::size_t>(x.kind)]},
         {"help", x.help},
         {"default", {{"quick", x.standard[0]}, {"lecture", x.standard[1]}, {"paper", x.standard[2]}}}});
  for (const auto& x : e.claims)
    claims.push_back({{"id", x.id},
                      {"kind", to_string(x.kind)},
                      {"claim", x.claim},
                      {"source", x.source},
                      {"published", x.published},
                      {"unit", x.unit},
                      {"low", x.low},
                      {"high", x.high},
                      {"band_reason", x.reason}});
  return {{"number", e.number}, {"slug", e.slug},         {"title", e.title},
          {"part", e.part},     {"question", e.question}, {"equations", equations},
          {"options", options}, {"claims", claims},       {"references", references}};
}

void show_claims(const Declaration& e, FindingKind kind, const char* heading) {
  bool any = false;
  for (const auto& x : e.claims) {
    if (x.kind != kind) continue;
    if (!any) fmt::print("\n{}\n", heading);
    any = true;
    fmt::print("{}", paragraph(fmt::format("{}: {} {} ({})", x.claim, x.published, x.unit, x.source), "  "));
  }
}

int show(Words words) {
  const bool json = take(words, "--json");
  if (words.empty()) throw UsageError("which experiment? usage: unroll show NUMBER [--json]");
  const Declaration& e = catalogue().find(words[0]);
  expect_no_more({words.begin() + 1, words.end()}, "unroll show NUMBER [--json]");
  if (json) {
    fmt::print("{}\n", shown(e).dump(2));
    return 0;
  }
  fmt::print("{:02} {}\n\n{}\nEquations\n", e.number, e.title, paragraph(e.question, "  "));
  for (const auto& x : e.equations) fmt::print("  {}\n      {}\n", x.name, x.text);
  show_claims(e, FindingKind::published, "Published figures that are measured");
  show_claims(e, FindingKind::law, "Laws that every run must obey");
  show_claims(e, FindingKind::comparison, "Comparisons of ours");
  fmt::print("\nReferences\n");
  for (const auto& x : e.references) fmt::print("{}", paragraph(x.text, "  "));
  fmt::print("\n{}\nTakes about {} at quick, {} at lecture, {} at paper scale.\n", describe_options({&e}),
             e.takes[0], e.takes[1], e.takes[2]);
  return 0;
}

// Whether a value was given whose check only the experiment's own program has.
bool needs_check(const Declaration& experiment, const Settings& settings, Scale scale) {
  return std::any_of(experiment.options.begin(), experiment.options.end(), [&](const Option& option) {
    return !option.check.empty() &&
           settings.all().at(option.name) != option.standard[static_cast<std::size_t>(scale)];
  });
}

// Runs the program of one experiment and returns its exit status.
int run_one(const Request& request, const Declaration& experiment, Words words) {
  words.insert(words.end(), {"--threads", std::to_string(request.threads), "--out", request.out.string()});
  if (request.strict) words.push_back("--strict");
  const ProgramResult ended = run_program(program_folder() / experiment.folder(), words);
  if (ended.signal == 0) return ended.status;
  remove_unfinished(request.out / experiment.folder(), ended.pid);
  if (interrupted()) return 130;
  throw Error(
      fmt::format("the program of experiment {} was ended by signal {} ({}); nothing of this run was kept",
                  experiment.number, ended.signal, ::strsignal(ended.signal)));
}

int run(Words words) {
  if (take(words, "--help")) {
    std::vector<const Declaration*> named;
    for (const auto& word : words)
      if (!word.starts_with("-")) named.push_back(&catalogue().find(word));
    fmt::print(
        "usage: unroll run EXPERIMENT... [options]\n\nEXPERIMENT is a number, a name, or the beginning of "
        "one.\n\n{}",
        describe_options(named));
    return 0;
  }
  const Request request = parse_request(words, catalogue());
  for (const auto& [experiment, settings] : request.experiments) {
    if (request.experiments.size() == 1 || !needs_check(*experiment, settings, request.scale)) continue;
    Words only_checked = words_of(*experiment, settings, request);
    only_checked.push_back("--check-only");
    if (const int status = run_one(request, *experiment, only_checked); status != 0) return status;
  }
  bool differs = false;
  for (const auto& [experiment, settings] : request.experiments) {
    const int status = run_one(request, *experiment, words_of(*experiment, settings, request));
    if (status != 0 && status != 3) return status;
    differs |= status == 3;
    write_gallery(request.out, catalogue());
  }
  fmt::print("gallery of all runs: {}\n", (request.out / "index.html").string());
  return differs ? 3 : 0;
}

// The targets of the build that a command needs besides `unroll` itself, one a line; none for a command that is wrong, because
// the command says so itself.
int needs(Words words) {
  const std::string word = words.empty() ? "" : words[0];
  if (!words.empty()) words.erase(words.begin());
  if (word == "check" || word == "bench") fmt::print("unroll-{}\n", word);
  if (word != "run" || take(words, "--help")) return 0;
  try {
    for (const auto& [experiment, settings] : parse_request(words, catalogue()).experiments)
      fmt::print("{}\n", experiment->folder());
  } catch (const UsageError&) {
  }
  return 0;
}

// A command that is a program of its own, because it needs all models.
int other_program(const std::string& name, const Words& words) {
  const ProgramResult ended = run_program(program_folder() / name, words);
  if (ended.signal == 0) return ended.status;
  if (interrupted()) return 130;
  throw Error(fmt::format("{} was ended by signal {} ({})", name, ended.signal, ::strsignal(ended.signal)));
}

int report(Words words) {
  const std::string folder = words.empty() ? "results" : words[0];
  expect_no_more({words.begin() + !words.empty(), words.end()}, "unroll report [DIR]");
  write_gallery(folder, catalogue());
  fmt::print("{}\n", (std::filesystem::path(folder) / "index.html").string());
  return 0;
}

int plot(Words words) {
  if (words.size() != 1) throw UsageError("usage: unroll plot RUN_FOLDER");
  const auto missing = plot_again(words[0]);
  refresh_gallery(std::filesystem::canonical(words[0]).parent_path().parent_path(), catalogue());
  for (const auto& figure : missing) fmt::print(stderr, "figure missing: {}\n", figure);
  fmt::print("{}\n", (std::filesystem::path(words[0]) / "index.html").string());
  if (missing.empty()) return 0;
  throw Error(fmt::format("{} pictures could not be drawn, for the reasons above", missing.size()));
}

int data(Words words) {
  const std::string usage = "unroll data [list [--json] | get NAME...]",
                    verb = words.empty() ? "list" : words[0];
  if (!words.empty()) words.erase(words.begin());
  if (verb == "list") {
    const bool json = take(words, "--json");
    expect_no_more(words, usage);
    fmt::print("{}", data_list(json));
    return 0;
  }
  if (verb != "get") throw UsageError(fmt::format("\"{}\" is neither list nor get; usage: {}", verb, usage));
  if (words.empty()) throw UsageError("which data set? `unroll data list` names them all");
  for (const auto& name : words)
    fmt::print("{}\n",
               get_data(name, [](const std::string& line) { fmt::print(stderr, "{}\n", line); }).string());
  return 0;
}

struct Word {
  std::string name, usage, help;
  std::function<int(Words)> act;
};

const std::vector<Word>& vocabulary();

int help(Words words) {
  if (!words.empty()) {
    for (const auto& word : vocabulary())
      if (word.name == words[0]) {
        fmt::print("usage: unroll {}\n\n{}\n", word.usage, word.help);
        return 0;
      }
    throw UsageError(fmt::format("there is no command \"{}\"; `unroll help` lists them", words[0]));
  }
  fmt::print("Unroll, a laboratory of classic recurrent networks.\n\n");
  for (const auto& word : vocabulary())
    fmt::print("  unroll {}\n{}", word.usage, paragraph(word.help, "      "));
  fmt::print(
      "\nExit status: 0 done, 1 the run failed, 2 wrong usage, 3 --strict and a finding differs, 130 "
      "Ctrl-C.\n");
  return 0;
}

const std::vector<Word>& vocabulary() {
  static const std::vector<Word> words{
      {"list", "list [--json]", "Numbers, titles, what each experiment shows, how long it takes.", list},
      {"show", "show EXPERIMENT [--json]", "Question, equations, published figures, options, references.",
       show},
      {"run",
       "run EXPERIMENT... [--scale quick|lecture|paper] [--seed N] [--threads N] [--out DIR] [--strict] "
       "[--config FILE] [its own options]",
       "Runs experiments by number, name or beginning of a name; `unroll run EXPERIMENT --help` lists the "
       "options.",
       run},
      {"report", "report [DIR]", "Rebuilds the gallery of all runs in DIR (default: results).", report},
      {"plot", "plot RUN_FOLDER", "Draws a run's pictures again from its CSV files and gnuplot scripts.",
       plot},
      {"data", "data [list [--json] | get NAME...]",
       "Real data: what it is, its licence, where it comes from.", data},
      {"check", "check [--seed N] [--limit X] [--json]",
       "Compares the gradient of every model and variant with differences of the loss.",
       [](const Words& rest) { return other_program("unroll-check", rest); }},
      {"bench",
       "bench [--threads N] [--budget SECONDS] [--workloads W...] [--models M...] [--limit GFLOPS] [--json] "
       "[--vs [--rounds R] [--peers FOLDER]]",
       "Measures a training step of each model on its workloads, as a share of the machine's fastest "
       "product; --vs beside PyTorch and oneDNN, where they are installed.",
       [](const Words& rest) { return other_program("unroll-bench", rest); }},
      {"compare", "compare RUN_FOLDER RUN_FOLDER",
       "Sets two runs side by side: settings, findings and tables that differ.", compare},
      {"pages", "pages [--check] [RUN_FOLDER...]",
       "Writes the generated parts of the lecture pages; with run folders, their findings become the "
       "reference.",
       [](const Words& rest) { return pages(rest, catalogue()); }},
      {"help", "help [COMMAND]", "This, or one command's usage.", help}};
  return words;
}

int act(Words words) {
  if (words.empty()) return help({});
  const std::string name = words[0] == "--help" || words[0] == "-h" ? "help" : words[0];
  words.erase(words.begin());
  if (name == "needs") return needs(words);  // for the launcher
  std::vector<std::string> names;
  for (const auto& word : vocabulary()) {
    names.push_back(word.name);
    if (word.name != name) continue;
    if (name != "run" && take(words, "--help")) return help({name});
    return word.act(words);
  }
  throw UsageError(
      fmt::format("there is no command \"{}\"{}; `unroll help` lists them", name, suggestion(name, names)));
}

}  // namespace

int command(const Words& words) {
  return ending_of([&] { return act(words); });
}

}  // namespace unroll::lab
