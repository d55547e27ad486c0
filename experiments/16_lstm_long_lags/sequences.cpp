// Sequences of the tasks, and whether the answer to one is right.

#include <algorithm>
#include <cmath>
#include <set>

#include "datasets/long_lags.hpp"
#include "datasets/reber.hpp"
#include "datasets/temporal_order.hpp"
#include "learner.hpp"

namespace unroll::experiments::long_lags {
namespace {

void read_symbols(arma::uword count, arma::uword steps, Sequence& sequence) {
  sequence.symbols.count = count;
  sequence.symbols.at.set_size(1, steps);
  std::copy_n(sequence.drawn.begin(), steps, sequence.symbols.at.begin());
}

void ask_nothing(arma::uword outputs, arma::uword steps, Sequence& sequence) {
  sequence.targets.zeros(outputs, 1, steps);
  sequence.asked.zeros(1, steps);
}

// The loss is asked at the end alone: for a class, or for a number.
void ask_class(arma::uword outputs, arma::uword label, Sequence& sequence) {
  ask_nothing(outputs, sequence.symbols.at.n_cols, sequence);
  sequence.targets(label, 0, sequence.steps() - 1) = 1;
  sequence.asked[sequence.steps() - 1] = 1;
}

void ask_number(Sequence& sequence) {
  const datasets::MarkedNumbers& marked = sequence.marked;
  const arma::uword steps = marked.numbers.size();
  sequence.numbers.set_size(2, 1, steps);
  for (arma::uword t = 0; t < steps; ++t) {
    sequence.numbers[2 * t] = static_cast<float>(marked.numbers[t]);
    sequence.numbers[2 * t + 1] = static_cast<float>(marked.markers[t]);
  }
  ask_nothing(1, steps, sequence);
  sequence.targets[steps - 1] = static_cast<float>(marked.target);
  sequence.asked[steps - 1] = 1;
}

// All symbols but the last are read, and at every step the loss is asked for the next.
void predict_next(arma::uword count, Sequence& sequence) {
  const arma::uword steps = sequence.drawn.size() - 1;
  read_symbols(count, steps, sequence);
  ask_nothing(count, steps, sequence);
  sequence.asked.ones();
  for (arma::uword t = 0; t < steps; ++t) sequence.targets(sequence.drawn[t + 1], 0, t) = 1;
}

// Every symbol that may come is more active than each that may not.
bool allowed_are_most_active(unsigned next, arma::uword count, const float* y) {
  float least = INFINITY, most = -INFINITY;
  for (arma::uword k = 0; k < count; ++k)
    if ((next >> k & 1u) != 0)
      least = std::min(least, y[k]);
    else
      most = std::max(most, y[k]);
  return least > most;
}

}  // namespace

void read_string(const std::vector<arma::uword>& string, Sequence& sequence) {
  sequence.drawn = string;
  sequence.next = datasets::embedded_reber_next(string);
  predict_next(datasets::reber_symbols, sequence);
}

void draw(const Task& task, Stream& stream, Sequence& sequence) {
  using namespace datasets;
  const bool two = task.kind == Kind::order_two;
  switch (task.kind) {
    case Kind::reber:
      draw_embedded_reber(stream, sequence.drawn);
      sequence.next = embedded_reber_next(sequence.drawn);
      return predict_next(task.inputs, sequence);
    case Kind::plain_lag:
      draw_plain_lag(task.T, stream, sequence.drawn);
      return predict_next(task.inputs, sequence);
    case Kind::noisy_lag:
      draw_noisy_lag(task.p, task.T, stream, sequence.drawn);
      read_symbols(task.inputs, sequence.drawn.size() - 1, sequence);
      return ask_class(2, sequence.drawn.back() - (task.p + 2), sequence);
    case Kind::adding:
    case Kind::multiplication:
      draw_marked_numbers(task.kind == Kind::adding ? Combine::sum : Combine::product, task.T, stream,
                          sequence.marked);
      return ask_number(sequence);
    default: {
      const arma::uword label =
          draw_temporal_order(two ? Order::two : Order::three, task.T, stream, sequence.drawn);
      read_symbols(task.inputs, sequence.drawn.size(), sequence);
      ask_class(task.outputs, label, sequence);
    }
  }
}

Answer answer(const Task& task, const Sequence& sequence, const arma::fcube& y) {
  Answer all{.right = true};
  const arma::uword n = task.outputs;
  double asked = 0;
  for (arma::uword t = 0; t < sequence.steps(); ++t) {
    if (sequence.asked[t] == 0) continue;
    ++asked;
    const float *out = y.memptr() + t * n, *target = sequence.targets.memptr() + t * n;
    float worst = 0;
    for (arma::uword k = 0; k < n; ++k) {
      const float error = std::abs(out[k] - target[k]);
      worst = std::max(worst, error);
      all.error += static_cast<double>(error);
    }
    all.right = all.right && (task.kind == Kind::reber ? allowed_are_most_active(sequence.next[t], n, out)
                                                       : static_cast<double>(worst) < task.tolerance);
  }
  all.error /= asked * static_cast<double>(n);
  return all;
}

Strings draw_strings(Stream& stream) {
  constexpr std::size_t count = 256;
  Strings strings;
  std::vector<arma::uword> string;
  for (std::size_t k = 0; k < count; ++k) {
    datasets::draw_embedded_reber(stream, string);
    strings.training.push_back(string);
  }
  const std::set<std::vector<arma::uword>> known(strings.training.begin(), strings.training.end());
  while (strings.test.size() < count) {
    datasets::draw_embedded_reber(stream, string);
    if (!known.contains(string)) strings.test.push_back(string);
  }
  return strings;
}

}  // namespace unroll::experiments::long_lags
