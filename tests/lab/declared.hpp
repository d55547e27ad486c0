// Declarations of tests, and the catalogue of the build.
#pragma once
#include <sstream>
#include <string>
#include <vector>

#include "experiments/lab/catalogue.hpp"
#include "experiments/lab/outcome.hpp"

namespace declared {

using namespace unroll::lab;
using Kind = Option::Kind;

inline const Catalogue& catalogue() {
  static const Catalogue all = read_catalogue(UNROLL_SHARE);
  return all;
}

// An option with these values at quick, lecture and paper scale, each a list by blanks.
inline Option option(const std::string& name, Kind kind, const std::array<Words, 3>& standard, double low = 0,
                     double high = 0) {
  return {.name = name,
          .value_name = "V",
          .help = "help of " + name,
          .kind = kind,
          .standard = standard,
          .low = low,
          .high = high};
}
inline Option option(const std::string& name, Kind kind, const std::string& standard, double low = 0,
                     double high = 0) {
  return option(name, kind, std::array<Words, 3>{Words{standard}, {standard}, {standard}}, low, high);
}

inline Claim claim(const std::string& id, double low, double high,
                   FindingKind kind = FindingKind::published) {
  return {.id = id,
          .claim = "Value of " + id,
          .source = "Gauss 1809, table 1",
          .published = "0.99",
          .unit = "",
          .kind = kind,
          .low = low,
          .high = high,
          .reason = "so"};
}

// A run of an experiment into `out`, quietly.
inline Outcome run(const Declaration& declaration, const Experiment& experiment,
                   const std::filesystem::path& out, const Settings::Values& given = {}, unsigned threads = 1,
                   std::uint64_t seed = 1, Scale scale = Scale::lecture) {
  Request request{.scale = scale, .seed = seed, .threads = threads, .out = out};
  std::ostringstream said;
  Progress progress(said, Progress::Style::silent);
  return run_experiment(declaration, experiment, Settings(declaration, scale, given), request, progress);
}

}  // namespace declared
