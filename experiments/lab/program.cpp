// The program of one experiment. `unroll` starts it with the options of a run; it can be started by hand just so, for
// example in a debugger:  NN_slug --scale quick --units 5
#include <fmt/format.h>

#include <cstdio>
#include <iostream>

#include "catalogue.hpp"
#include "ending.hpp"
#include "outcome.hpp"
#include "provenance.hpp"
#include "text_table.hpp"

namespace unroll::lab {
namespace {

void print_outcome(const Declaration& experiment, const Outcome& outcome) {
  fmt::print("\n{:02} {}\n\n{}\n", experiment.number, experiment.title,
             findings_table(outcome.findings, terminal_width(), colour_on_stdout()));
  for (const auto& finding : outcome.findings)
    if (finding.verdict() == Verdict::contradicted && !finding.claim.differs_by.empty())
      fmt::print("{}", paragraph(fmt::format("{} ({}): {}", finding.claim.claim, finding.claim.differs_class,
                                             finding.claim.differs_by),
                                 ""));
  for (const auto& note : outcome.notes) fmt::print("{}", paragraph("note: " + note, ""));
  for (const auto& warning : outcome.warnings) fmt::print("{}", paragraph("warning: " + warning, ""));
  for (const auto& figure : outcome.missing_figures)
    fmt::print("{}", paragraph("figure missing: " + figure, ""));
  fmt::print("{:.1f} s; pictures, data and report: {}\n", outcome.seconds,
             (outcome.folder / "index.html").string());
  std::fflush(stdout);
}

int run(Words words) {
  const Experiment code = experiment();
  const std::string name = std::filesystem::canonical("/proc/self/exe").filename().string();
  Catalogue catalogue{.experiments = {read_declaration(share_folder(), name)}};
  catalogue.checks.insert(code.checks.begin(), code.checks.end());
  const bool check_only = std::erase(words, "--check-only") > 0;
  words.insert(words.begin(), name);
  const Request request = parse_request(words, catalogue);
  if (check_only) return 0;
  const auto& [declaration, settings] = request.experiments.front();
  Progress progress(std::cerr, Progress::style_of_stderr());
  const Outcome outcome = run_experiment(*declaration, code, settings, request, progress);
  print_outcome(*declaration, outcome);
  for (const auto& finding : outcome.findings)
    if (request.strict && finding.verdict() == Verdict::contradicted) return 3;
  return 0;
}

}  // namespace
}  // namespace unroll::lab

int main(int argc, char** argv) {
  using namespace unroll::lab;
  hold_blas_at_one_thread();
  return ending_of([&] { return run({argv + 1, argv + argc}); });
}
