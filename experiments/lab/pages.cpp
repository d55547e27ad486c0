#include "pages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "build_facts.hpp"
#include "error.hpp"
#include "files.hpp"
#include "findings.hpp"
#include "page.hpp"
#include "report.hpp"

namespace unroll::lab {
namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
namespace {

// The words of a generated table in one language.
struct Language {
  fs::path folder;
  std::string header, measured_by, processor, why, no_run;
  std::map<std::string, std::string> verdicts;
};

const std::vector<Language>& languages() {
  static const std::vector<Language> all{
      {"docs/lectures",
       "| claim | source | published | measured: median [range] | band | verdict |",
       "Measured by `{}`, {} value{} at most for a finding.",
       "The figures hold for the processor {} with the BLAS kernel {}; another kernel rounds in another way, "
       "and figures can "
       "differ in the last digits or, after long trainings, by more.",
       "Why they differ:",
       "No reference run has been kept yet.",
       {}},
      {"docs/lectures/ru",
       "| утверждение | источник | опубликовано | измерено: медиана [размах] | допуск | вывод |",
       "Измерено командой `{}`, не более {} значений на строку.",
       "Числа относятся к процессору {} и ядру BLAS {}; другое ядро округляет иначе, и числа могут "
       "отличаться в последних знаках, "
       "а после долгого обучения и сильнее.",
       "Почему отличается:",
       "Контрольного запуска ещё нет.",
       {{"reproduced", "воспроизведено"},
        {"differs", "отличается"},
        {"holds", "выполняется"},
        {"violated", "нарушено"},
        {"as expected", "как ожидалось"},
        {"not as expected", "не как ожидалось"},
        {"not measured", "не измерено"}}}};
  return all;
}

// A text within a table of Markdown.
std::string in_cell(const std::string& text) {
  std::string cell;
  for (const char c : text) cell += c == '|' ? "\\|" : c == '\n' ? " " : std::string(1, c);
  return cell;
}

std::string findings_rows(const std::vector<Finding>& findings, const Language& language) {
  std::string text = language.header + "\n|---|---|---|---|---|---|\n";
  for (const Finding& finding : findings) {
    const Claim& claim = finding.claim;
    std::string verdict = to_string(finding.verdict(), claim.kind);
    if (language.verdicts.contains(verdict)) verdict = language.verdicts.at(verdict);
    if (finding.verdict() == Verdict::contradicted) verdict = "**" + verdict + "**";
    text += fmt::format("| {} | {} | {} | {} | {} | {} |\n", in_cell(claim.claim), in_cell(claim.source),
                        in_cell(claim.published), in_cell(readable_range(finding)),
                        readable_band(claim.low, claim.high), verdict);
  }
  return text;
}

// What the declaration says today, with the values that the reference run has measured.
std::vector<Finding> with_values(const Declaration& experiment, const std::vector<Finding>& measured) {
  std::vector<Finding> findings;
  for (const Claim& claim : experiment.claims) {
    findings.push_back({claim, {}});
    for (const Finding& one : measured)
      if (one.claim.id == claim.id) findings.back().values = one.values;
  }
  return findings;
}

fs::path reference_file(const fs::path& root, const Declaration& experiment) {
  return root / "docs" / "lectures" / "findings" / (experiment.folder() + ".json");
}

Json reference_json(const fs::path& file) {
  try {
    return Json::parse(read_file(file));
  } catch (const Json::exception& problem) {
    throw Error(fmt::format("{} is damaged ({}); `unroll pages RUN_FOLDER` writes it anew", file.string(),
                            problem.what()));
  }
}

std::string findings_block(const fs::path& root, const Declaration& experiment, const Language& language) {
  const fs::path file = reference_file(root, experiment);
  if (!fs::exists(file))
    return findings_rows(with_values(experiment, {}), language) + "\n" + language.no_run + "\n";
  const Json reference = reference_json(file);
  const auto findings = with_values(experiment, findings_of_json(reference.at("findings").dump()));
  std::size_t most = 0;
  for (const auto& finding : findings) most = std::max(most, finding.values.size());
  std::string text = findings_rows(findings, language) + "\n";
  text += fmt::format(fmt::runtime(language.measured_by), text_of(reference, "command"), most,
                      most == 1 ? "" : "s");
  text +=
      " " +
      fmt::format(fmt::runtime(language.processor), text_of(reference, "cpu"), text_of(reference, "kernel")) +
      "\n";
  std::string reasons;
  for (const auto& finding : findings)
    if (finding.verdict() == Verdict::contradicted && !finding.claim.differs_by.empty())
      reasons += fmt::format("- {} ({}): {}\n", finding.claim.claim, finding.claim.differs_class,
                             finding.claim.differs_by);
  if (!reasons.empty()) text += "\n" + language.why + "\n\n" + reasons;
  return text;
}

std::string references_block(const Declaration& experiment) {
  std::string text;
  for (const auto& reference : experiment.references)
    text += reference.url.empty() ? fmt::format("- {}\n", reference.text)
                                  : fmt::format("- [{}]({})\n", reference.text, reference.url);
  return text;
}

std::string experiments_block(const Catalogue& catalogue) {
  std::string text = "| no | experiment | shows |\n|---|---|---|\n";
  for (const auto& e : catalogue.experiments)
    text += fmt::format("| {0:02} | [{1}](docs/lectures/{2}.md) | {3} |\n", e.number, e.slug, e.folder(),
                        e.shows);
  return text;
}

std::string links_block(const fs::path& root, const Catalogue& catalogue, const Language& language) {
  std::string text;
  for (const auto& e : catalogue.experiments) {
    const std::string page = e.folder() + ".md";
    const bool english = language.folder == languages()[0].folder;
    const bool there = fs::exists(root / language.folder / page);
    text += fmt::format("[{:02}]: {}{}\n", e.number, english || there ? "" : "../", page);
  }
  return text;
}

// Replaces what stands between the markers.
std::string replaced(const std::string& page, const fs::path& path, const std::string& name,
                     const std::string& block) {
  const std::string open = fmt::format("<!-- {} -->\n", name), close = fmt::format("<!-- /{} -->", name);
  const auto begin = page.find(open), end = page.find(close);
  if (begin == std::string::npos || end == std::string::npos || end < begin)
    throw Error(fmt::format(
        "{} lacks the markers <!-- {} --> and <!-- /{} -->, each on a line of its own, between which a "
        "part is generated",
        path.string(), name, name));
  return page.substr(0, begin + open.size()) + block + page.substr(end);
}

}  // namespace

std::map<fs::path, std::string> generated_pages(const fs::path& root, const Catalogue& catalogue) {
  std::map<fs::path, std::string> pages;
  pages["README.md"] =
      replaced(read_file(root / "README.md"), "README.md", "experiments", experiments_block(catalogue));
  for (const Language& language : languages()) {
    const fs::path index = language.folder / "README.md";
    pages[index] = replaced(read_file(root / index), index, "links", links_block(root, catalogue, language));
    for (const auto& experiment : catalogue.experiments) {
      const fs::path path = language.folder / (experiment.folder() + ".md");
      if (!fs::exists(root / path)) continue;
      std::string page =
          replaced(read_file(root / path), path, "findings", findings_block(root, experiment, language));
      pages[path] = replaced(page, path, "references", references_block(experiment));
    }
  }
  return pages;
}

std::vector<std::string> stale_pages(const fs::path& root, const Catalogue& catalogue) {
  std::vector<std::string> said;
  for (const auto& [path, text] : generated_pages(root, catalogue))
    if (read_file(root / path) != text)
      said.push_back(fmt::format("{} is not what `unroll pages` makes of declarations and findings; run it",
                                 path.string()));
  for (const auto& experiment : catalogue.experiments) {
    const fs::path file = reference_file(root, experiment);
    if (!fs::exists(file)) {
      said.push_back(fmt::format(
          "{} is missing; `unroll pages RUN_FOLDER` keeps the findings of a lecture run", file.string()));
      continue;
    }
    const Json reference = reference_json(file);
    for (const auto& finding : findings_of_json(reference.at("findings").dump()))
      if (experiment.claim(finding.claim.id) == nullptr)
        said.push_back(fmt::format("{} has a finding \"{}\" that {} does not declare", file.string(),
                                   finding.claim.id, experiment.folder()));
  }
  return said;
}

std::string reference_of_run(const fs::path& run) {
  const RunRecord record(run);
  const Json blas = record.run.value("blas", Json::object());
  Json kept{{"number", record.run.value("number", Json())},
            {"command", text_of(record.run, "command")},
            {"cpu", text_of(record.run, "cpu")},
            {"kernel", text_of(blas, "core")},
            {"compiler", text_of(record.run, "compiler")},
            {"findings", Json::array()}};
  for (const Json& finding : record.findings) {
    Json one;
    for (const char* key : {"id", "kind", "low", "high", "values"}) one[key] = finding.value(key, Json());
    kept["findings"].push_back(one);
  }
  return kept.dump(1) + "\n";
}

int pages(std::vector<std::string> words, const Catalogue& catalogue) {
  const fs::path root = build::source;
  if (std::erase(words, "--check") > 0) {
    const auto said = stale_pages(root, catalogue);
    for (const auto& sentence : said) fmt::print("{}\n", sentence);
    return said.empty() ? 0 : 1;
  }
  for (const auto& run : words) {
    const RunRecord record(run);
    const Declaration& experiment = catalogue.find(text_of(record.run, "number"));
    fs::create_directories(reference_file(root, experiment).parent_path());
    replace_file(reference_file(root, experiment), reference_of_run(run));
  }
  for (const auto& [path, text] : generated_pages(root, catalogue)) {
    if (read_file(root / path) == text) continue;
    replace_file(root / path, text);
    fmt::print("{}\n", path.string());
  }
  return 0;
}

}  // namespace unroll::lab
