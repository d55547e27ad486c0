// Doing a run: from a request to a complete folder with tables, findings, pictures and report.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "experiment.hpp"
#include "findings.hpp"

namespace unroll::lab {

// The summaries that a declaration asks for, from its tables.
Tables with_summaries(const Declaration& declaration, Tables tables);

// What is measured of each finding, in the order of the declaration: selected by it, or by the experiment's code. `tables` are
// all declared ones with their summaries.
std::vector<Finding> judged(const Declaration& declaration, const Experiment& experiment,
                            const Tables& tables, const Settings& settings,
                            std::vector<std::string>* notes = nullptr);

struct Outcome {
  std::filesystem::path folder = {};
  std::vector<Finding> findings = {};
  std::vector<std::string> notes = {}, warnings = {}, missing_figures = {};
  double seconds = 0;
};

// Runs an experiment and leaves its complete folder below request.out, or nothing.
Outcome run_experiment(const Declaration& declaration, const Experiment& experiment, const Settings& settings,
                       const Request& request, Progress& progress);

// Draws a run's pictures again from its CSV files and scripts, and writes its report anew. Throws Error for a folder that is
// no run's. Returns the figures that could not be drawn, with the reasons.
std::vector<std::string> plot_again(const std::filesystem::path& folder);

}  // namespace unroll::lab
