// Settings: what the user said on the command line and in a settings file, checked against what the
// experiments declare.
#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "experiment.hpp"

namespace unroll::lab {

// The values of one experiment's options, every option present.
class Settings {
 public:
  Settings(const Experiment& experiment, Scale scale,
           const std::map<std::string, std::vector<std::string>>& given);

  long integer(const std::string& name) const;
  std::size_t count(const std::string& name) const;  // an integer whose range has no negative numbers
  double real(const std::string& name) const;
  bool flag(const std::string& name) const;
  const std::string& word(const std::string& name) const;
  const std::vector<std::string>& words(const std::string& name) const;

  const std::map<std::string, std::vector<std::string>>& all() const { return values_; }

 private:
  std::map<std::string, std::vector<std::string>> values_;
};

// What `unroll run` was asked to do.
struct Request {
  std::vector<std::pair<const Experiment*, Settings>> experiments;
  Scale scale = Scale::lecture;
  std::uint64_t seed = 1;
  unsigned threads = 1;
  std::filesystem::path out = "results";
  bool strict = false;
};

// Reads the words after `run`. Throws UsageError with one sentence for whatever is wrong with them.
Request parse_request(const std::vector<std::string>& words);

// The options of `unroll run`, for its help: those of every experiment and those of the ones named.
std::string describe_options(const std::vector<const Experiment*>& experiments);

}  // namespace unroll::lab
