// The catalogue of data sets: reading it, and refusing one that could mislead.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "catalogue.hpp"
#include "data.hpp"
#include "embedded/data_catalogue_json.hpp"
#include "error.hpp"

namespace unroll::lab {
namespace {

using Json = nlohmann::json;

[[noreturn]] void refuse(const std::string& where, const std::string& what) {
  throw Error(fmt::format("the data catalogue is wrong: {} {}", where, what));
}

const Json& field(const Json& object, const char* key, const std::string& where) {
  if (!object.is_object()) refuse(where, "must be a JSON object");
  const auto found = object.find(key);
  if (found == object.end()) refuse(where, fmt::format("has no \"{}\"", key));
  return *found;
}

std::string text(const Json& object, const char* key, const std::string& where) {
  const Json& value = field(object, key, where);
  if (!value.is_string() || value.get_ref<const std::string&>().empty())
    refuse(where, fmt::format("must have a text as \"{}\"", key));
  return value.get<std::string>();
}

const Json& list(const Json& object, const char* key, const std::string& where) {
  const Json& value = field(object, key, where);
  if (!value.is_array() || value.empty()) refuse(where, fmt::format("must have a filled list \"{}\"", key));
  return value;
}

// Files are written under these paths, so that none may lead out of its folder.
std::filesystem::path inner_path(const std::string& path, const std::string& where) {
  const std::filesystem::path result(path);
  const bool steps = std::all_of(result.begin(), result.end(), [](const auto& step) {
    return !step.empty() && step != "." && step != ".." && step.native().front() != '-';
  });
  if (path.empty() || result.is_absolute() || !steps || path.find('\0') != std::string::npos)
    refuse(where, fmt::format("has the path \"{}\"; a relative one without \"..\" is needed", path));
  return result;
}

// Names become arguments of other programs and folders, so that none may look like an option or a path.
std::string plain_word(const std::string& word, const char* also, const std::string& where) {
  const auto plain = [&](unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           std::string_view(also).find(static_cast<char>(c)) != std::string_view::npos;
  };
  if (word.empty() || word.front() == '-' || !std::all_of(word.begin(), word.end(), plain))
    refuse(where,
           fmt::format("has the name \"{}\"; lower-case letters, digits and {} are allowed", word, also));
  return word;
}

DataSource parse_source(const Json& json, const std::string& where) {
  using Kind = DataSource::Kind;
  if (!json.is_object()) refuse(where, "has a source that is no JSON object");
  const auto path = [&](const char* key) { return inner_path(text(json, key, where), where); };
  if (json.contains("debian"))
    return {Kind::debian, plain_word(text(json, "debian", where), "+-.", where), path("path")};
  if (json.contains("npm"))
    return {Kind::npm, plain_word(text(json, "npm", where), "-._@/", where), path("path")};
  if (json.contains("folder")) return {Kind::folder, "", path("folder")};
  const std::string url = text(json, "url", where);
  if (!url.starts_with("https://") && !url.starts_with("file://"))
    refuse(where, fmt::format("has the address \"{}\"; https:// or file:// is needed", url));
  return {Kind::url, url, {}};
}

DataFile parse_file(const Json& json, const std::string& set) {
  const auto path = inner_path(text(json, "path", set), set);
  const std::string where = fmt::format("{}, file {},", set, path.string());
  const Json& bytes = field(json, "bytes", where);
  if (!bytes.is_number_unsigned()) refuse(where, "must have its length as \"bytes\"");
  DataFile file{path, bytes.get<std::uintmax_t>(), text(json, "sha256", where), {}};
  if (file.sha256.size() != 64 || file.sha256.find_first_not_of("0123456789abcdef") != std::string::npos)
    refuse(where, "must have 64 lower-case hexadecimal digits as \"sha256\"");
  for (const auto& source : list(json, "sources", where)) file.sources.push_back(parse_source(source, where));
  return file;
}

DataSet parse_set(const Json& json, std::size_t place) {
  const std::string name = text(json, "name", fmt::format("entry {}", place));
  const std::string where = fmt::format("data set {}", name);
  plain_word(name, "-", where);
  DataSet set{name,
              text(json, "title", where),
              text(json, "description", where),
              text(json, "licence", where),
              text(json, "origin", where),
              {}};
  std::set<std::filesystem::path> paths;
  for (const auto& file : list(json, "files", where)) {
    set.files.push_back(parse_file(file, where));
    if (!paths.insert(set.files.back().path).second)
      refuse(where, fmt::format("lists the file {} twice", set.files.back().path.string()));
  }
  return set;
}

}  // namespace

std::vector<DataSet> parse_data_catalogue(std::string_view json) {
  const Json all = Json::parse(json, nullptr, false);
  if (!all.is_array()) refuse("the whole", "must be a JSON list of data sets");
  std::vector<DataSet> catalogue;
  std::set<std::string> names;
  for (const auto& entry : all) {
    catalogue.push_back(parse_set(entry, catalogue.size() + 1));
    if (!names.insert(catalogue.back().name).second)
      refuse("data set " + catalogue.back().name, "stands twice");
  }
  return catalogue;
}

const std::vector<DataSet>& data_catalogue() {
  static const std::vector<DataSet> all = parse_data_catalogue(embedded::data_catalogue_json);
  return all;
}

const DataSet& find_data_set(std::string_view name, const std::vector<DataSet>& catalogue) {
  std::vector<std::string> names;
  for (const auto& set : catalogue) {
    if (set.name == name) return set;
    names.push_back(set.name);
  }
  throw UsageError(fmt::format("there is no data set \"{}\"{}; `unroll data list` lists them", name,
                               suggestion(name, names)));
}

}  // namespace unroll::lab
