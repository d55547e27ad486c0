#include "subjects.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include "experiments/lab/cells.hpp"
#include "subject_of.hpp"

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

double SubjectName::number(const std::string& key, double otherwise) const {
  const auto found = numbers.find(key);
  return found == numbers.end() ? otherwise : found->second;
}

SubjectName parse_subject(const std::string& word) {
  SubjectName name;
  name.word = word;
  std::size_t colon = word.find(':');
  const std::string cell = word.substr(0, colon);
  const auto slash = cell.find('/');
  name.model = cell.substr(0, slash);
  if (slash != cell.npos) name.variant = cell.substr(slash + 1);
  while (colon != word.npos) {
    const std::size_t next = word.find(':', colon + 1);
    parse_setting(name, word.substr(colon + 1, next == word.npos ? next : next - colon - 1));
    colon = next;
  }
  lab::cell_named(cell);  // throws where there is none
  return name;
}

double steepest(const Model& model) {
  if (model.name == "elman" && (model.variant == "tanh" || model.variant == "relu")) return 1;
  if (model.name == "elman" && model.variant == "sigmoid") return 0.25;
  return model.cell == &cell_of<Leaky<>>() ? 1 : std::numeric_limits<double>::quiet_NaN();
}

std::unique_ptr<Subject> make_subject(const SubjectName& name, arma::uword units, Stream& stream) {
  const Model& model = lab::cell_named(name.word.substr(0, name.word.find(':')));
  if (name.number("ways", 1) == 2)
    return std::make_unique<SubjectOf<Bidirectional>>(name, model, units, stream);
  return std::make_unique<SubjectOf<Recurrent>>(name, model, units, stream);
}

}  // namespace unroll::experiments
