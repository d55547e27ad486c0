// Settings: what the user said on the command line and in a settings file, checked against what the experiments declare.
#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "declaration.hpp"

namespace unroll::lab {

struct Catalogue;

// The values of one experiment's options, every option present.
class Settings {
 public:
  using Values = std::map<std::string, Words>;

  // Throws UsageError for a value that is not right.
  Settings(const Declaration& declaration, Scale scale, const Values& given = {});

  long integer(const std::string& name) const;
  std::size_t count(const std::string& name) const;  // an integer whose range has no negative numbers
  double real(const std::string& name) const;
  bool flag(const std::string& name) const;  // false where there is no such option
  const std::string& word(const std::string& name) const;
  const Words& words(const std::string& name) const;
  std::vector<long> integers(const std::string& name) const;
  std::vector<std::size_t> counts(const std::string& name) const;
  std::vector<double> reals(const std::string& name) const;
  std::vector<std::uint64_t> seeds(
      const std::string& name = "seeds") const;  // empty where there is no such option

  const Values& all() const { return values_; }

 private:
  const Words& at(
      const std::string& name) const;  // throws std::logic_error for an option that is not declared

  Values values_;
};

// What `unroll run` was asked to do.
struct Request {
  std::vector<std::pair<const Declaration*, Settings>> experiments = {};
  Scale scale = Scale::lecture;
  std::uint64_t seed = 1;
  unsigned threads = 1;
  std::filesystem::path out = "results";
  bool strict = false;
};

// Reads the words after `run`. Throws UsageError with one sentence for whatever is wrong with them.
Request parse_request(const Words& words, const Catalogue& catalogue);

// The words with which the same run is asked for again: the scale, the seed, and the options whose values are not the
// declared ones.
Words words_of(const Declaration& declaration, const Settings& settings, const Request& request);

// The options of `unroll run`, for its help: those of every experiment and those of the ones named.
std::string describe_options(const std::vector<const Declaration*>& experiments);

}  // namespace unroll::lab
