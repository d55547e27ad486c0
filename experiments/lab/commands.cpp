#include "commands.hpp"

#include <fmt/format.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <functional>
#include <iostream>
#include <new>
#include <nlohmann/json.hpp>

#include "bench.hpp"
#include "catalogue.hpp"
#include "check.hpp"
#include "data.hpp"
#include "error.hpp"
#include "findings.hpp"
#include "interrupt.hpp"
#include "provenance.hpp"
#include "report.hpp"
#include "run.hpp"
#include "text_table.hpp"

namespace unroll::lab {
namespace {

using Words = std::vector<std::string>;
using Json = nlohmann::ordered_json;

bool take(Words& words, const std::string& flag) { return std::erase(words, flag) > 0; }

void expect_no_more(const Words& words, const std::string& usage) {
  if (!words.empty()) throw UsageError(fmt::format("\"{}\" was not expected; usage: {}", words[0], usage));
}

bool colour() {
  const char* no_color = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  return ::isatty(STDOUT_FILENO) && (no_color == nullptr || *no_color == '\0') &&
         (terminal == nullptr || std::string(terminal) != "dumb");
}

int list(Words words) {
  const bool json = take(words, "--json");
  expect_no_more(words, "unroll list [--json]");
  if (json) {
    Json all = Json::array();
    for (const auto& e : catalogue())
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
  for (const auto& e : catalogue()) table.row({fmt::format("{:02}", e.number), e.slug, e.shows, e.takes[1]});
  fmt::print("{}\nunroll show NUMBER tells more, unroll run NUMBER runs one.\n",
             table.print(terminal_width()));
  return 0;
}

Json shown(const Experiment& e) {
  Json equations = Json::array(), options = Json::array(), claims = Json::array();
  for (const auto& x : e.equations) equations.push_back({{"name", x.name}, {"text", x.text}});
  for (const auto& x : e.options)
    options.push_back(
        {{"name", x.name},
         {"value", x.value_name},
         {"help", x.help},
         {"default", {{"quick", x.standard[0]}, {"lecture", x.standard[1]}, {"paper", x.standard[2]}}}});
  for (const auto& x : e.claims)
    claims.push_back({{"claim", x.claim},
                      {"source", x.source},
                      {"published", x.published},
                      {"unit", x.unit},
                      {"low", x.low},
                      {"high", x.high},
                      {"band_reason", x.reason}});
  return {{"number", e.number}, {"slug", e.slug},         {"title", e.title},
          {"part", e.part},     {"question", e.question}, {"equations", equations},
          {"options", options}, {"claims", claims},       {"references", e.references}};
}

std::string paragraph(const std::string& text, const std::string& indent) {
  std::string result;
  for (const auto& line : wrapped(text, terminal_width() - indent.size())) result += indent + line + "\n";
  return result;
}

int show(Words words) {
  const bool json = take(words, "--json");
  if (words.empty()) throw UsageError("which experiment? usage: unroll show NUMBER [--json]");
  const Experiment& e = find_experiment(words[0]);
  expect_no_more({words.begin() + 1, words.end()}, "unroll show NUMBER [--json]");
  if (json) {
    fmt::print("{}\n", shown(e).dump(2));
    return 0;
  }
  fmt::print("{:02} {}\n\n{}\nEquations\n", e.number, e.title, paragraph(e.question, "  "));
  for (const auto& x : e.equations) fmt::print("  {}\n      {}\n", x.name, x.text);
  fmt::print("\nPublished, and measured here\n");
  for (const auto& x : e.claims)
    fmt::print("{}", paragraph(fmt::format("{}: {} {} ({})", x.claim, x.published, x.unit, x.source), "  "));
  fmt::print("\nReferences\n");
  for (const auto& x : e.references) fmt::print("{}", paragraph(x, "  "));
  fmt::print("\n{}\nTakes about {} at quick, {} at lecture, {} at paper scale.\n", describe_options({&e}),
             e.takes[0], e.takes[1], e.takes[2]);
  return 0;
}

void print_outcome(const Experiment& experiment, const Outcome& outcome) {
  fmt::print("\n{:02} {}\n\n{}\n", experiment.number, experiment.title,
             findings_table(outcome.findings, terminal_width(), colour()));
  for (const auto& note : outcome.notes) fmt::print("{}", paragraph("note: " + note, ""));
  for (const auto& warning : outcome.warnings) fmt::print("{}", paragraph("warning: " + warning, ""));
  for (const auto& figure : outcome.missing_figures)
    fmt::print("{}", paragraph("figure missing: " + figure, ""));
  fmt::print("{:.1f} s; pictures, data and report: {}\n", outcome.seconds,
             (outcome.folder / "index.html").string());
  std::fflush(stdout);
}

int run(Words words) {
  if (take(words, "--help")) {
    std::vector<const Experiment*> named;
    for (const auto& word : words)
      if (!word.starts_with("-")) named.push_back(&find_experiment(word));
    fmt::print(
        "usage: unroll run EXPERIMENT... [options]\n\nEXPERIMENT is a number, a name, or the beginning of "
        "one.\n\n{}",
        describe_options(named));
    return 0;
  }
  const Request request = parse_request(words);
  Progress progress(std::cerr, Progress::style_of_stderr());
  bool differs = false;
  for (const auto& [experiment, settings] : request.experiments) {
    const Outcome outcome = run_experiment(*experiment, settings, request, progress);
    print_outcome(*experiment, outcome);
    for (const auto& finding : outcome.findings) differs |= finding.verdict() == Verdict::differs;
    write_gallery(request.out);
  }
  fmt::print("gallery of all runs: {}\n", (request.out / "index.html").string());
  return request.strict && differs ? 3 : 0;
}

int report(Words words) {
  const std::string folder = words.empty() ? "results" : words[0];
  expect_no_more({words.begin() + !words.empty(), words.end()}, "unroll report [DIR]");
  write_gallery(folder);
  fmt::print("{}\n", (std::filesystem::path(folder) / "index.html").string());
  return 0;
}

int plot(Words words) {
  if (words.size() != 1) throw UsageError("usage: unroll plot RUN_FOLDER");
  const auto missing = plot_again(words[0]);
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
       "Compares the gradient of every model and variant with differences of the loss.", check},
      {"bench", bench_usage,
       "Measures a training step of each model on its workloads, as a share of the machine's fastest "
       "product; --vs beside PyTorch and oneDNN, where they are installed.",
       bench},
      {"help", "help [COMMAND]", "This, or one command's usage.", help}};
  return words;
}

int act(Words words) {
  if (words.empty()) return help({});
  const std::string name = words[0] == "--help" || words[0] == "-h" ? "help" : words[0];
  words.erase(words.begin());
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

int failure(int status, const std::string& sentence) {
  fmt::print(stderr, "unroll: {}\n", sentence);
  return status;
}

}  // namespace

int command(const Words& words) {
  watch_for_interrupt();
  ::signal(SIGXFSZ, SIG_IGN);  // a file size limit then is an error of write(), like a full disk
  hold_blas_at_one_thread();
  try {
    const int status = act(words);
    if (std::fflush(stdout) != 0 && errno != EPIPE)
      throw Error(fmt::format("writing to standard output failed: {}", std::strerror(errno)));
    return status;
  } catch (const UsageError& problem) {
    return failure(2, problem.what());
  } catch (const Interrupted& problem) {
    return failure(130, problem.what());
  } catch (const std::bad_alloc&) {
    return failure(1, "there is not enough memory for sizes like these; ask for smaller ones");
  } catch (const std::filesystem::filesystem_error& problem) {
    return failure(1, fmt::format("{}: {}", problem.path1().string(), problem.code().message()));
  } catch (const std::exception& problem) {
    if (std::ferror(stdout) != 0)
      return failure(1, fmt::format("writing to standard output failed: {}", problem.what()));
    return failure(1, problem.what());
  }
}

}  // namespace unroll::lab
