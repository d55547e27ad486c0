// The list of data sets, for people and for programs.
#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>
#include <set>

#include "data.hpp"
#include "data_files.hpp"
#include "text_table.hpp"

namespace unroll::lab {
namespace {

using Json = nlohmann::ordered_json;

std::uintmax_t total_bytes(const DataSet& set) {
  std::uintmax_t sum = 0;
  for (const auto& file : set.files) sum += file.bytes;
  return sum;
}

std::string readable_size(std::uintmax_t bytes) {
  if (bytes < 1000) return fmt::format("{} B", bytes);
  static constexpr std::array units{"kB", "MB", "GB", "TB"};
  double size = static_cast<double>(bytes) / 1000;
  std::size_t unit = 0;
  for (; size >= 999.5 && unit + 1 < units.size(); ++unit) size /= 1000;
  return fmt::format("{:.{}f} {}", size, size < 9.95 ? 1 : 0, units[unit]);
}

// Every source of the first file, which a set's other files share, and the packages that only others need.
std::string sources_of(const DataSet& set) {
  std::vector<std::string> ways;
  std::set<std::string> seen;
  for (const auto& file : set.files)
    for (const auto& source : file.sources) {
      const bool package = source.kind == DataSource::Kind::debian || source.kind == DataSource::Kind::npm;
      if (!package && &file != &set.files.front()) continue;
      if (const auto words = described(source); seen.insert(words).second) ways.push_back(words);
    }
  return fmt::format("{}", fmt::join(ways, ", "));
}

Json source_entry(const DataSource& source) {
  switch (source.kind) {
    case DataSource::Kind::debian:
      return {{"debian", source.from}, {"path", source.path.string()}};
    case DataSource::Kind::npm:
      return {{"npm", source.from}, {"path", source.path.string()}};
    case DataSource::Kind::url:
      return {{"url", source.from}};
    case DataSource::Kind::folder:
      break;
  }
  return {{"folder", source.path.string()}};
}

Json set_entry(const DataSet& set) {
  Json files = Json::array();
  for (const auto& file : set.files) {
    Json sources = Json::array();
    for (const auto& source : file.sources) sources.push_back(source_entry(source));
    files.push_back(
        {{"path", file.path.string()}, {"bytes", file.bytes}, {"sha256", file.sha256}, {"sources", sources}});
  }
  Json entry{{"name", set.name},       {"title", set.title},       {"description", set.description},
             {"licence", set.licence}, {"origin", set.origin},     {"bytes", total_bytes(set)},
             {"have", nullptr},        {"files", std::move(files)}};
  if (const auto place = have_data(set.name, {set})) entry["have"] = place->string();
  return entry;
}

}  // namespace

std::string data_list(bool json, const std::vector<DataSet>& catalogue) {
  if (json) {
    Json all = Json::array();
    for (const auto& set : catalogue) all.push_back(set_entry(set));
    return all.dump(2) + "\n";
  }
  TextTable table({"name", "size", "licence", "what", "where"});
  for (const auto& set : catalogue) {
    const auto place = have_data(set.name, {set});
    table.row({set.name, readable_size(total_bytes(set)), set.licence, set.title,
               place ? "have it: " + place->string() : "get it: " + sources_of(set)});
  }
  return table.print(terminal_width());
}

}  // namespace unroll::lab
