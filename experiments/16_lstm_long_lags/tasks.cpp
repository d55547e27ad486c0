#include "tasks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <stdexcept>

#include "datasets/long_lags.hpp"
#include "datasets/reber.hpp"
#include "datasets/temporal_order.hpp"

namespace unroll::experiments::long_lags {
namespace {

Line reber(arma::uword blocks, int cells, double rate, double sequences, double success) {
  Line line{.name = fmt::format("reber-{}x{}-{}", blocks, cells, rate),
            .label = fmt::format("Reber, {}×{}, rate {}", blocks, cells, rate),
            .kind = Kind::reber,
            .blocks = blocks,
            .cells = cells,
            .rate = rate,
            .range = 0.2,
            .weights = arma::uword{cells == 1 ? 264u : 276u},
            .published = {sequences, success, -1, "Table 1"}};
  for (arma::uword k = 1; k <= blocks; ++k) line.output_biases.push_back(-static_cast<double>(k));
  return line;
}

Line plain_lag(arma::uword p) {
  return {.name = fmt::format("2a-{}", p),
          .label = fmt::format("2a, lag {}", p),
          .kind = Kind::plain_lag,
          .T = p,
          .blocks = 1,
          .cells = 1,
          .rate = 1,
          .range = 0.2,
          .shortcut = true,
          .tolerance = 0.25};
}

Line noisy_lag(arma::uword q) {
  return {.name = fmt::format("2c-{}", q),
          .label = fmt::format("2c, lag {}", q),
          .kind = Kind::noisy_lag,
          .T = q,
          .p = q,
          .cells = 1,
          .rate = 0.01,
          .range = 0.2,
          .tolerance = 0.2};
}

Line adding(arma::uword T, bool logistic) {
  return {.name = fmt::format("adding-{}{}", T, logistic ? "-logistic" : ""),
          .label = fmt::format("adding, T = {}{}", T, logistic ? ", logistic" : ""),
          .kind = Kind::adding,
          .T = T,
          .input_biases = {-3, -6},
          .logistic = logistic,
          .tolerance = 0.04,
          .stop = {0, 0.01},
          .weights = 93};
}

// n_seq: fewer than that many mistakes.
Line multiplication(arma::uword T, std::size_t n_seq) {
  return {.name = fmt::format("multiplication-{}-{}", T, n_seq),
          .label = fmt::format("times, T = {}, < {}", T, n_seq),
          .kind = Kind::multiplication,
          .T = T,
          .rate = 0.1,
          .tolerance = 0.04,
          .stop = {n_seq - 1, 1},
          .weights = 93};
}

Line order(Kind kind, arma::uword T) {
  const bool two = kind == Kind::order_two;
  Line line{.name = fmt::format("{}-{}", two ? "6a" : "6b", T),
            .label = fmt::format("order {}, T = {}", two ? "6a" : "6b", T),
            .kind = kind,
            .T = T,
            .blocks = arma::uword{two ? 2u : 3u},
            .rate = two ? 0.5 : 0.1,
            .input_biases = {-2, -4, -6},
            .tolerance = 0.3,
            .stop = {0, 0.1},
            .weights = arma::uword{two ? 156u : 308u}};
  line.input_biases.resize(line.blocks);
  return line;
}

Line with(Line line, arma::uword weights, Published published) {
  line.weights = weights;
  line.published = std::move(published);
  return line;
}

// "reber-3x2-0.5-shortcut": a net of Table 1, of which nothing is then published.
bool with_shortcut(const std::string& word, Line& line) {
  constexpr std::string_view suffix = "-shortcut";
  if (!word.ends_with(suffix)) return false;
  for (const Line& plain : published_lines())
    if (plain.kind == Kind::reber && plain.name == word.substr(0, word.size() - suffix.size())) {
      line = plain;
      line.name = word;
      line.label += ", shortcut";
      line.shortcut = true;
      line.weights = 0;
      line.published = {};
      return true;
    }
  return false;
}

// "6a-20" or "adding-50-logistic": a task, and a length.
bool with_length(const std::string& word, Line& line) {
  const auto dash = word.find('-');
  if (dash == word.npos) return false;
  const std::string task = word.substr(0, dash);
  std::string rest = word.substr(dash + 1);
  constexpr std::string_view suffix = "-logistic";
  const bool logistic = task == "adding" && rest.ends_with(suffix);
  if (logistic) rest.resize(rest.size() - suffix.size());
  arma::uword T = 0;
  const auto [end, failed] = std::from_chars(rest.data(), rest.data() + rest.size(), T);
  if (failed != std::errc{} || end != rest.data() + rest.size() || T < 20 || T > 10000) return false;
  if (task == "2a") line = plain_lag(T);
  if (task == "2c") line = noisy_lag(T);
  if (task == "adding") line = adding(T, logistic);
  if (task == "multiplication") line = multiplication(T, 140);
  if (task == "6a") line = order(Kind::order_two, T);
  if (task == "6b") line = order(Kind::order_three, T);
  return !line.name.empty();
}

// Whether `name` is `word`, or goes on from it after a dash.
bool begins(const std::string& name, const std::string& word) {
  return name.starts_with(word) && (name.size() == word.size() || name[word.size()] == '-');
}

}  // namespace

arma::uword Line::inputs() const {
  switch (kind) {
    case Kind::reber:
      return datasets::reber_symbols;
    case Kind::plain_lag:
      return datasets::plain_lag_symbols(T);
    case Kind::noisy_lag:
      return datasets::noisy_lag_symbols(p);
    case Kind::order_two:
    case Kind::order_three:
      return datasets::order_symbols;
    default:
      return 2;
  }
}

arma::uword Line::outputs() const {
  switch (kind) {
    case Kind::reber:
    case Kind::plain_lag:
      return inputs();
    case Kind::noisy_lag:
      return 2;
    case Kind::order_two:
      return datasets::order_classes(datasets::Order::two);
    case Kind::order_three:
      return datasets::order_classes(datasets::Order::three);
    default:
      return 1;
  }
}

double Line::steps() const {
  const auto length = static_cast<double>(T);
  if (kind == Kind::reber) return 11;
  if (kind == Kind::plain_lag) return length;
  if (kind == Kind::noisy_lag) return length + 12;
  return 1.05 * length;
}

arma::uword Line::common_steps() const {
  if (kind == Kind::reber) return 11;
  return kind == Kind::noisy_lag ? T + 3 : T;
}

double Line::guessing() const {
  switch (kind) {
    case Kind::reber:
      return 0;  // the same letter must be followed by others at other places of every string
    case Kind::plain_lag:
    case Kind::noisy_lag:
      return 0.5;
    case Kind::adding:  // always 1/2: |X1 + X2| < 4 · 0.04, of two numbers from -1 … 1
      return 1 - std::pow(1 - 2 * tolerance, 2);
    case Kind::multiplication:  // always 0.04: X1 X2 < 0.08, the likeliest stretch of that width
      return 2 * tolerance * (1 - std::log(2 * tolerance));
    default:
      return 1 / static_cast<double>(outputs());
  }
}

std::string Line::task() const { return name.substr(0, name.find('-')); }

const std::vector<Line>& published_lines() {
  static const std::vector<Line> lines{
      reber(4, 1, 0.1, 39740, 1),
      reber(3, 2, 0.1, 21730, 1),
      reber(3, 2, 0.2, 14060, 0.97),
      reber(4, 1, 0.5, 9500, 0.97),
      reber(3, 2, 0.5, 8440, 1),
      with(plain_lag(100), 10504, {5040, 1, -1, "Table 2"}),
      with(noisy_lag(1000), 6064, {49000, 1, -1, "Table 3"}),
      with(adding(100, false), 93, {74000, 1, 1, "Table 7"}),
      with(adding(100, true), 93, {74000, 1, 1, "Table 7"}),
      with(adding(500, false), 93, {209000, 1, 0, "Table 7"}),
      with(adding(1000, false), 93, {853000, 1, 1, "Table 7"}),
      with(multiplication(100, 140), 93, {482000, 1, 139, "Table 8"}),
      with(multiplication(100, 13), 93, {1273000, 1, 14, "Table 8"}),
      with(order(Kind::order_two, 100), 156, {31390, 1, 1, "Table 9"}),
      with(order(Kind::order_three, 100), 308, {571100, 1, 2, "Table 9"}),
  };
  return lines;
}

std::vector<Line> lines_of(const std::vector<std::string>& words) {
  std::vector<Line> lines;
  const auto add = [&](const Line& line) {
    if (std::none_of(lines.begin(), lines.end(), [&](const Line& l) { return l.name == line.name; }))
      lines.push_back(line);
  };
  for (const std::string& word : words) {
    bool found = false;
    for (const Line& line : published_lines())
      if (begins(line.name, word)) {
        add(line);
        found = true;
        if (line.name == word) break;  // "adding-100" is not "adding-100-logistic", too
      }
    Line own;
    if (!found && (with_length(word, own) || with_shortcut(word, own))) {
      add(own);
      found = true;
    }
    if (found) continue;
    std::vector<std::string> names;
    for (const Line& line : published_lines()) names.push_back(line.name);
    throw std::invalid_argument(
        fmt::format("\"{}\" is no task; there are {}, the beginnings of these (reber, adding, …), tasks with "
                    "a length from 20 to 10000 of your own, such as 6a-50, and nets with a shortcut, such as "
                    "reber-3x2-0.5-shortcut",
                    word, fmt::join(names, ", ")));
  }
  return lines;
}

}  // namespace unroll::experiments::long_lags
