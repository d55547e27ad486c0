#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <sstream>

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

// The rows of README's table, between its two marks and below its head.
std::vector<std::string> readme_rows(const std::string& readme) {
  std::vector<std::string> rows;
  bool inside = false;
  std::istringstream in(readme);
  for (std::string line; std::getline(in, line);) {
    if (line == "<!-- /experiments -->") inside = false;
    if (inside) rows.push_back(line);
    if (line == "<!-- experiments -->") inside = true;
  }
  if (rows.size() >= 2) rows.erase(rows.begin(), rows.begin() + 2);
  return rows;
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
    for (const char* file : {"experiment.cpp", "equations.txt"})
      if (!fs::is_regular_file(project.root / "experiments" / name / file))
        said.push_back(fmt::format("experiments/{}: there is no {}", name, file));
  for (const auto& name : numbered_in(project.root / "experiments"))
    if (!known.contains(name))
      said.push_back(
          fmt::format("experiments/{}: it is not in the list of experiments/CMakeLists.txt", name));
  return said;
}

Complaints wrong_tests(const Project& project) {
  const fs::path folder = "tests/experiments";
  const std::string listed = text_of(project.root / folder / "CMakeLists.txt");
  Complaints said;
  for (const auto& e : project.experiments) {
    std::string name = e.slug + "_test.cpp";
    if (const std::string longer = e.folder() + "_test.cpp"; fs::exists(project.root / folder / longer))
      name = longer;
    const std::string text = text_of(project.root / folder / name);
    if (text.empty())
      said.push_back(
          fmt::format("{}: it has no test; that should be {}", e.folder(), (folder / name).string()));
    else if (!has(text, "TEST_CASE("))
      said.push_back(fmt::format("{}: there is no TEST_CASE in it", (folder / name).string()));
    else if (!has(text, "\"quick\""))
      said.push_back(
          fmt::format("{}: it does not run the experiment at --scale quick", (folder / name).string()));
    if (!text.empty() && !std::regex_search(listed, std::regex("(^|[ \n(])" + name + "($|[ \n)])")))
      said.push_back(fmt::format(
          "tests/experiments/CMakeLists.txt: {} is not among its files, so it is never run", name));
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

Complaints wrong_readme(const Project& project) {
  const auto rows = readme_rows(text_of(project.root / "README.md"));
  std::vector<std::string> right;
  for (const auto& e : project.experiments)
    right.push_back(fmt::format("| {} | [{}](docs/lectures/{}.md) | {} |", two_digits(e.number), e.slug,
                                e.folder(), e.shows));
  Complaints said;
  for (const auto& row : right)
    if (std::find(rows.begin(), rows.end(), row) == rows.end())
      said.push_back(fmt::format("README.md: its table of experiments should have the row `{}`", row));
  for (const auto& row : rows)
    if (std::find(right.begin(), right.end(), row) == right.end())
      said.push_back(fmt::format("README.md: the row `{}` of its table is not what the catalogue says", row));
  if (said.empty() && rows != right)
    said.push_back("README.md: the rows of its table should stand once each, in the order of numbers");
  return said;
}

Complaints wrong_lecture_index(const Project& project) {
  Complaints said;
  check_index(project, "docs/lectures", said);
  check_index(project, "docs/lectures/ru", said);
  return said;
}

}  // namespace consistency
