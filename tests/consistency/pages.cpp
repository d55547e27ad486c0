#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "markdown.hpp"
#include "rules.hpp"

namespace consistency {
namespace {

struct Page {
  fs::path path;  // from the root
  Markdown markdown;
};

// Every *.md of the sources: not of hidden folders, of build folders or of results.
std::vector<fs::path> pages_of(const fs::path& root) {
  std::vector<fs::path> all;
  for (fs::recursive_directory_iterator entry(root), end; entry != end; ++entry) {
    const std::string name = entry->path().filename().string();
    const bool left_out =
        name.starts_with('.') || (entry.depth() == 0 && (name == "build" || name == "results"));
    if (left_out && entry->is_directory()) entry.disable_recursion_pending();
    if (!left_out && name.ends_with(".md") && entry->is_regular_file())
      all.push_back(entry->path().lexically_relative(root));
  }
  std::sort(all.begin(), all.end());
  return all;
}

std::vector<Page> read_pages(const fs::path& root) {
  std::vector<Page> all;
  for (const auto& path : pages_of(root)) all.push_back({path, parse_markdown(text_of(root / path))});
  return all;
}

bool is_elsewhere(const std::string& target) {
  return target.starts_with("https://") || target.starts_with("http://") || target.starts_with("mailto:");
}

std::string without_anchor(const std::string& target) { return target.substr(0, target.find('#')); }

// Where a link within the project leads, from the root.
fs::path led_to(const Page& page, const std::string& target) {
  const std::string file = without_anchor(target);
  const fs::path path = file.empty() ? page.path : (page.path.parent_path() / file).lexically_normal();
  return path.has_filename() ? path : path.parent_path();
}

// What is wrong with a link, or nothing.
std::string fault(const fs::path& root, const Page& page, const Reference& link) {
  if (link.target.empty()) return "leads nowhere";
  if (is_elsewhere(link.target)) return "";
  const fs::path path = led_to(page, link.target);
  if (path.is_absolute() || (!path.empty() && *path.begin() == "..")) return "leads out of the project";
  if (!fs::exists(root / path)) return fmt::format("leads to {}, which does not exist", path.string());
  if (link.picture && (!fs::is_regular_file(root / path) || fs::file_size(root / path) == 0))
    return fmt::format("shows {}, which is no picture", path.string());
  const auto hash = link.target.find('#');
  if (hash == std::string::npos || path.extension() != ".md") return "";
  const std::string anchor = link.target.substr(hash + 1);
  if (parse_markdown(text_of(root / path)).anchors.contains(anchor)) return "";
  return fmt::format("leads to #{}, but {} has no such heading", anchor, path.string());
}

// From the root: all that some page links to or shows, but for itself.
std::set<fs::path> led_to_by(const std::vector<Page>& pages) {
  std::set<fs::path> all;
  for (const auto& page : pages)
    for (const auto& link : page.markdown.references)
      if (!is_elsewhere(link.target))
        if (const fs::path path = led_to(page, link.target); path != page.path) all.insert(path);
  return all;
}

bool links(const fs::path& root, const fs::path& from, const fs::path& to) {
  const Page page{from, parse_markdown(text_of(root / from))};
  return led_to_by({page}).contains(to);
}

}  // namespace

Complaints wrong_links(const Project& project) {
  Complaints said;
  for (const auto& page : read_pages(project.root))
    for (const auto& link : page.markdown.references)
      if (const std::string wrong = fault(project.root, page, link); !wrong.empty())
        said.push_back(
            fmt::format("{}:{}: the link \"{}\" {}", page.path.string(), link.line, link.target, wrong));
  return said;
}

Complaints wrong_pictures(const Project& project) {
  constexpr std::size_t least = 20;
  Complaints said;
  const auto pages = read_pages(project.root);
  for (const auto& page : pages)
    for (const auto& link : page.markdown.references)
      if (link.picture && link.text.size() < least)
        said.push_back(fmt::format("{}:{}: the picture {} has no alt text that says what is seen",
                                   page.path.string(), link.line, link.target));
  const auto shown = led_to_by(pages);
  for (const char* folder : {"docs/figures", "docs/lectures/figures"})
    if (fs::is_directory(project.root / folder))
      for (const auto& entry : fs::directory_iterator(project.root / folder))
        if (const fs::path path = entry.path().lexically_relative(project.root); !shown.contains(path))
          said.push_back(path.string() + ": no page shows it");
  return said;
}

Complaints lonely_pages(const Project& project) {
  Complaints said;
  const auto pages = read_pages(project.root);
  const auto linked = led_to_by(pages);
  for (const auto& page : pages)
    if (*page.path.begin() == "docs" && !linked.contains(page.path) &&
        !(page.path.filename() == "README.md" && linked.contains(page.path.parent_path())))
      said.push_back(page.path.string() + ": no other page links to it");
  return said;
}

Complaints wrong_russian(const Project& project) {
  Complaints said;
  for (const auto& russian : pages_of(project.root)) {
    if (russian.parent_path().filename() != "ru") continue;
    const fs::path english = russian.parent_path().parent_path() / russian.filename();
    if (!fs::exists(project.root / english))
      said.push_back(fmt::format("{}: there is no English page {}", russian.string(), english.string()));
    else
      for (const auto& [from, to] : {std::pair{russian, english}, std::pair{english, russian}})
        if (!links(project.root, from, to))
          said.push_back(fmt::format("{}: it does not link to {}, the same page in the other language",
                                     from.string(), to.string()));
  }
  return said;
}

}  // namespace consistency
