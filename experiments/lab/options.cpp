#include "options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <stdexcept>
#include <string_view>
#include <thread>

#include "catalogue.hpp"
#include "error.hpp"

namespace unroll::lab {
namespace {

template <class Number>
Number parse_number(const Option& option, const std::string& text) {
  Number value{};
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  const double v = static_cast<double>(value);
  if (failed != std::errc{} || end != text.data() + text.size() || !(v >= option.low && v <= option.high))
    throw UsageError(
        fmt::format("--{} is {}; it must be {} from {} to {}", option.name, text.empty() ? "empty" : text,
                    std::is_integral_v<Number> ? "a whole number" : "a number", option.low, option.high));
  return value;
}

std::string_view takes(const Option& option) {
  return option.kind == Option::Kind::flag    ? "no value"
         : option.kind == Option::Kind::words ? "a list"
                                              : "one value";
}

}  // namespace

const std::vector<Option>& common_options() {
  static const std::vector<Option> common = [] {
    const unsigned cores = std::max(1u, std::thread::hardware_concurrency());
    std::vector<Option> list{
        choice_option("scale", {"lecture", "lecture", "lecture"}, {"quick", "lecture", "paper"},
                      "seconds for a test, a minute for a lecture, or the published sizes"),
        word_option("seed", "N", {"1", "1", "1"}, "the same seed gives the same numbers, byte for byte"),
        integer_option("threads", {cores, cores, cores}, 1, 1024,
                       "runs side by side; results do not depend on it"),
        word_option("out", "DIR", {"results", "results", "results"},
                    "the folder that the run's own folder is made in"),
        flag_option("strict", "end with status 3 if a finding differs from what was published"),
        word_option("config", "FILE", {"", "", ""},
                    "read options from an INI file; a section [slug] holds for that experiment alone")};
    return list;
  }();
  return common;
}

std::uint64_t parse_seed(const std::string& text) {
  std::uint64_t seed = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), seed);
  if (failed != std::errc{} || end != text.data() + text.size())
    throw UsageError(fmt::format("--seed is {}; it must be a whole number from 0 to 2^64 - 1",
                                 text.empty() ? "empty" : text));
  return seed;
}

void check_values(const Option& option, const std::vector<std::string>& values) {
  if (option.kind != Option::Kind::words && values.size() != 1)
    throw UsageError(fmt::format("--{} takes one value; {} were given", option.name, values.size()));
  if (option.name == "seed") parse_seed(values[0]);
  if (option.kind >= Option::Kind::word && std::find(values.begin(), values.end(), "") != values.end())
    throw UsageError(fmt::format("--{} is empty; give it a value, or leave it out", option.name));
  if (option.kind == Option::Kind::integer) parse_number<long>(option, values[0]);
  if (option.kind == Option::Kind::real) parse_number<double>(option, values[0]);
  const std::vector<std::string> yes_no{"yes", "no"};
  const auto& choices = option.kind == Option::Kind::flag ? yes_no : option.choices;
  if (!choices.empty() && std::find(choices.begin(), choices.end(), values[0]) == choices.end())
    throw UsageError(fmt::format("--{} is \"{}\"; it must be one of {}{}", option.name, values[0],
                                 fmt::join(choices, ", "), suggestion(values[0], choices)));
  if (!option.check) return;
  for (const auto& value : values) try {
      option.check(value);
    } catch (const std::exception& problem) {
      throw UsageError(fmt::format("--{}: {}", option.name, problem.what()));
    }
}

// The common options and those of all `experiments`, each name once.
std::vector<const Option*> known_options(const Experiments& experiments) {
  std::vector<const Option*> known;
  std::set<std::string> names;
  for (const auto& option : common_options())
    if (names.insert(option.name).second) known.push_back(&option);
  for (const Experiment* experiment : experiments)
    for (const auto& option : experiment->options)
      if (names.insert(option.name).second) known.push_back(&option);
  return known;
}

const Option* find_option(const std::vector<const Option*>& options, const std::string& name) {
  const auto found = std::find_if(options.begin(), options.end(), [&](auto* o) { return o->name == name; });
  return found == options.end() ? nullptr : *found;
}

void check_options(const std::vector<Experiment>& experiments) {
  struct Owner {
    const Option* option;
    std::string name;
  };
  std::map<std::string, Owner> owners{{"help", {nullptr, "every run"}},
                                      {"experiment", {nullptr, "every run"}}};
  for (const Option& option : common_options()) owners[option.name] = {nullptr, "every run"};
  for (const Experiment& experiment : experiments) {
    for (const Option& option : experiment.options) {
      const auto [at, fresh] = owners.emplace(option.name, Owner{&option, experiment.folder()});
      const Owner& other = at->second;
      if (fresh) continue;
      if (other.option == nullptr || other.name == experiment.folder())
        throw std::logic_error(fmt::format("--{} of {} is already an option of {}; give it another name",
                                           option.name, experiment.folder(), other.name));
      if (takes(option) != takes(*other.option))
        throw std::logic_error(fmt::format("--{} takes {} in {} and {} in {}; give one another name",
                                           option.name, takes(*other.option), other.name, takes(option),
                                           experiment.folder()));
    }
  }
}

}  // namespace unroll::lab
