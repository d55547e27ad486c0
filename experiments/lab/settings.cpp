#include "settings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/program_options.hpp>
#include <fstream>
#include <optional>
#include <sstream>

#include "catalogue.hpp"
#include "error.hpp"
#include "options.hpp"

namespace unroll::lab {
namespace {

namespace po = boost::program_options;
using GivenWords = std::map<std::string, Words>;

po::options_description described(const std::string& title, const std::vector<const Option*>& options) {
  po::options_description description(title, 110, 60);
  for (const Option* o : options) {
    std::array<std::string, 3> by_scale;
    for (std::size_t k = 0; k < 3; ++k) by_scale[k] = fmt::format("{}", fmt::join(o->standard[k], " "));
    const std::string standard =
        o->kind == Option::Kind::flag || by_scale[1].empty() ? ""
        : by_scale[0] == by_scale[1] && by_scale[1] == by_scale[2]
            ? fmt::format(" (default {})", by_scale[1])
            : fmt::format(" (default {} | {} | {} by scale)", by_scale[0], by_scale[1], by_scale[2]);
    auto* value = po::value<std::vector<std::string>>()->value_name(o->value_name)->composing();
    if (o->takes_list()) value->multitoken();
    if (o->kind == Option::Kind::flag) value->zero_tokens();
    description.add_options()(o->name.c_str(), value, (o->help + standard).c_str());
  }
  return description;
}

Experiments every_experiment(const Catalogue& catalogue) {
  Experiments all;
  for (const auto& experiment : catalogue.experiments) all.push_back(&experiment);
  return all;
}

[[noreturn]] void unknown_option(const std::string& name, const std::vector<const Option*>& known) {
  if (name == "runs") throw UsageError("--runs is called --seeds now: `--seeds 10` gives ten repetitions");
  Words names;
  for (const Option* option : known) names.push_back(option->name);
  const std::string near = nearest(name, names);
  throw UsageError(fmt::format(
      "there is no option --{}{}", name,
      near.empty() ? "; `unroll run --help` lists them" : fmt::format(", did you mean --{}?", near)));
}

// The words of the command line by option name; "" holds the experiments.
GivenWords parse_words(const Words& words, const Catalogue& catalogue) {
  const auto known = known_options(every_experiment(catalogue));
  po::options_description description = described("", known);
  description.add_options()("experiment", po::value<std::vector<std::string>>());
  po::positional_options_description positional;
  positional.add("experiment", -1);
  GivenWords given;
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

// A line above the sections is right if it is for any of the experiments that have such an option; the one
// that is run checks it again.
void check_for_any(const std::string& name, const Words& values, const Experiments& experiments,
                   const NamedChecks& checks) {
  std::optional<UsageError> first;
  for (const Declaration* experiment : experiments)
    if (const Option* option = find_option(known_options({experiment}), name)) try {
        check_values(*option, values, checks);
        return;
      } catch (const UsageError& problem) {
        if (!first) first = problem;
      }
  if (first) throw *first;
}

// Takes up one line of a settings file, checked. A section may go by any name of its experiment.
void take_line(GivenWords& given, const po::option& line, const Catalogue& catalogue) {
  const auto dot = line.string_key.find('.');
  const Declaration* section =
      dot == std::string::npos ? nullptr : &catalogue.find(line.string_key.substr(0, dot));
  const std::string name = line.string_key.substr(dot + 1);  // npos + 1 is 0
  Words words;
  for (const auto& value : line.value)
    for (const auto& word : po::split_unix(value)) words.push_back(word);
  if (words.empty()) words.push_back("");
  if (section == nullptr && name == "experiments") {
    for (const auto& word : words) given[""].push_back(catalogue.find(word).slug);
    return;
  }
  const Experiments meant = section == nullptr ? every_experiment(catalogue) : Experiments{section};
  if (const auto known = known_options(meant); find_option(known, name) == nullptr)
    unknown_option(name, known);
  if (name == "config") throw UsageError("config is an option of the command line alone");
  if (section != nullptr && find_option(known_options({}), name) != nullptr)
    throw UsageError(fmt::format("{} holds for the whole run; write it above the sections", name));
  auto& values = given[section == nullptr ? name : section->slug + "." + name];
  values.insert(values.end(), words.begin(), words.end());
  check_for_any(name, values, meant, catalogue.checks);
}

// The lines of a settings file by option name, "slug.option" within a section; "" holds the experiments.
GivenWords parse_file(const std::string& file, const Catalogue& catalogue) {
  std::ifstream in(file);
  if (!in || std::filesystem::is_directory(file))
    throw UsageError(fmt::format("the settings file {} cannot be read; --config takes an INI file", file));
  GivenWords given;
  try {
    const auto parsed = po::parse_config_file(in, po::options_description{}, true);
    for (const auto& line : parsed.options) take_line(given, line, catalogue);
  } catch (const UsageError& problem) {
    throw UsageError(fmt::format("{} (in {})", problem.what(), file));
  } catch (const std::exception& problem) {
    throw UsageError(
        fmt::format("the settings file {} is not INI (name = value lines): {}", file, problem.what()));
  }
  return given;
}

// A common option's values, by precedence.
std::string common_value(const std::string& name, const GivenWords& line, const GivenWords& file) {
  const Option& option = *find_option(known_options({}), name);
  if (line.contains(name)) {
    if (option.kind == Option::Kind::flag) return "yes";
    check_values(option, line.at(name));
    return line.at(name)[0];
  }
  return file.contains(name) ? file.at(name)[0] : option.standard[1][0];
}

// What holds for one experiment: file, then its section of the file, then the command line. An option that
// none of the experiments of this run has is refused.
GivenWords given_to(const Declaration& experiment, const GivenWords& line, const GivenWords& file) {
  GivenWords given;
  for (const auto& option : experiment.options) {
    const auto take = [&](const GivenWords& from, const std::string& key) {
      if (from.contains(key)) given[option.name] = from.at(key);
    };
    take(file, option.name);
    take(file, experiment.slug + "." + option.name);
    take(line, option.name);
    if (option.kind == Option::Kind::flag && line.contains(option.name)) given[option.name] = {"yes"};
  }
  return given;
}

void check_used(const GivenWords& line, const Experiments& chosen) {
  const auto known = known_options(chosen);
  for (const auto& [name, values] : line)
    if (!name.empty() && find_option(known, name) == nullptr)
      throw UsageError(fmt::format("--{} is not an option of {}; `unroll show {}` lists those that are", name,
                                   chosen[0]->folder(), chosen[0]->number));
}

}  // namespace

Settings::Settings(const Declaration& declaration, Scale scale, const GivenWords& given) {
  for (const auto& option : declaration.options) {
    auto& values = values_[option.name];
    values = option.standard[static_cast<std::size_t>(scale)];
    if (!given.contains(option.name)) continue;
    values = given.at(option.name);
    check_values(option, values);
  }
}

const Words& Settings::at(const std::string& name) const {
  const auto found = values_.find(name);
  if (found == values_.end()) throw std::logic_error(fmt::format("no option --{} is declared", name));
  return found->second;
}

long Settings::integer(const std::string& name) const { return std::stol(at(name)[0]); }
std::size_t Settings::count(const std::string& name) const { return std::stoul(at(name)[0]); }
double Settings::real(const std::string& name) const { return std::stod(at(name)[0]); }
bool Settings::flag(const std::string& name) const { return values_.contains(name) && at(name)[0] == "yes"; }
const std::string& Settings::word(const std::string& name) const { return at(name)[0]; }
const Words& Settings::words(const std::string& name) const { return at(name); }

std::vector<long> Settings::integers(const std::string& name) const {
  std::vector<long> all;
  for (const auto& word : at(name)) all.push_back(std::stol(word));
  return all;
}

std::vector<std::size_t> Settings::counts(const std::string& name) const {
  std::vector<std::size_t> all;
  for (const auto& word : at(name)) all.push_back(std::stoul(word));
  return all;
}

std::vector<double> Settings::reals(const std::string& name) const {
  std::vector<double> all;
  for (const auto& word : at(name)) all.push_back(std::stod(word));
  return all;
}

std::vector<std::uint64_t> Settings::seeds(const std::string& name) const {
  return values_.contains(name) ? parse_seeds(at(name)[0]) : std::vector<std::uint64_t>{};
}

Request parse_request(const Words& words, const Catalogue& catalogue) {
  GivenWords line = parse_words(words, catalogue), file;
  if (const std::string path = common_value("config", line, {}); !path.empty())
    file = parse_file(path, catalogue);
  Request request;
  const std::string scale = common_value("scale", line, file);
  request.scale =
      static_cast<Scale>(std::find(scale_names.begin(), scale_names.end(), scale) - scale_names.begin());
  request.seed = parse_seed(common_value("seed", line, file));
  request.threads = static_cast<unsigned>(std::stoul(common_value("threads", line, file)));
  request.out = common_value("out", line, file);
  request.strict = common_value("strict", line, file) == "yes";
  const GivenWords& named = line.contains("") ? line : file;
  if (!named.contains(""))
    throw UsageError("which experiment? `unroll run 1` runs the first; `unroll list` names them all");
  Experiments chosen;
  for (const auto& word : named.at("")) chosen.push_back(&catalogue.find(word));
  check_used(line, chosen);
  for (const Declaration* experiment : chosen) try {
      const GivenWords given = given_to(*experiment, line, file);
      request.experiments.emplace_back(experiment, Settings(*experiment, request.scale, given));
      for (const auto& [name, values] : given)
        check_values(*experiment->option(name), values, catalogue.checks);
    } catch (const UsageError& problem) {  // another of them may have an option of the same name
      throw chosen.size() == 1 ? problem
                               : UsageError(fmt::format("{} (for {})", problem.what(), experiment->folder()));
    }
  return request;
}

Words words_of(const Declaration& declaration, const Settings& settings, const Request& request) {
  Words words{"--scale", std::string(to_string(request.scale)), "--seed", std::to_string(request.seed)};
  for (const auto& option : declaration.options) {
    const Words& values = settings.all().at(option.name);
    if (values == option.standard[static_cast<std::size_t>(request.scale)]) continue;
    words.push_back("--" + option.name);
    if (option.kind != Option::Kind::flag) words.insert(words.end(), values.begin(), values.end());
  }
  return words;
}

std::string describe_options(const Experiments& experiments) {
  std::ostringstream text;
  text << described("Options of every run", known_options({}));
  for (const Declaration* experiment : experiments) {
    std::vector<const Option*> own;
    for (const auto& option : experiment->options) own.push_back(&option);
    if (!own.empty()) text << '\n' << described("Options of " + experiment->folder(), own);
  }
  return text.str();
}

}  // namespace unroll::lab
