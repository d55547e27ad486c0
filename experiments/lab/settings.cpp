#include "settings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/program_options.hpp>
#include <charconv>
#include <cmath>
#include <fstream>
#include <set>
#include <sstream>
#include <thread>

#include "catalogue.hpp"
#include "error.hpp"

namespace unroll::lab {
namespace {

namespace po = boost::program_options;
using Words = std::vector<std::string>;
using Given = std::map<std::string, Words>;
using Experiments = std::vector<const Experiment*>;

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

std::uint64_t parse_seed(const std::string& text) {
  std::uint64_t seed = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), seed);
  if (failed != std::errc{} || end != text.data() + text.size())
    throw UsageError(fmt::format("--seed is {}; it must be a whole number from 0 to 2^64 - 1",
                                 text.empty() ? "empty" : text));
  return seed;
}

void check(const Option& option, const std::vector<std::string>& values) {
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

po::options_description described(const std::string& title, const std::vector<const Option*>& options) {
  po::options_description description(title, 110, 60);
  for (const Option* o : options) {
    const std::string standard =
        o->kind == Option::Kind::flag || o->standard[1].empty() ? ""
        : o->standard[0] == o->standard[1] && o->standard[1] == o->standard[2]
            ? fmt::format(" (default {})", o->standard[1])
            : fmt::format(" (default {} | {} | {} by scale)", o->standard[0], o->standard[1], o->standard[2]);
    auto* value = po::value<std::vector<std::string>>()->value_name(o->value_name)->composing();
    if (o->kind == Option::Kind::words) value->multitoken();
    if (o->kind == Option::Kind::flag) value->zero_tokens();
    description.add_options()(o->name.c_str(), value, (o->help + standard).c_str());
  }
  return description;
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

Experiments every_experiment() {
  Experiments all;
  for (const auto& experiment : catalogue()) all.push_back(&experiment);
  return all;
}

[[noreturn]] void unknown_option(const std::string& name, const std::vector<const Option*>& known) {
  Words names;
  for (const Option* option : known) names.push_back(option->name);
  const std::string near = nearest(name, names);
  throw UsageError(fmt::format(
      "there is no option --{}{}", name,
      near.empty() ? "; `unroll run --help` lists them" : fmt::format(", did you mean --{}?", near)));
}

const Option* find_option(const std::vector<const Option*>& options, const std::string& name) {
  const auto found = std::find_if(options.begin(), options.end(), [&](auto* o) { return o->name == name; });
  return found == options.end() ? nullptr : *found;
}

// The words of the command line by option name; "" holds the experiments.
Given parse_words(const std::vector<std::string>& words) {
  const auto known = known_options(every_experiment());
  po::options_description description = described("", known);
  description.add_options()("experiment", po::value<std::vector<std::string>>());
  po::positional_options_description positional;
  positional.add("experiment", -1);
  Given given;
  try {
    using namespace po::command_line_style;
    const auto parsed = po::command_line_parser(words)
                            .options(description)
                            .positional(positional)
                            .style(allow_long | long_allow_adjacent | long_allow_next)
                            .run();
    for (const auto& option : parsed.options) {
      auto& values = given[option.string_key == "experiment" ? "" : option.string_key];
      values.insert(values.end(), option.value.begin(), option.value.end());
      for (const auto& value : option.value)
        if (value.starts_with("--"))
          throw UsageError(fmt::format("--{} lacks its value: {} is an option", option.string_key, value));
    }
  } catch (const po::unknown_option& problem) {
    std::string name = problem.get_option_name();
    name.erase(0, name.find_first_not_of('-'));
    unknown_option(name, known);
  } catch (const po::error& problem) {
    throw UsageError(fmt::format("the command line could not be read: {}", problem.what()));
  }
  return given;
}

// Takes up one line of a settings file, checked. A section may go by any name of its experiment.
void take_line(Given& given, const po::option& line) {
  const auto dot = line.string_key.find('.');
  const Experiment* section =
      dot == std::string::npos ? nullptr : &find_experiment(line.string_key.substr(0, dot));
  const std::string name = line.string_key.substr(dot + 1);  // npos + 1 is 0
  Words words;
  for (const auto& value : line.value)
    for (const auto& word : po::split_unix(value)) words.push_back(word);
  if (words.empty()) words.push_back("");
  if (section == nullptr && name == "experiments") {
    for (const auto& word : words) given[""].push_back(find_experiment(word).slug);
    return;
  }
  const auto known = known_options(section == nullptr ? every_experiment() : Experiments{section});
  const Option* option = find_option(known, name);
  if (option == nullptr) unknown_option(name, known);
  if (name == "config") throw UsageError("config is an option of the command line alone");
  if (section != nullptr && find_option(known_options({}), name) != nullptr)
    throw UsageError(fmt::format("{} holds for the whole run; write it above the sections", name));
  auto& values = given[section == nullptr ? name : section->slug + "." + name];
  values.insert(values.end(), words.begin(), words.end());
  check(*option, values);
}

// The lines of a settings file by option name, "slug.option" within a section; "" holds the experiments.
Given parse_file(const std::string& file) {
  std::ifstream in(file);
  if (!in || std::filesystem::is_directory(file))
    throw UsageError(fmt::format("the settings file {} cannot be read; --config takes an INI file", file));
  Given given;
  try {
    const auto parsed = po::parse_config_file(in, po::options_description{}, true);
    for (const auto& line : parsed.options) take_line(given, line);
  } catch (const UsageError& problem) {
    throw UsageError(fmt::format("{} (in {})", problem.what(), file));
  } catch (const std::exception& problem) {
    throw UsageError(
        fmt::format("the settings file {} is not INI (name = value lines): {}", file, problem.what()));
  }
  return given;
}

// A common option's values, by precedence.
std::string common_value(const std::string& name, const Given& line, const Given& file) {
  const Option& option = *find_option(known_options({}), name);
  if (line.contains(name)) {
    if (option.kind == Option::Kind::flag) return "yes";
    check(option, line.at(name));
    return line.at(name)[0];
  }
  return file.contains(name) ? file.at(name)[0] : option.standard[1];
}

// What holds for one experiment: file, then its section of the file, then the command line. An option that
// none of the experiments of this run has is refused.
Given given_to(const Experiment& experiment, const Given& line, const Given& file) {
  Given given;
  for (const auto& option : experiment.options) {
    const auto take = [&](const Given& from, const std::string& key) {
      if (from.contains(key)) given[option.name] = from.at(key);
    };
    take(file, option.name);
    take(file, experiment.slug + "." + option.name);
    take(line, option.name);
    if (option.kind == Option::Kind::flag && line.contains(option.name)) given[option.name] = {"yes"};
  }
  return given;
}

void check_used(const Given& line, const Experiments& chosen) {
  const auto known = known_options(chosen);
  for (const auto& [name, values] : line)
    if (!name.empty() && find_option(known, name) == nullptr)
      throw UsageError(fmt::format("--{} is not an option of {}; `unroll show {}` lists those that are", name,
                                   chosen[0]->folder(), chosen[0]->number));
}

}  // namespace

Settings::Settings(const Experiment& experiment, Scale scale, const Given& given) {
  for (const auto& option : experiment.options) {
    const auto& standard = option.standard[static_cast<std::size_t>(scale)];
    auto& values = values_[option.name];
    if (given.contains(option.name)) {
      values = given.at(option.name);
      check(option, values);
    } else {
      values = option.kind == Option::Kind::words ? po::split_unix(standard) : Words{standard};
    }
  }
}

long Settings::integer(const std::string& name) const { return std::stol(values_.at(name)[0]); }
double Settings::real(const std::string& name) const { return std::stod(values_.at(name)[0]); }
bool Settings::flag(const std::string& name) const { return values_.at(name)[0] == "yes"; }
const std::string& Settings::word(const std::string& name) const { return values_.at(name)[0]; }
const std::vector<std::string>& Settings::words(const std::string& name) const { return values_.at(name); }

Request parse_request(const std::vector<std::string>& words) {
  Given line = parse_words(words), file;
  if (const std::string path = common_value("config", line, {}); !path.empty()) file = parse_file(path);
  Request request;
  const std::string scale = common_value("scale", line, file);
  request.scale =
      static_cast<Scale>(std::find(scale_names.begin(), scale_names.end(), scale) - scale_names.begin());
  request.seed = parse_seed(common_value("seed", line, file));
  request.threads = static_cast<unsigned>(std::stoul(common_value("threads", line, file)));
  request.out = common_value("out", line, file);
  request.strict = common_value("strict", line, file) == "yes";
  const Given& named = line.contains("") ? line : file;
  if (!named.contains(""))
    throw UsageError("which experiment? `unroll run 1` runs the first; `unroll list` names them all");
  Experiments chosen;
  for (const auto& word : named.at("")) chosen.push_back(&find_experiment(word));
  check_used(line, chosen);
  for (const Experiment* experiment : chosen)
    request.experiments.emplace_back(experiment,
                                     Settings(*experiment, request.scale, given_to(*experiment, line, file)));
  return request;
}

std::string describe_options(const Experiments& experiments) {
  std::ostringstream text;
  text << described("Options of every run", known_options({}));
  for (const Experiment* experiment : experiments) {
    std::vector<const Option*> own;
    for (const auto& option : experiment->options) own.push_back(&option);
    if (!own.empty()) text << '\n' << described("Options of " + experiment->folder(), own);
  }
  return text.str();
}

}  // namespace unroll::lab
