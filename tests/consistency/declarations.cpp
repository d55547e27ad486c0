#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <regex>
#include <set>

#include "rules.hpp"

namespace consistency {
namespace {

const std::regex year("(1[89]|20)[0-9][0-9]");

bool names_year(const std::string& text) { return std::regex_search(text, year); }

// Seconds of "4 s" and "10 min"; NaN for what is written otherwise.
double seconds(const std::string& time) {
  std::smatch part;
  if (!std::regex_match(time, part, std::regex("([0-9]+(?:\\.[0-9]+)?) (s|min|h)"))) return std::nan("");
  return std::stod(part[1]) * (part[2] == "s" ? 1 : part[2] == "min" ? 60 : 3600);
}

void check_time(const Experiment& e, std::size_t scale, double limit, Complaints& said) {
  const double taken = seconds(e.takes[scale]);
  if (!(taken <= limit))
    said.push_back(fmt::format("{}: `takes` says \"{}\" at {} scale, which should be \"N s\", at most {} s",
                               e.folder(), e.takes[scale], unroll::lab::scale_names[scale], limit));
}

// A published source names its year; what no paper prints says what it is instead.
bool is_source(const std::string& source) {
  const auto begins = [&](const char* word) { return source.starts_with(word); };
  return names_year(source) || begins("theory") || begins("theorem") || begins("comparison") ||
         begins("control");
}

}  // namespace

std::string two_digits(int number) { return fmt::format("{:02}", number); }

Complaints wrong_declarations(const Project& project) {
  Complaints said;
  for (const auto& e : project.experiments) {
    for (const auto& [name, text] : std::map<std::string, std::string>{
             {"title", e.title}, {"part", e.part}, {"shows", e.shows}, {"question", e.question}})
      if (text.empty()) said.push_back(fmt::format("{}: `{}` is empty", e.folder(), name));
    if (!e.question.empty() && !e.question.ends_with('?'))
      said.push_back(
          fmt::format("{}: `question` asks nothing; it should end with a question mark", e.folder()));
    if (e.equations.empty()) said.push_back(fmt::format("{}: it declares no equation", e.folder()));
    check_time(e, 0, 5, said);
    check_time(e, 1, 60, said);
    if (e.takes[2].empty())
      said.push_back(fmt::format("{}: `takes` says nothing of paper scale", e.folder()));
    if (std::none_of(e.references.begin(), e.references.end(),
                     [](const auto& r) { return names_year(r.text); }))
      said.push_back(fmt::format("{}: `references` names no paper with its year", e.folder()));
  }
  return said;
}

Complaints wrong_claims(const Project& project) {
  Complaints said;
  for (const auto& e : project.experiments) {
    if (e.claims.empty())
      said.push_back(fmt::format("{}: there are no findings, for `claims` is empty", e.folder()));
    std::set<std::string> ids;
    for (const auto& c : e.claims) {
      const std::string where = fmt::format("{}, claim \"{}\"", e.folder(), c.id);
      if (!ids.insert(c.id).second) said.push_back(where + ": another one has this id");
      for (const auto& [name, text] : std::map<std::string, std::string>{
               {"claim", c.claim}, {"published", c.published}, {"reason", c.reason}})
        if (text.empty()) said.push_back(fmt::format("{}: `{}` is empty", where, name));
      if (!is_source(c.source))
        said.push_back(
            fmt::format("{}: the source \"{}\" names no year, and is no theory, theorem, comparison or "
                        "control",
                        where, c.source));
      if (std::isinf(c.low) && std::isinf(c.high))
        said.push_back(where + ": it has no band, so nothing could differ from it");
      if (!(c.low <= c.high))
        said.push_back(fmt::format("{}: its band from {} to {} is empty", where, c.low, c.high));
    }
  }
  return said;
}

Complaints wrong_figures(const Project& project) {
  constexpr std::size_t least = 30;  // an alt text tells what is seen, in a sentence
  Complaints said;
  for (const auto& e : project.experiments) {
    if (e.figures.empty())
      said.push_back(fmt::format("{}: it draws nothing, for `figures` is empty", e.folder()));
    std::set<std::string> names, alts;
    for (const auto& f : e.figures) {
      const std::string where = fmt::format("{}, figure \"{}\"", e.folder(), f.name);
      if (f.name.empty() || !names.insert(f.name).second)
        said.push_back(where + ": it needs a name of its own");
      if (f.title.empty()) said.push_back(where + ": it has no title");
      if (f.alt.size() < least || f.alt == f.title || !alts.insert(f.alt).second)
        said.push_back(fmt::format("{}: its alt text \"{}\" should say in a sentence of its own what is seen",
                                   where, f.alt));
      if (f.script.empty()) said.push_back(where + ": no script draws it");
    }
  }
  return said;
}

Complaints wrong_syllabus(const Project& project) {
  Complaints said;
  for (const auto& e : project.experiments) {
    const auto found = std::find_if(project.syllabus.begin(), project.syllabus.end(),
                                    [&](const Planned& p) { return p.number == e.number; });
    if (found == project.syllabus.end())
      said.push_back(fmt::format("{}: experiments/syllabus.txt has no number {}", e.folder(), e.number));
    else if (found->slug != e.slug)
      said.push_back(
          fmt::format("{}: number {} is {} in experiments/syllabus.txt", e.folder(), e.number, found->slug));
    else if (found->part != e.part)
      said.push_back(fmt::format("{}: `part` is \"{}\", and \"{}\" in experiments/syllabus.txt", e.folder(),
                                 e.part, found->part));
  }
  return said;
}

}  // namespace consistency
