#include <algorithm>
#include <sstream>

#include "program.hpp"

Words operator+(Words first, const Words& more) {
  first.insert(first.end(), more.begin(), more.end());
  return first;
}

Words tiny_run(const fs::path& out, const Words& more) {
  Words words{"run", "1"};
  for (const auto& [name, value] : std::map<std::string, std::string>{{"--scale", "quick"},
                                                                      {"--pictures", "drawn"},
                                                                      {"--size", "8"},
                                                                      {"--stored", "2"},
                                                                      {"--units", "20"},
                                                                      {"--seeds", "1"},
                                                                      {"--out", out.string()}})
    if (std::find(more.begin(), more.end(), name) == more.end()) words = words + Words{name, value};
  return words + more;
}

Launch without_gnuplot() {
  Launch launch;
  launch.environment["PATH"] = "/nowhere";
  return launch;
}

bool has(const std::string& text, const std::string& piece) { return text.find(piece) != std::string::npos; }

std::size_t count(const std::string& text, const std::string& piece) {
  std::size_t n = 0;
  for (auto at = text.find(piece); at != std::string::npos; at = text.find(piece, at + piece.size())) ++n;
  return n;
}

Words lines(const std::string& text) {
  Words list;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) list.push_back(line);
  return list;
}

std::string content(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  INFO(file);
  REQUIRE(in.good());
  return {std::istreambuf_iterator<char>(in), {}};
}

void check_failure(const Ended& ended, int status, const Words& parts) {
  INFO("standard error: " << ended.err << "standard output: " << ended.out);
  CHECK(ended.status == status);
  const Words said = lines(ended.err);
  REQUIRE(!said.empty());
  const std::string& sentence = said.back();
  CHECK(sentence.starts_with("unroll: "));
  CHECK(std::count_if(said.begin(), said.end(), [](const auto& l) { return l.starts_with("unroll: "); }) ==
        1);
  CHECK(sentence.size() > std::string("unroll: ").size() + 10);
  CHECK(ended.err.ends_with('\n'));
  // Traces of the libraries below, which tell a user nothing.
  for (const char* foreign : {"\x1b", "std::", "terminate", "filesystem error", "basic_string", "stol",
                              "json.exception", "arma", "boost", "[json"})
    CHECK(!has(sentence, foreign));
  for (const auto& part : parts) {
    INFO("to be said: " << part);
    CHECK(has(sentence, part));
  }
}

void check_usage(const Ended& ended, const Words& parts) {
  check_failure(ended, 2, parts);
  CHECK(lines(ended.err).size() == 1);
  CHECK(ended.out.empty());
}

void check_success(const Ended& ended) {
  INFO("standard error: " << ended.err << "standard output: " << ended.out);
  CHECK(ended.status == 0);
  CHECK(!has(ended.err, "unroll: "));
}

void check_nothing_in(const fs::path& out) {
  if (!fs::exists(out)) return;
  for (const auto& entry : fs::recursive_directory_iterator(out)) {
    INFO("left behind: " << entry.path());
    CHECK(false);
  }
}

void check_nothing_hidden(const fs::path& out) {
  if (!fs::is_directory(out)) return;
  for (const auto& entry : fs::recursive_directory_iterator(out)) {
    INFO("left behind: " << entry.path());
    CHECK(!entry.path().filename().string().starts_with('.'));
  }
}

std::vector<fs::path> runs_in(const fs::path& out) {
  std::vector<fs::path> runs;
  if (!fs::is_directory(out)) return runs;
  for (const auto& experiment : fs::directory_iterator(out))
    if (experiment.is_directory())
      for (const auto& run : fs::directory_iterator(experiment)) runs.push_back(run.path());
  std::sort(runs.begin(), runs.end());
  return runs;
}

fs::path only_run_in(const fs::path& out) {
  const auto runs = runs_in(out);
  REQUIRE(runs.size() == 1);
  CHECK(!runs[0].filename().string().starts_with('.'));
  return runs[0];
}

std::set<std::string> files_in(const fs::path& folder, const std::string& ending) {
  std::set<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder))
    if (const auto name = entry.path().filename().string(); name.ends_with(ending)) names.insert(name);
  return names;
}

void check_same_data(const fs::path& one, const fs::path& other) {
  const auto names = files_in(one, ".csv");
  CHECK(names.size() >= 9);
  CHECK(names == files_in(other, ".csv"));
  for (const auto& name : names) {
    INFO(name);
    CHECK(content(one / name) == content(other / name));
  }
}
