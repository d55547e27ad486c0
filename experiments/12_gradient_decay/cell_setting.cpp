#include "cell_setting.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace unroll::experiments {
namespace {

const std::vector<std::string> inits{"normal", "orthogonal", "identity", "zero"};

double number_in(const std::string& key, const std::string& text) {
  double value = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failed != std::errc{} || end != text.data() + text.size() || !(value >= -100 && value <= 100))
    throw std::invalid_argument(fmt::format("{} is \"{}\"; it must be a number from -100 to 100", key, text));
  return value;
}

std::vector<std::string> keys_of(const Cell& cell) {
  std::vector<std::string> keys{"init", "gain", "ways"};
  if (cell.memory_gate >= 0) keys.push_back("bias");
  for (const Own& own : cell.own) keys.push_back(own.name);
  return keys;
}

void set(CellSetting& cell, const std::string& key, const std::string& value) {
  const auto keys = keys_of(*cell.model->cell);
  if (std::find(keys.begin(), keys.end(), key) == keys.end())
    throw std::invalid_argument(fmt::format("\"{}\" is no setting of {}; there are {}", key,
                                            cell_name(*cell.model), fmt::join(keys, ", ")));
  if (key == "init") {
    if (std::find(inits.begin(), inits.end(), value) == inits.end())
      throw std::invalid_argument(
          fmt::format("init is \"{}\"; it must be one of {}", value, fmt::join(inits, ", ")));
    cell.init = value;
    return;
  }
  const double number = number_in(key, value);
  if (key == "ways" && number != 1 && number != 2)
    throw std::invalid_argument("ways must be 1, or 2 for a network that reads in both directions");
  if (key == "ways")
    cell.both_directions = number == 2;
  else if (key == "gain")
    cell.gain = number;
  else if (key == "bias")
    cell.bias = number;
  else
    cell.own[key] = number;
}

std::string symbol(const std::string& own) {
  static const std::map<std::string, std::string> greek{
      {"alpha", "α"}, {"beta", "β"}, {"lambda", "λ"}, {"mu", "μ"}};
  const auto found = greek.find(own);
  return found == greek.end() ? own : found->second;
}

}  // namespace

std::string CellSetting::name() const {
  std::string text = cell_name(*model);
  if (const std::string first = text.substr(0, text.find('/')); &cell_named(first) == model) text = first;
  if (init != "normal") text += ":init=" + init;
  if (gain != 1) text += fmt::format(":gain={}", gain);
  if (bias) text += fmt::format(":bias={}", *bias);
  for (const auto& [key, value] : own) text += fmt::format(":{}={}", key, value);
  return text + (both_directions ? ":ways=2" : "");
}

std::string CellSetting::label() const {
  std::string text = model->label;
  if (init == "zero") text += ", without weights";
  if (init == "orthogonal" || init == "identity") text += fmt::format(", {} U", init);
  if (gain != 1) text += fmt::format(", gain {}", gain);
  if (bias) text += fmt::format(", {} bias {}", model->cell->memory_sign > 0 ? "forget" : "update", *bias);
  for (const auto& [key, value] : own) text += fmt::format(", {} = {}", symbol(key), value);
  return text + (both_directions ? ", both directions" : "");
}

CellSetting parse_cell(const std::string& text) {
  CellSetting cell;
  std::size_t colon = text.find(':');
  try {
    cell.model = &cell_named(text.substr(0, colon));
    while (colon != text.npos) {
      const std::size_t next = text.find(':', colon + 1);
      const std::string setting = text.substr(colon + 1, next == text.npos ? next : next - colon - 1);
      const std::size_t equals = std::min(setting.find('='), setting.size());
      set(cell, setting.substr(0, equals), setting.substr(std::min(equals + 1, setting.size())));
      colon = next;
    }
  } catch (const std::invalid_argument& problem) {
    throw std::invalid_argument(
        text.find(':') == text.npos ? problem.what() : fmt::format("\"{}\": {}", text, problem.what()));
  }
  return cell;
}

std::vector<std::string> names_of(const std::vector<std::string>& texts,
                                  const std::vector<std::string>& except) {
  std::vector<std::string> names;
  for (const std::string& text : texts) {
    const std::string name = parse_cell(text).name();
    const auto known = [&](const auto& list) {
      return std::find(list.begin(), list.end(), name) != list.end();
    };
    if (!known(names) && !known(except)) names.push_back(name);
  }
  return names;
}

std::vector<std::string> labels_of(const std::vector<std::string>& names) {
  std::vector<std::string> labels;
  for (const std::string& name : names) labels.push_back(parse_cell(name).label());
  return labels;
}

}  // namespace unroll::experiments
