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
  if (option.kind == Option::Kind::flag) return "no value";
  return option.takes_list() ? "a list" : "one value";
}

}  // namespace

const std::vector<Option>& common_options() {
  const auto always = [](const std::string& value) {
    return std::array<Words, 3>{Words{value}, {value}, {value}};
  };
  static const std::vector<Option> common = [&] {
    const std::string cores = std::to_string(std::max(1u, std::thread::hardware_concurrency()));
    using Kind = Option::Kind;
    return std::vector<Option>{
        {.name = "scale",
         .value_name = "quick|lecture|paper",
         .help = "seconds for a test, a minute for a lecture, or the published sizes",
         .kind = Kind::choice,
         .standard = always("lecture"),
         .choices = {"quick", "lecture", "paper"}},
        {.name = "seed",
         .value_name = "N",
         .help = "the same seed gives the same numbers, byte for byte",
         .standard = always("1")},
        {.name = "threads",
         .value_name = "N",
         .help = "runs side by side; results do not depend on it",
         .kind = Kind::integer,
         .standard = always(cores),
         .low = 1,
         .high = 1024},
        {.name = "out",
         .value_name = "DIR",
         .help = "the folder that the run's own folder is made in",
         .standard = always("results")},
        {.name = "strict",
         .help = "end with status 3 if a finding differs from what was published or expected",
         .kind = Kind::flag,
         .standard = always("no")},
        {.name = "config",
         .value_name = "FILE",
         .help = "read options from an INI file; a section [slug] holds for that experiment alone",
         .standard = always("")}};
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

std::vector<std::uint64_t> parse_seeds(const std::string& text) {
  const auto dots = text.find("..");
  const std::string first = dots == text.npos ? "1" : text.substr(0, dots),
                    last = dots == text.npos ? text : text.substr(dots + 2);
  std::uint64_t a = 0, b = 0;
  const auto read = [](const std::string& part, std::uint64_t& value) {
    const auto [end, failed] = std::from_chars(part.data(), part.data() + part.size(), value);
    return failed == std::errc{} && end == part.data() + part.size();
  };
  if (!read(first, a) || !read(last, b) || a == 0 || a > b || b - a >= 10000)
    throw std::invalid_argument(fmt::format(
        "\"{}\" must be a number of seeds, such as 10, or a first and a last seed, such as 3..12", text));
  std::vector<std::uint64_t> seeds;
  for (std::uint64_t k = 0; k <= b - a; ++k) seeds.push_back(a + k);
  return seeds;
}

namespace {

void check_words(const Option& option, const Words& values, const NamedChecks& checks) {
  const auto named = checks.find(option.check);
  for (const auto& value : values) try {
      if (option.kind == Option::Kind::seeds) parse_seeds(value);
      if (!option.check.empty() && named != checks.end()) named->second(value);
    } catch (const UsageError&) {
      throw;
    } catch (const std::exception& problem) {
      throw UsageError(fmt::format("--{}: {}", option.name, problem.what()));
    }
}

}  // namespace

void check_values(const Option& option, const Words& values, const NamedChecks& checks) {
  using Kind = Option::Kind;
  if (!option.takes_list() && values.size() != 1)
    throw UsageError(fmt::format("--{} takes one value; {} were given", option.name, values.size()));
  if (option.name == "seed") parse_seed(values[0]);
  if (option.kind >= Kind::seeds && std::find(values.begin(), values.end(), "") != values.end())
    throw UsageError(fmt::format("--{} is empty; give it a value, or leave it out", option.name));
  for (const auto& value : values) {
    if (option.kind == Kind::integer || option.kind == Kind::integers) parse_number<long>(option, value);
    if (option.kind == Kind::real || option.kind == Kind::reals) parse_number<double>(option, value);
  }
  const Words yes_no{"yes", "no"};
  const auto& choices = option.kind == Kind::flag ? yes_no : option.choices;
  if (!choices.empty() && std::find(choices.begin(), choices.end(), values[0]) == choices.end())
    throw UsageError(fmt::format("--{} is \"{}\"; it must be one of {}{}", option.name, values[0],
                                 fmt::join(choices, ", "), suggestion(values[0], choices)));
  check_words(option, values, checks);
}

// The common options and those of all `experiments`, each name once.
std::vector<const Option*> known_options(const Experiments& experiments) {
  std::vector<const Option*> known;
  std::set<std::string> names;
  for (const auto& option : common_options())
    if (names.insert(option.name).second) known.push_back(&option);
  for (const Declaration* experiment : experiments)
    for (const auto& option : experiment->options)
      if (names.insert(option.name).second) known.push_back(&option);
  return known;
}

const Option* find_option(const std::vector<const Option*>& options, const std::string& name) {
  const auto found = std::find_if(options.begin(), options.end(), [&](auto* o) { return o->name == name; });
  return found == options.end() ? nullptr : *found;
}

void check_options(const std::vector<Declaration>& experiments) {
  struct Owner {
    const Option* option;
    std::string name;
  };
  std::map<std::string, Owner> owners;
  for (const char* name : {"help", "experiment", "runs"}) owners[name] = {nullptr, "every run"};
  for (const Option& option : common_options()) owners[option.name] = {nullptr, "every run"};
  for (const Declaration& experiment : experiments) {
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
