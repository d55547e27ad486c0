// What the tests of pages share: a run's record as run.json has it, and what is wrong with a page.
#pragma once
#include <filesystem>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "experiments/lab/files.hpp"
#include "experiments/lab/report.hpp"
#include "tests/lab/declared.hpp"
#include "tests/lab/scratch.hpp"

namespace pages {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
using namespace unroll::lab;

inline std::size_t count(const std::string& text, const std::string& word) {
  std::size_t n = 0;
  for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + word.size())) ++n;
  return n;
}

inline bool has(const std::string& text, const std::string& word) {
  return text.find(word) != std::string::npos;
}

// The first tag that is wrong in a page written like XML, or nothing.
inline std::string wrong_tag(const std::string& html) {
  static const std::regex tag("<(/?)([A-Za-z0-9]+)((?: [a-zA-Z-]+=\"[^\"<]*\")*)( ?/)?>");
  std::vector<std::string> open;
  for (auto at = html.find('<'); at != std::string::npos; at = html.find('<', at + 1)) {
    if (html.compare(at, 15, "<!DOCTYPE html>") == 0) continue;
    const auto end = html.find('>', at);
    const std::string text = html.substr(at, end - at + 1);
    // A picture's bytes say nothing about tags and are long for a regular expression.
    const std::string brief = std::regex_replace(text, std::regex("base64,[A-Za-z0-9+/=]*"), "");
    std::smatch part;
    if (!std::regex_match(brief, part, tag)) return brief;
    if (part[1].length() > 0) {
      if (open.empty() || open.back() != part[2]) return brief;
      open.pop_back();
    } else if (part[4].length() == 0) {
      open.push_back(part[2]);
    }
  }
  return open.empty() ? "" : open.back();
}

inline Json finding(const std::string& claim, const std::string& verdict, const Json& low, const Json& high,
                    const std::string& kind = "published") {
  const bool none = verdict == "not measured";
  return {{"id", "x"},
          {"claim", claim},
          {"source", "after Hopfield 1982, figure 2"},
          {"published", "0.99"},
          {"measured", none ? Json() : Json(0.993)},
          {"measured_text", none ? "–" : "0.993 [0.988, 0.997]"},
          {"low", low},
          {"high", high},
          {"band_reason", "half a unit of the last digit printed"},
          {"unit", ""},
          {"runs", none ? 0 : 10},
          {"kind", kind},
          {"differs_class", "budget"},
          {"differs_by", "It had too little time."},
          {"verdict", verdict}};
}

inline Json figure(const std::string& name) {
  return {{"name", name},          {"title", "Title of " + name}, {"alt", "Alt of " + name},
          {"animated", false},     {"script", name + ".gp"},      {"files", {name + ".svg", name + ".png"}},
          {"show", name + ".png"}, {"missing", nullptr}};
}

inline Json record(int number, const std::string& started) {
  const Json equation = {
      {"name", "Energy"}, {"text", "E = -1/2 s'Ws"}, {"mathml", "<mrow><mi>E</mi><mo>=</mo></mrow>"}};
  return {{"number", number},
          {"slug", "ring"},
          {"title", "A ring of thoughts"},
          {"part", "I Energy"},
          {"question", "Does the energy ever rise?"},
          {"equations", Json::array({equation})},
          {"references", {"Hopfield (1982). PNAS 79."}},
          {"figures", Json::array({figure("energy")})},
          {"scale", "lecture"},
          {"seed", 7},
          {"threads", 2},
          {"options", {{"size", "64"}, {"rule", ""}}},
          {"command", "./unroll run 1 --scale lecture --seed 7"},
          {"notes", {"A first note."}},
          {"warnings", {"A first warning."}},
          {"data", {"energy.csv"}},
          {"started", started},
          {"wall_seconds", 12.34},
          {"git_revision", "abc1234"},
          {"versions", {{"unroll", "0.1.0"}}},
          {"cpu", "A processor"},
          {"blas", {{"library", "OpenBLAS"}, {"core", "Zen"}, {"threads", 1}}},
          {"compiler", "GNU 12"},
          {"build", "Release"}};
}

inline Json findings() {
  return Json::array({finding("It falls.", "reproduced", 0.97, nullptr),
                      finding("It rests.", "reproduced", 0.9, 1.0),
                      finding("It rises.", "differs", nullptr, 0.5),
                      finding("It sings.", "not measured", nullptr, nullptr)});
}

inline void write_run(const fs::path& folder, const Json& run, const Json& found = findings()) {
  fs::create_directories(folder);
  write_file(folder / "run.json", run.dump());
  write_file(folder / "findings.json", found.dump());
  write_file(folder / "energy.svg", "<svg/>");
  write_file(folder / "energy.png", "\x89PNG");
  write_file(folder / "energy.gp", "plot 1");
  write_file(folder / "energy.csv", "step,energy\n0,1\n1,0.5\n");
}

inline std::string page(const Json& run, const Json& found = findings()) {
  const scratch::Folder scratch;
  write_run(scratch.path, run, found);
  return run_report(scratch.path);
}

inline std::string text(const Json& object, const char* key) { return object[key].get<std::string>(); }

// What is wrong with the ids, links and headings of a page.
inline std::string page_faults(const fs::path& file) {
  static const std::regex attribute(" (id|href)=\"([^\"]*)\""), heading("<h([1-6])");
  const std::string html = std::regex_replace(read_file(file), std::regex("base64,[A-Za-z0-9+/=]*"), "");
  std::set<std::string> ids, links;
  std::string faults;
  for (std::sregex_iterator it(html.begin(), html.end(), attribute), end; it != end; ++it) {
    const std::string value = (*it)[2];
    if ((*it)[1] == "href")
      links.insert(value);
    else if (!ids.insert(value).second)
      faults += "id " + value + " twice; ";
  }
  for (const auto& link : links)
    if (link.starts_with('#') ? !ids.contains(link.substr(1)) : !fs::exists(file.parent_path() / link))
      faults += "nothing at " + link + "; ";
  int before = 0;
  for (std::sregex_iterator it(html.begin(), html.end(), heading), end; it != end; ++it) {
    const int level = std::stoi((*it)[1]);
    if (level > before + 1)
      faults += "h" + std::to_string(level) + " after h" + std::to_string(before) + "; ";
    before = level;
  }
  return faults;
}

inline std::string gallery(const fs::path& results) {
  write_gallery(results, declared::catalogue());
  return read_file(results / "index.html");
}

}  // namespace pages
