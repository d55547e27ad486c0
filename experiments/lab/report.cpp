#include "report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <regex>
#include <vector>

#include "embedded/run_page.hpp"
#include "files.hpp"
#include "findings.hpp"
#include "page.hpp"

namespace unroll::lab {
namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

namespace {

// The equations' MathML goes into the page as it is. The build makes it, but a run's folder is passed around
// and run.json is open to every editor. So it must consist of MathML's presentation elements and attributes
// that can neither run nor fetch anything; otherwise the plain text takes its place.
bool is_harmless(const std::string& mathml) {
  static const std::regex tag(
      "</"
      "?m(row|i|o|n|s|text|space|sub|sup|subsup|under|over|underover|frac|sqrt|root|table|tr|td|style|padded|"
      "phantom|multiscripts|prescripts)"
      "( (accent|accentunder|columnalign|columnspacing|depth|displaystyle|fence|form|height|largeop|"
      "linethickness|lspace|mathvariant|maxsize|minsize|movablelimits|rowspacing|rspace|scriptlevel|"
      "separator|"
      "stretchy|symmetric|voffset|width)=\"[A-Za-z0-9.%+ -]{0,30}\"){0,9} ?/?>");
  return std::regex_replace(mathml, tag, "").find_first_of("<>") == std::string::npos;
}

std::string band(const Json& finding) {
  const auto bound = [&](const char* key, double otherwise) {
    const auto found = finding.find(key);
    return found != finding.end() && found->is_number() ? found->get<double>() : otherwise;
  };
  constexpr double infinity = std::numeric_limits<double>::infinity();
  return readable_band(bound("low", -infinity), bound("high", infinity));
}

// Why it differs, where it does and the declaration says so.
std::string cause(const Json& finding, const Mark& mark) {
  const std::string why = text_of(finding, "differs_by"), kind = text_of(finding, "differs_class");
  return mark.kind != "bad" || why.empty() ? "" : fmt::format("{}: {}", kind, why);
}

Json shown_finding(const Json& finding) {
  const std::string verdict = text_of(finding, "verdict"), runs = text_of(finding, "runs");
  const Mark mark = mark_of(verdict);
  return {{"claim", text_of(finding, "claim")},
          {"source", text_of(finding, "source")},
          {"published", text_of(finding, "published")},
          {"measured", text_of(finding, "measured_text")},
          {"runs", runs == "0"   ? ""
                   : runs == "1" ? "1 value"
                                 : (text_of(finding, "kind") == "law" ? "all of " : "median [range] of ") +
                                       runs + " seeds"},
          {"band", band(finding)},
          {"reason", text_of(finding, "band_reason")},
          {"cause", cause(finding, mark)},
          {"verdict", verdict},
          {"symbol", mark.symbol},
          {"kind", mark.kind}};
}

Json shown_figure(const fs::path& folder, const Json& figure, std::size_t number) {
  // Of the name only its last part: a page shows nothing from outside its folder.
  const std::string name = fs::path(text_of(figure, "name")).filename().string();
  const std::string title = text_of(figure, "title"), alt = text_of(figure, "alt"),
                    missing = text_of(figure, "missing");
  const bool animated = figure.is_object() && figure.value("animated", Json(false)) == true;
  const std::string file = picture_of(folder, figure);
  Json shown = {
      {"number", number},
      {"title", title},
      {"alt", alt.empty() ? title : alt},
      {"animated", animated},
      {"missing",
       missing.empty() ? name + ".png was not found; `unroll plot` on this folder draws it" : missing},
      {"link", link_segment(file)},
      {"picture", ""},
      {"files", Json::array()},
      {"script", ""}};
  if (fs::exists(folder / (name + ".gp"))) shown["script"] = link_segment(name + ".gp");
  if (file.empty()) return shown;
  shown["picture"] = embedded_picture(folder / file);
  for (const auto& [kind, ending] : {std::pair{"SVG", ".svg"}, std::pair{"PNG", ".png"}})
    if (fs::exists(folder / (name + ending)))
      shown["files"].push_back({{"kind", kind}, {"href", link_segment(name + ending)}});
  return shown;
}

Json shown_equation(const Json& equation) {
  // The minus is written as a hyphen, which browsers draw as one: too short.
  const std::string mathml = std::regex_replace(text_of(equation, "mathml"), std::regex(">-<"), ">\u2212<");
  return {{"name", text_of(equation, "name")},
          {"text", text_of(equation, "text")},
          {"mathml", is_harmless(mathml) ? mathml : ""}};
}

// A table's columns and length, so that nobody opens it only to see what is in it.
Json shown_table(const fs::path& folder, const std::string& listed) {
  const std::string name = fs::path(listed).filename().string();
  Json shown = {{"name", name}, {"href", link_segment(name)}, {"hint", "not found"}};
  if (!fs::is_regular_file(folder / name)) return shown;
  const std::string text = read_file(folder / name);
  if (fs::path(name).extension() != ".csv") {
    shown["hint"] = fmt::format("{} bytes", text.size());
    return shown;
  }
  std::string columns = text.substr(0, std::min(text.find('\n'), text.size()));
  columns = std::regex_replace(columns, std::regex(","), ", ");
  const auto lines = std::count(text.begin(), text.end(), '\n');
  shown["hint"] = fmt::format("{} rows of {}", std::max<std::ptrdiff_t>(0, lines - 1), columns);
  return shown;
}

std::string duration(const Json& run) {
  const auto found = run.find("wall_seconds");
  if (found == run.end() || !found->is_number()) return "";
  const double seconds = found->get<double>();
  if (seconds < 120) return fmt::format("{:.1f} s", seconds);
  return fmt::format("{:.0f} min {:02.0f} s", std::floor(seconds / 60), std::floor(std::fmod(seconds, 60)));
}

Json named(const std::string& name, const std::string& value) { return {{"name", name}, {"value", value}}; }

Json shown_options(const Json& run) {
  Json options = Json::array();
  for (const char* common : {"scale", "seed", "threads"})
    options.push_back(named(common, text_of(run, common)));
  if (const auto own = run.find("options"); own != run.end() && own->is_object())
    for (const auto& [name, value] : own->items()) options.push_back(named(name, text_of(*own, name)));
  return options;
}

Json shown_provenance(const Json& run) {
  const Json blas = run.value("blas", Json::object()), versions = run.value("versions", Json::object());
  std::vector<std::string> libraries;
  if (versions.is_object())
    for (const auto& [name, value] : versions.items())
      libraries.push_back(name + " " + text_of(versions, name));
  const Json all = {named("Started", readable_date(text_of(run, "started"))),
                    named("Wall time", duration(run)),
                    named("Processor", text_of(run, "cpu")),
                    named("Linear algebra", fmt::format("{}, core {}, threads {}", text_of(blas, "library"),
                                                        text_of(blas, "core"), text_of(blas, "threads"))),
                    named("Versions", fmt::format("{}", fmt::join(libraries, ", "))),
                    named("Compiler", text_of(run, "compiler")),
                    named("Build", text_of(run, "build")),
                    named("Revision", text_of(run, "git_revision"))};
  return all;
}

Json page_of(const fs::path& folder, const RunRecord& record) {
  const Json& run = record.run;
  Tally tally;
  tally.add(record.findings);
  const Mark mark = mark_of(tally);
  Json page = {{"summary", tally.sentence()},
               {"symbol", mark.symbol},
               {"kind", mark.kind},
               {"date", readable_date(text_of(run, "started"))},
               {"took", duration(run)},
               {"warnings", list_of(run, "warnings")},
               {"notes", list_of(run, "notes")},
               {"references", list_of(run, "references")},
               {"options", shown_options(run)},
               {"provenance", shown_provenance(run)}};
  for (const char* key : {"number", "title", "part", "question", "scale", "seed", "started", "command"})
    page[key] = text_of(run, key);
  for (const char* key : {"findings", "figures", "equations", "data"}) page[key] = Json::array();
  for (const auto& finding : record.findings) page["findings"].push_back(shown_finding(finding));
  for (const auto& figure : list_of(run, "figures"))
    page["figures"].push_back(shown_figure(folder, figure, page["figures"].size() + 1));
  for (const auto& equation : list_of(run, "equations"))
    page["equations"].push_back(shown_equation(equation));
  for (const auto& table : list_of(run, "data"))
    if (table.is_string()) page["data"].push_back(shown_table(folder, table.get<std::string>()));
  return page;
}

}  // namespace

std::string run_report(const fs::path& folder) {
  return filled_page(embedded::run_page, page_of(folder, RunRecord(folder)));
}

}  // namespace unroll::lab
