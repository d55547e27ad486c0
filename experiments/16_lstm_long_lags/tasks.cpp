#include "tasks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <stdexcept>

#include "datasets/long_lags.hpp"
#include "datasets/reber.hpp"
#include "datasets/temporal_order.hpp"

namespace unroll::experiments::long_lags {
namespace {

Task reber(arma::uword blocks, int cells, double rate) {
  Task task{.name = fmt::format("reber-{}x{}-{}", blocks, cells, rate),
            .label = fmt::format("Reber, {}×{}, rate {}", blocks, cells, rate),
            .family = "reber",
            .kind = Kind::reber,
            .inputs = datasets::reber_symbols,
            .outputs = datasets::reber_symbols,
            .steps = 11,
            .common_steps = 11,
            .guessing = 0,  // the same letter must be followed by others at other places of every string
            .blocks = blocks,
            .cells = cells,
            .rate = rate,
            .range = 0.2};
  for (arma::uword k = 1; k <= blocks; ++k) task.output_biases.push_back(-static_cast<double>(k));
  return task;
}

Task plain_lag(arma::uword p) {
  return {.name = fmt::format("2a-{}", p),
          .label = fmt::format("2a, lag {}", p),
          .family = "lags",
          .kind = Kind::plain_lag,
          .T = p,
          .inputs = datasets::plain_lag_symbols(p),
          .outputs = datasets::plain_lag_symbols(p),
          .steps = static_cast<double>(p),
          .common_steps = p,
          .guessing = 0.5,
          .blocks = 1,
          .cells = 1,
          .rate = 1,
          .range = 0.2,
          .shortcut = true,
          .tolerance = 0.25};
}

Task noisy_lag(arma::uword q) {
  return {.name = fmt::format("2c-{}", q),
          .label = fmt::format("2c, lag {}", q),
          .family = "lags",
          .kind = Kind::noisy_lag,
          .T = q,
          .p = q,
          .inputs = datasets::noisy_lag_symbols(q),
          .outputs = 2,
          .steps = static_cast<double>(q) + 12,
          .common_steps = q + 3,
          .guessing = 0.5,
          .cells = 1,
          .rate = 0.01,
          .range = 0.2,
          .tolerance = 0.2};
}

// Tasks 4, 5 and 6 have T elements or up to T/10 more.
Task with_length(Task task, arma::uword T) {
  task.T = task.common_steps = T;
  task.steps = 1.05 * static_cast<double>(T);
  return task;
}

Task adding(arma::uword T, bool logistic) {
  constexpr double tolerance = 0.04;
  return with_length({.name = fmt::format("adding-{}{}", T, logistic ? "-logistic" : ""),
                      .label = fmt::format("adding, T = {}{}", T, logistic ? ", logistic" : ""),
                      .family = logistic ? "adding-logistic" : "adding",
                      .kind = Kind::adding,
                      .inputs = 2,
                      .outputs = 1,
                      // by always answering 1/2: |X1 + X2| < 4 · 0.04, of two numbers from -1 … 1
                      .guessing = 1 - std::pow(1 - 2 * tolerance, 2),
                      .input_biases = {-3, -6},
                      .logistic = logistic,
                      .tolerance = tolerance,
                      .error = 0.01},
                     T);
}

// n_seq: fewer than that many mistakes.
Task multiplication(arma::uword T, std::size_t n_seq) {
  constexpr double tolerance = 0.04;
  return with_length({.name = fmt::format("multiplication-{}-{}", T, n_seq),
                      .label = fmt::format("times, T = {}, < {}", T, n_seq),
                      .family = "multiplication",
                      .kind = Kind::multiplication,
                      .inputs = 2,
                      .outputs = 1,
                      // by always answering 0.04: X1 X2 < 0.08, the likeliest interval of that width
                      .guessing = 2 * tolerance * (1 - std::log(2 * tolerance)),
                      .rate = 0.1,
                      .tolerance = tolerance,
                      .mistakes = n_seq - 1},
                     T);
}

Task order(Kind kind, arma::uword T) {
  const bool two = kind == Kind::order_two;
  const arma::uword classes = datasets::order_classes(two ? datasets::Order::two : datasets::Order::three);
  return with_length({.name = fmt::format("{}-{}", two ? "6a" : "6b", T),
                      .label = fmt::format("order {}, T = {}", two ? "6a" : "6b", T),
                      .family = "order",
                      .kind = kind,
                      .inputs = datasets::order_symbols,
                      .outputs = classes,
                      .guessing = 1 / static_cast<double>(classes),
                      .blocks = arma::uword{two ? 2u : 3u},
                      .rate = two ? 0.5 : 0.1,
                      .input_biases = two ? std::vector<double>{-2, -4} : std::vector<double>{-2, -4, -6},
                      .tolerance = 0.3,
                      .error = 0.1},
                     T);
}

Task published(Task task, double sequences, arma::uword weights) {
  task.sequences = sequences;
  task.weights = weights;
  return task;
}

// "6a-20" or "adding-50-logistic": a task and a length.
std::optional<Task> of_length(const std::string& word) {
  const auto dash = word.find('-');
  if (dash == word.npos) return {};
  const std::string task = word.substr(0, dash);
  arma::uword T = 0;
  const auto [end, failed] = std::from_chars(word.data() + dash + 1, word.data() + word.size(), T);
  const std::string rest(end, word.data() + word.size());
  if (failed != std::errc{} || T < 20 || T > 10000) return {};
  if (task == "adding" && (rest.empty() || rest == "-logistic")) return adding(T, !rest.empty());
  if (!rest.empty()) return {};
  if (task == "2a") return plain_lag(T);
  if (task == "2c") return noisy_lag(T);
  if (task == "multiplication") return multiplication(T, 140);
  if (task == "6a") return order(Kind::order_two, T);
  if (task == "6b") return order(Kind::order_three, T);
  return {};
}

// "reber-3x2-0.5-shortcut": a network of Table 1 of which nothing is then published.
std::optional<Task> with_shortcut(const std::string& word) {
  for (Task task : published_tasks())
    if (task.kind == Kind::reber && task.name + "-shortcut" == word) {
      task = published(task, 0, 0);
      task.name = word;
      task.label += ", shortcut";
      task.shortcut = true;
      return task;
    }
  return {};
}

// The published tasks whose name is `word`, or goes on from it after a dash; else one of the two kinds above.
std::vector<Task> tasks_of_word(const std::string& word) {
  std::vector<Task> tasks;
  for (const Task& task : published_tasks()) {
    if (task.name == word) return {task};  // "adding-100" is not "adding-100-logistic", too
    if (task.name.starts_with(word + "-")) tasks.push_back(task);
  }
  if (!tasks.empty()) return tasks;
  for (const auto& task : {of_length(word), with_shortcut(word)})
    if (task) return {*task};
  std::vector<std::string> names;
  for (const Task& task : published_tasks()) names.push_back(task.name);
  throw std::invalid_argument(fmt::format(
      "\"{}\" is no task; there are {}, the beginnings of these (reber, adding, …), tasks with another "
      "length "
      "from 20 to 10000, such as 6a-50, and networks with a shortcut, such as reber-3x2-0.5-shortcut",
      word, fmt::join(names, ", ")));
}

}  // namespace

const std::vector<Task>& published_tasks() {
  static const std::vector<Task> tasks{
      published(reber(4, 1, 0.1), 39740, 264),
      published(reber(3, 2, 0.1), 21730, 276),
      published(reber(3, 2, 0.2), 14060, 276),
      published(reber(4, 1, 0.5), 9500, 264),
      published(reber(3, 2, 0.5), 8440, 276),
      published(plain_lag(100), 5040, 10504),
      published(noisy_lag(1000), 49000, 6064),
      published(adding(100, false), 74000, 93),
      published(adding(100, true), 74000, 93),
      published(adding(500, false), 209000, 93),
      published(adding(1000, false), 853000, 93),
      published(multiplication(100, 140), 482000, 93),
      published(multiplication(100, 13), 1273000, 93),
      published(order(Kind::order_two, 100), 31390, 156),
      published(order(Kind::order_three, 100), 571100, 308),
  };
  return tasks;
}

std::vector<Task> tasks_of(const std::vector<std::string>& words) {
  std::vector<Task> tasks;
  for (const std::string& word : words)
    for (const Task& task : tasks_of_word(word))
      if (std::none_of(tasks.begin(), tasks.end(),
                       [&](const Task& other) { return other.name == task.name; }))
        tasks.push_back(task);
  return tasks;
}

}  // namespace unroll::experiments::long_lags
