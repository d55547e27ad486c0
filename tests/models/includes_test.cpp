// Arrows point down only: a model includes core and its own folder, core includes nothing of ours but core,
// and no header needs what Emscripten or clang 14 do not have.
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "tests/catch.hpp"

namespace fs = std::filesystem;

namespace {

const fs::path models = fs::path(PROJECT_SOURCE_DIR) / "models";

// Every source under models/ with the names between <> or "" of its #include lines.
struct Source {
  fs::path path;  // from models/ on
  std::vector<std::string> own, foreign;
};

Source read(const fs::path& file) {
  Source source{fs::relative(file, models), {}, {}};
  std::ifstream in(file);
  const std::regex include(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"].*)");
  std::smatch match;
  for (std::string line; std::getline(in, line);)
    if (std::regex_match(line, match, include))
      (match[1] == "<" ? source.foreign : source.own).push_back(match[2]);
  return source;
}

std::vector<Source> sources() {
  std::vector<Source> all;
  for (const auto& entry : fs::recursive_directory_iterator(models))
    if (const auto kind = entry.path().extension(); kind == ".hpp" || kind == ".cpp")
      all.push_back(read(entry));
  return all;
}

// The folder under models/ that an include leads to, "" for models/ itself.
std::string folder_of(const fs::path& path) {
  return path.has_parent_path() ? path.begin()->string() : std::string();
}

std::string target(const Source& source, const std::string& name) {
  return folder_of((source.path.parent_path() / name).lexically_normal());
}

}  // namespace

TEST_CASE("no model includes another, and core includes no model") {
  std::map<std::string, int> seen;
  for (const Source& source : sources()) {
    const std::string folder = folder_of(source.path);
    for (const std::string& name : source.own) {
      if (folder.empty()) continue;  // lineup, check: they know all
      INFO(source.path.string() << " includes " << name);
      CHECK(fs::exists(models / source.path.parent_path() / name));
      const std::string other = target(source, name);
      CHECK((other == folder || other == "core"));
      ++seen[folder];
    }
  }
  for (const char* folder :
       {"core", "bidirectional", "boltzmann", "elman", "gru", "hopfield", "jordan", "leaky", "lstm"})
    CHECK(seen[folder] > 0);  // the lines were read
}

TEST_CASE("a recurrent model's chapter includes core alone") {
  for (const Source& source : sources()) {
    const std::string folder = folder_of(source.path);
    if (folder.empty() || folder == "core") continue;
    if (folder == "hopfield" || folder == "boltzmann") continue;  // energy models, chapters of several files
    if (source.path.extension() != ".hpp") continue;              // compiles the chapters, and includes them
    for (const std::string& name : source.own) {
      INFO(source.path.string() << " includes " << name);
      CHECK(target(source, name) == "core");
    }
  }
}

TEST_CASE("headers of the models need no library that is missing elsewhere") {
  const std::set<std::string> missing{"ranges", "format", "thread", "source_location", "stop_token"};
  int headers = 0;
  for (const Source& source : sources()) {
    if (source.path.extension() != ".hpp") continue;
    ++headers;
    for (const std::string& name : source.foreign) {
      INFO(source.path.string() << " includes <" << name << ">");
      CHECK(missing.count(name) == 0);
      CHECK(name.rfind("boost/", 0) != 0);
      CHECK(name.rfind("nlohmann/", 0) != 0);
    }
  }
  CHECK(headers > 20);
}
