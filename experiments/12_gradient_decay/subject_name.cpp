#include "subject_name.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include "experiments/lab/cells.hpp"

namespace unroll::experiments {
namespace {

double parse_value(const std::string& word, const std::string& key, const std::string& text) {
  double value = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failed != std::errc{} || end != text.data() + text.size() || !(value >= -100 && value <= 100))
    throw std::invalid_argument("\"" + word + "\": " + key + " is \"" + text +
                                "\"; it must be a number from -100 to 100");
  return value;
}

void parse_setting(SubjectName& name, const std::string& setting) {
  const auto equals = setting.find('=');
  const std::string key = setting.substr(0, equals),
                    value = equals == setting.npos ? "" : setting.substr(equals + 1);
  if (key == "init") {
    if (value != "normal" && value != "orthogonal" && value != "identity" && value != "zero")
      throw std::invalid_argument("\"" + name.word + "\": init is \"" + value +
                                  "\"; it must be normal, orthogonal, identity or zero");
    name.init = value;
    return;
  }
  const std::vector<std::string> known{"gain", "bias", "alpha", "mu", "lambda", "beta", "ways"};
  if (std::find(known.begin(), known.end(), key) == known.end())
    throw std::invalid_argument(
        "\"" + name.word + "\": \"" + key +
        "\" is no setting; there are init, gain, bias, alpha, mu, lambda, beta, ways");
  name.numbers[key] = parse_value(name.word, key, value);
}

}  // namespace

const Model& SubjectName::in_lineup() const { return lab::cell_named(cell); }

double SubjectName::number(const std::string& key, double otherwise) const {
  const auto found = numbers.find(key);
  return found == numbers.end() ? otherwise : found->second;
}

SubjectName parse_subject(const std::string& word) {
  SubjectName name;
  name.word = word;
  std::size_t colon = word.find(':');
  name.cell = word.substr(0, colon);
  while (colon != word.npos) {
    const std::size_t next = word.find(':', colon + 1);
    parse_setting(name, word.substr(colon + 1, next == word.npos ? next : next - colon - 1));
    colon = next;
  }
  name.in_lineup();
  if (const double ways = name.number("ways", 1); ways != 1 && ways != 2)
    throw std::invalid_argument("\"" + word + "\": ways must be 1, or 2 for a net that reads both ways");
  return name;
}

}  // namespace unroll::experiments
