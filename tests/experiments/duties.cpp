#include "duties.hpp"

#include "experiments/lab/catalogue.hpp"

namespace {

using namespace unroll::lab;
using Json = nlohmann::json;

bool lacks_data(const Ended& ended) { return has(ended.err, "unroll: there are no "); }

Ended quick(const std::string& experiment, const fs::path& out, const Words& more, const Launch& launch) {
  return unroll_program(Words{"run", experiment, "--scale", "quick", "--out", out.string()} + more, launch);
}

// The tables that a run without flags writes, with the columns that each must have; `clock`: with tables of times.
std::map<std::string, Words> declared_tables(const Declaration& declaration, const Words& flags) {
  std::map<std::string, Words> all;
  for (const auto& table : declaration.tables) {
    if (!table.only_with.empty() && std::find(flags.begin(), flags.end(), table.only_with) == flags.end())
      continue;
    all[table.name] = table.columns;
    for (const auto& summary : declaration.summaries)
      if (summary.table == table.name)
        all[summary.name] = summary_of(unroll::lab::Table(table.columns), summary).columns();
  }
  return all;
}

void check_tables(const fs::path& run, const Declaration& declaration, const Words& flags) {
  const auto declared = declared_tables(declaration, flags);
  std::set<std::string> names;
  for (const auto& [name, columns] : declared) {
    INFO(name);
    names.insert(name + ".csv");
    REQUIRE(fs::exists(run / (name + ".csv")));
    const auto table = unroll::lab::Table::parse(content(run / (name + ".csv")));
    CHECK(table.columns() == columns);
    CHECK(table.rows() > 0);
    for (std::size_t r = 0; flags.empty() && r < table.rows(); ++r)
      for (std::size_t c = 0; c < columns.size(); ++c)
        if (table.text(r, c) == "nan" || table.text(r, c) == "-nan")
          FAIL_CHECK("a NaN in row " << r + 1 << ", " << columns[c]);
  }
  CHECK(files_in(run, ".csv") == names);
}

void check_figures(const fs::path& run, const Declaration& declaration) {
  const Json record = Json::parse(content(run / "run.json"));
  std::set<std::string> drawn, declared;
  for (const auto& figure : record["figures"]) {
    INFO(figure);
    CHECK(figure["missing"].is_null());
    drawn.insert(figure["name"].get<std::string>());
  }
  for (const auto& figure : declaration.figures)
    if (figure.only_with.empty()) declared.insert(figure.name);
  CHECK(drawn == declared);
}

void check_findings(const fs::path& run, const Declaration& declaration) {
  const Json findings = Json::parse(content(run / "findings.json")),
             record = Json::parse(content(run / "run.json"));
  CHECK(findings.size() == declaration.claims.size());
  for (const auto& finding : findings) {
    INFO(finding);
    check_verdict(finding);
    if (!finding["values"].empty()) continue;
    bool told = false;
    for (const auto& note : record["notes"])
      told = told || has(note.get<std::string>(), finding["claim"].get<std::string>());
    CHECK(told);
  }
}

// Every CSV file of one run is in the other, byte for byte, but for tables of times.
void check_same_bytes(const fs::path& one, const fs::path& other, const Declaration& declaration) {
  for (const auto& name : files_in(one, ".csv")) {
    const std::string table = name.substr(0, name.size() - 4);
    const auto source = std::find_if(declaration.summaries.begin(), declaration.summaries.end(),
                                     [&](const auto& summary) { return summary.name == table; });
    const auto* declared = declaration.table(source == declaration.summaries.end() ? table : source->table);
    INFO(name);
    if (declared != nullptr && declared->clock) continue;
    CHECK(content(one / name) == content(other / name));
  }
}

}  // namespace

void check_duties(const std::string& experiment, const Launch& launch, const fs::path& share) {
  const Declaration declaration = read_declaration(share, experiment);
  const Folder one, two, flagged;
  const Ended first = quick(experiment, one.path(), {"--threads", "1"}, launch);
  if (lacks_data(first)) {
    WARN("skipped: " << first.err);
    return;
  }
  check_success(first);
  const fs::path run = only_run_in(one.path());
  check_tables(run, declaration, {});
  check_figures(run, declaration);
  check_findings(run, declaration);
  check_success(quick(experiment, two.path(), {"--threads", "2"}, launch));
  check_same_bytes(run, only_run_in(two.path()), declaration);
  if (declaration.harness.empty()) return;
  Words flags;
  for (const auto& name : declaration.harness) flags.push_back("--" + name);
  check_success(quick(experiment, flagged.path(), flags, launch));
  check_tables(only_run_in(flagged.path()), declaration, declaration.harness);
  check_same_bytes(run, only_run_in(flagged.path()), declaration);
  const Json record = Json::parse(content(only_run_in(flagged.path()) / "run.json"));
  for (const auto& figure : record["figures"]) CHECK(figure["missing"].is_null());
}
