// Made-up tables, judged by an experiment's own declaration and code: what a finding says of results of known sign and size.
#pragma once
#include <string>
#include <vector>

#include "experiments/lab/catalogue.hpp"
#include "experiments/lab/experiment.hpp"
#include "experiments/lab/outcome.hpp"
#include "tests/catch.hpp"

class MadeUp {
 public:
  // The options of the run whose tables these are, as on the command line; all others have their values at that scale.
  explicit MadeUp(const std::string& experiment, const unroll::lab::Settings::Values& options = {},
                  unroll::lab::Scale scale = unroll::lab::Scale::lecture)
      : MadeUp(UNROLL_SHARE, experiment, options, scale) {}
  // The same of an experiment whose declaration lies in another folder.
  MadeUp(const std::filesystem::path& share, const std::string& experiment,
         const unroll::lab::Settings::Values& options = {},
         unroll::lab::Scale scale = unroll::lab::Scale::lecture)
      : declaration_(unroll::lab::read_declaration(share, experiment)),
        settings_(declaration_, scale, options) {
    for (const auto& table : declaration_.tables)
      tables_.emplace(table.name, unroll::lab::Table(table.columns));
  }

  // A row with a value for every column.
  template <class... Values>
  MadeUp& row(const std::string& table, const Values&... values) {
    tables_.at(table).row(values...);
    return *this;
  }

  unroll::lab::Finding finding(const std::string& id) const {
    const auto tables = unroll::lab::with_summaries(declaration_, tables_);
    for (const auto& finding : unroll::lab::judged(declaration_, unroll::experiment(), tables, settings_))
      if (finding.claim.id == id) return finding;
    FAIL("no finding " << id);
    return {};
  }
  std::vector<double> values(const std::string& id) const { return finding(id).values.numbers(); }
  double median(const std::string& id) const { return finding(id).median(); }
  bool measured(const std::string& id) const { return !finding(id).values.empty(); }
  bool confirmed(const std::string& id) const {
    return finding(id).verdict() == unroll::lab::Verdict::confirmed;
  }
  bool contradicted(const std::string& id) const {
    return finding(id).verdict() == unroll::lab::Verdict::contradicted;
  }
  const unroll::lab::Declaration& declaration() const { return declaration_; }
  const unroll::lab::Settings& settings() const { return settings_; }

 private:
  unroll::lab::Declaration declaration_;
  unroll::lab::Settings settings_;
  unroll::lab::Tables tables_;
};
