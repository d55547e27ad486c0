// One run of one experiment: what its body is given to work with, and the folder that comes of it.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "csv.hpp"
#include "experiment.hpp"
#include "figures.hpp"
#include "files.hpp"
#include "findings.hpp"
#include "models/core/random.hpp"
#include "parallel.hpp"
#include "settings.hpp"

namespace unroll::lab {

class Run {
 public:
  Run(const Experiment& experiment, const Settings& settings, const Request& request, Progress& progress,
      const std::filesystem::path& folder);

  const Settings& settings() const { return settings_; }
  Scale scale() const { return request_.scale; }

  // The random stream of one purpose in one run of one model.
  Stream stream(std::string_view model, std::uint64_t run, std::string_view purpose) const;

  // Runs side by side; see parallel.hpp.
  void parallel(const std::string& label, std::size_t count, const std::function<void(std::size_t)>& work);

  // Tells the user, on standard error, of something that takes its time.
  void say(const std::string& line) { progress_.say(line); }

  // Writes NAME.csv.
  void table(const std::string& name, const Csv& csv);

  // Writes a file of another kind, which the report lists among the data: "sample.mid".
  void file(const std::string& name, const std::string& bytes);

  // The values, one a run, that stand beside the published figure of that id.
  void measured(const std::string& claim, std::vector<double> values);

  // What the scripts of all figures need to know beyond the CSV files.
  void variable(const std::string& name, const std::string& gnuplot_expression);

  // A sentence for terminal and report: something to know, or something that may be wrong.
  void note(const std::string& sentence);
  void warn(const std::string& sentence);

  const std::vector<Finding>& findings() const { return findings_; }
  const std::vector<std::string>& tables() const { return tables_; }
  const std::vector<std::string>& notes() const { return notes_; }
  const std::vector<std::string>& warnings() const { return warnings_; }
  const Variables& variables() const { return variables_; }

 private:
  const Experiment& experiment_;
  const Settings& settings_;
  const Request& request_;
  Progress& progress_;
  std::filesystem::path folder_;
  std::vector<Finding> findings_;
  std::vector<std::string> tables_, notes_, warnings_;
  Variables variables_;
};

struct Outcome {
  std::filesystem::path folder;
  std::vector<Finding> findings;
  std::vector<std::string> notes, warnings, missing_figures;
  double seconds = 0;
};

// Runs an experiment and leaves its complete folder below request.out, or nothing.
Outcome run_experiment(const Experiment& experiment, const Settings& settings, const Request& request,
                       Progress& progress);

// Draws a run's pictures again from its CSV files and scripts, and writes its report anew, and the gallery
// above it where there is one. Throws Error for a folder that is no run's. Returns the figures that could not
// be drawn, with the reasons.
std::vector<std::string> plot_again(const std::filesystem::path& folder);

}  // namespace unroll::lab
