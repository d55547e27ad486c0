#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "experiments/lab/pages.hpp"
#include "markdown.hpp"
#include "rules.hpp"

namespace consistency {
namespace {

bool has(const std::string& text, const std::string& piece) { return text.find(piece) != std::string::npos; }

bool is_numbered(const std::string& name) {
  return name.size() > 3 && std::isdigit(static_cast<unsigned char>(name[0])) &&
         std::isdigit(static_cast<unsigned char>(name[1])) && name[2] == '_';
}

std::set<std::string> folders_of(const Project& project) {
  std::set<std::string> all;
  for (const auto& e : project.experiments) all.insert(e.folder());
  return all;
}

// Names in `folder` like 07_slug and 07_slug.md, without the ending.
std::set<std::string> numbered_in(const fs::path& folder) {
  std::set<std::string> all;
  if (!fs::is_directory(folder)) return all;
  for (const auto& entry : fs::directory_iterator(folder))
    if (const auto name = entry.path().stem().string(); is_numbered(name)) all.insert(name);
  return all;
}

// The C++ of an experiment, file by file.
std::map<std::string, std::string> code_of(const Project& project, const Experiment& e) {
  std::map<std::string, std::string> all;
  const fs::path folder = project.root / "experiments" / e.folder();
  if (!fs::is_directory(folder)) return all;
  for (const auto& entry : fs::directory_iterator(folder))
    if (const auto ending = entry.path().extension(); ending == ".cpp" || ending == ".hpp")
      all[entry.path().filename().string()] = text_of(entry.path());
  return all;
}

// The tests of an experiment: slug_test.cpp and slug_*_test.cpp.
std::string tests_of(const Project& project, const Experiment& e) {
  std::string all;
  const fs::path folder = project.root / "tests/experiments";
  if (!fs::is_directory(folder)) return all;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(e.slug + "_") && name.ends_with("_test.cpp")) all += text_of(entry.path());
  }
  return all;
}

void check_lecture(const Experiment& e, const std::string& text, Complaints& said) {
  const std::string where = fmt::format("docs/lectures/{}.md", e.folder());
  const Markdown page = parse_markdown(text);
  if (!page.title.starts_with(two_digits(e.number) + " "))
    said.push_back(fmt::format("{}: its title is \"{}\", which should begin with {}", where, page.title,
                               two_digits(e.number)));
  if (!std::regex_search(text, std::regex(fmt::format("(^|\n) *\\./unroll run {}($|[^0-9])", e.number))))
    said.push_back(fmt::format("{}: it does not say how to run it, `    ./unroll run {}`", where, e.number));
  for (const char* heading :
       {"Theory on one screen", "What to see", "Published and measured", "Three tasks", "Sources"})
    if (std::find(page.headings.begin(), page.headings.end(), heading) == page.headings.end())
      said.push_back(fmt::format("{}: there is no heading \"## {}\"", where, heading));
  const auto& all = page.references;
  if (std::none_of(all.begin(), all.end(), [](const auto& r) { return r.picture; }))
    said.push_back(where + ": it shows no picture");
  const std::string code = "../../experiments/" + e.folder();
  if (std::none_of(all.begin(), all.end(), [&](const auto& r) { return r.target.starts_with(code); }))
    said.push_back(fmt::format("{}: it does not link to its code, {}", where, code));
}

void check_index(const Project& project, const fs::path& folder, Complaints& said) {
  const std::string where = (folder / "README.md").string();
  const std::string text = text_of(project.root / folder / "README.md");
  if (text.empty()) {
    said.push_back(where + ": it is missing or empty");
    return;
  }
  const Markdown page = parse_markdown(text);
  std::set<std::string> known, to_come;
  for (const auto& p : project.syllabus) {
    known.insert(two_digits(p.number));
    const std::string row = fmt::format("| [{}] | {} |", two_digits(p.number), p.slug);
    if (!has(text, row)) said.push_back(fmt::format("{}: its table has no row that begins `{}`", where, row));
  }
  to_come = known;
  for (const auto& e : project.experiments) {
    const std::string number = two_digits(e.number), target = e.folder() + ".md";
    const auto found = page.definitions.find(number);
    if (found == page.definitions.end())
      said.push_back(fmt::format(
          "{}: experiment {} exists, so the line `[{}]: {}{}` should stand among those at its end", where,
          number, number, folder.filename() == "ru" ? "../" : "", target));
    else if (fs::path(found->second).filename() != target)
      said.push_back(
          fmt::format("{}: [{}] leads to {}, which should be {}", where, number, found->second, target));
    to_come.erase(number);
  }
  for (const auto& [label, target] : page.definitions)
    if (to_come.contains(label))
      said.push_back(fmt::format("{}: [{}] leads to {}, but there is no experiment {} yet", where, label,
                                 target, label));
  for (const auto& label : page.labels)
    if (std::regex_match(label, std::regex("[0-9]{2}")) && !known.contains(label))
      said.push_back(fmt::format("{}: [{}] is no number of experiments/syllabus.txt", where, label));
}

}  // namespace

std::string text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

Complaints wrong_folders(const Project& project) {
  Complaints said;
  const auto known = folders_of(project);
  for (const auto& name : known)
    for (const char* file : {"experiment.cpp", "experiment.toml"})
      if (!fs::is_regular_file(project.root / "experiments" / name / file))
        said.push_back(fmt::format("experiments/{}: there is no {}", name, file));
  for (const auto& name : numbered_in(project.root / "experiments"))
    if (!known.contains(name))
      said.push_back(
          fmt::format("experiments/{}: it is not in the list of experiments/CMakeLists.txt", name));
  return said;
}

Complaints wrong_code(const Project& project) {
  constexpr std::size_t most_files = 10, most_lines = 1100;
  Complaints said;
  for (const auto& e : project.experiments) {
    const auto code = code_of(project, e);
    std::ptrdiff_t lines = 0;
    std::string all;
    for (const auto& [name, text] : code) {
      lines += std::count(text.begin(), text.end(), '\n');
      all += text;
      if (std::smatch found; std::regex_search(text, found, std::regex("set (x|y)range|with lines|set term")))
        said.push_back(fmt::format("experiments/{}/{}: \"{}\" is gnuplot, which belongs into figures/*.gp",
                                   e.folder(), name, found.str()));
    }
    if (code.size() > most_files || lines > static_cast<std::ptrdiff_t>(most_lines))
      said.push_back(fmt::format("experiments/{}: {} files of C++ with {} lines; there may be {} with {}",
                                 e.folder(), code.size(), lines, most_files, most_lines));
    for (const auto& claim : e.claims)
      if (claim.value.table.empty() && !has(all, '"' + claim.id + '"') &&
          !has(all, '"' + claim.id.substr(0, claim.id.find('_') + 1) + '"'))  // "weights_" and a name
        said.push_back(
            fmt::format("{}, claim \"{}\": nothing measures it; give it a `value`, or measure it in judge",
                        e.folder(), claim.id));
  }
  return said;
}

Complaints wrong_scripts(const Project& project) {
  const std::regex literal(
      "(title|[xyz]2?label|cblabel|label( [0-9]+)?)[ "
      "\t]+(sprintf\\()?(\"[^\"\n]*[A-Za-z]{2}|'[^'\n]*[A-Za-z]{2})");
  Complaints said;
  for (const auto& e : project.experiments) {
    const fs::path folder = project.root / "experiments" / e.folder() / "figures";
    if (!fs::is_directory(folder)) continue;
    for (const auto& entry : fs::directory_iterator(folder)) {
      const std::string text = text_of(entry.path());
      const std::string where =
          fmt::format("experiments/{}/figures/{}", e.folder(), entry.path().filename().string());
      if (std::smatch found; std::regex_search(text, found, literal))
        said.push_back(fmt::format("{}: `{}` prints words; they should be `words` of experiment.toml", where,
                                   found.str()));
      if (std::regex_search(text, std::regex("skip 1|csv'[^\n]*using [0-9]")))
        said.push_back(where + ": it takes columns by their place; column(\"name\") takes them by name");
    }
  }
  return said;
}

Complaints wrong_tests(const Project& project) {
  Complaints said;
  for (const auto& e : project.experiments) {
    const std::string name = "tests/experiments/" + e.slug + "_test.cpp", text = tests_of(project, e);
    if (!fs::is_regular_file(project.root / name)) {
      said.push_back(fmt::format("{}: it has no test; that should be {}", e.folder(), name));
      continue;
    }
    if (!has(text, "TEST_CASE(")) said.push_back(fmt::format("{}: there is no TEST_CASE in it", name));
    if (!has(text, "check_duties(\"" + e.folder() + "\""))
      said.push_back(fmt::format("{}: it does not check the duties of every experiment, check_duties(\"{}\")",
                                 name, e.folder()));
    for (const auto& claim : e.claims)
      if (!has(text, '"' + claim.id + '"') && !has(text, "declaration().claims"))
        said.push_back(
            fmt::format("{}: no test judges made-up results of the finding \"{}\"", name, claim.id));
  }
  return said;
}

Complaints wrong_lectures(const Project& project) {
  const fs::path folder = project.root / "docs/lectures";
  Complaints said;
  for (const auto& e : project.experiments)
    if (const std::string text = text_of(folder / (e.folder() + ".md")); text.empty())
      said.push_back(fmt::format("{}: it has no lecture page; that should be docs/lectures/{}.md", e.folder(),
                                 e.folder()));
    else
      check_lecture(e, text, said);
  const auto known = folders_of(project);
  for (const auto& name : numbered_in(folder))
    if (!known.contains(name))
      said.push_back(fmt::format("docs/lectures/{}.md: the catalogue has no experiment of that name", name));
  return said;
}

Complaints wrong_generated(const Project& project) {
  try {
    return unroll::lab::stale_pages(project.root,
                                    {.experiments = project.experiments, .syllabus = project.syllabus});
  } catch (const std::exception& problem) {
    return {problem.what()};
  }
}

Complaints wrong_lecture_index(const Project& project) {
  Complaints said;
  check_index(project, "docs/lectures", said);
  check_index(project, "docs/lectures/ru", said);
  return said;
}

}  // namespace consistency
