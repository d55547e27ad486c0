// Where a data set may lie without being fetched.
#include "data_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "error.hpp"
#include "sha256.hpp"

namespace unroll::lab {
namespace {

namespace fs = std::filesystem;

// The folder in which a file of the set, known to lie at `found`, has its path of the set; or nothing if its
// name there is another one.
std::optional<fs::path> folder_of(fs::path found, fs::path wanted) {
  for (; !wanted.empty(); wanted = wanted.parent_path(), found = found.parent_path())
    if (found.filename() != wanted.filename()) return std::nullopt;
  return found;
}

std::optional<fs::path> cache_folder() {
  // The XDG specification tells programs to ignore a relative path here.
  if (const auto data = environment("XDG_DATA_HOME"); data && fs::path(*data).is_absolute())
    return fs::path(*data) / "unroll";
  if (const auto home = environment("HOME")) return fs::path(*home) / ".local/share/unroll";
  return std::nullopt;
}

std::string set_fault(const fs::path& folder, const DataSet& set) {
  std::error_code ignored;
  if (!fs::is_directory(folder, ignored)) return fmt::format("there is no folder {}", folder.string());
  for (const auto& file : set.files)
    if (auto fault = data_fault(folder / file.path, file); !fault.empty()) return fault;
  return {};
}

// Looks into `folder` unless it was looked into before; true once a good place was found.
bool look(std::vector<DataPlace>& places, const fs::path& folder, const DataSet& set, bool cache = false) {
  const bool known =
      std::any_of(places.begin(), places.end(), [&](const auto& place) { return place.folder == folder; });
  if (!known) places.push_back({folder, set_fault(folder, set), cache});
  return places.back().fault.empty();
}

bool look_by_source(std::vector<DataPlace>& places, const DataSet& set, DataSource::Kind kind,
                    const fs::path& root) {
  for (const auto& source : set.files.front().sources) {
    if (source.kind != kind) continue;
    const auto folder = folder_of(root / source.path, set.files.front().path);
    if (folder && look(places, *folder, set)) return true;
  }
  return false;
}

}  // namespace

std::optional<std::string> environment(const char* variable) {
  const char* value = std::getenv(variable);
  if (value == nullptr || *value == '\0') return std::nullopt;
  return value;
}

std::string described(const DataSource& source) {
  switch (source.kind) {
    case DataSource::Kind::debian:
      return "Debian package " + source.from;
    case DataSource::Kind::npm:
      return "npm package " + source.from;
    case DataSource::Kind::url:
      return source.from;
    case DataSource::Kind::folder:
      break;
  }
  return fmt::format("UNROLL_DATA/{}", source.path.string());
}

std::string data_fault(const fs::path& file, const DataFile& expected) {
  std::error_code error;
  if (!fs::is_regular_file(file, error)) return fmt::format("there is no file {}", file.string());
  const auto bytes = fs::file_size(file, error);
  if (error) return fmt::format("the length of {} cannot be read: {}", file.string(), error.message());
  if (bytes != expected.bytes)
    return fmt::format("{} has {} bytes, {} were expected", file.string(), bytes, expected.bytes);
  try {
    const auto found = sha256_of_file(file);
    if (found == expected.sha256) return {};
    return fmt::format("{} has SHA-256 {}, {} was expected", file.string(), found, expected.sha256);
  } catch (const Error& failure) {
    return failure.what();
  }
}

fs::path data_folder() {
  if (auto folder = cache_folder()) return *folder;
  throw Error(
      "there is no folder to keep data in, since neither HOME nor XDG_DATA_HOME is set; set one of them to a "
      "folder that can be written");
}

std::vector<DataPlace> data_places(const DataSet& set) {
  std::vector<DataPlace> places;
  if (const auto cache = cache_folder(); cache && look(places, *cache / set.name, set, true)) return places;
  if (const auto folder = environment("UNROLL_DATA")) {
    if (look(places, fs::path(*folder) / set.name, set)) return places;
    if (look_by_source(places, set, DataSource::Kind::folder, *folder)) return places;
  }
  look_by_source(places, set, DataSource::Kind::debian, "/");
  return places;
}

std::optional<fs::path> have_data(std::string_view name, const std::vector<DataSet>& catalogue) {
  const auto places = data_places(find_data_set(name, catalogue));
  if (!places.empty() && places.back().fault.empty()) return places.back().folder;
  return std::nullopt;
}

fs::path find_data(std::string_view name, const std::vector<DataSet>& catalogue) {
  if (auto folder = have_data(name, catalogue)) return *folder;
  throw Error(fmt::format("the data set {0} is not on this machine; `unroll data get {0}` fetches it", name));
}

}  // namespace unroll::lab
