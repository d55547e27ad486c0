#include "states.hpp"

#include <fmt/format.h>

#include <cmath>

#include "datasets/reber.hpp"
#include "datasets/temporal_order.hpp"

namespace unroll::experiments::long_lags {
namespace {

struct Named {
  std::string label;
  arma::uword symbol;
};

// The symbols that have a row of their own; all others share one.
std::vector<Named> shown_symbols(const Line& line) {
  std::vector<Named> all;
  const auto letters = [&](std::string_view text, std::string_view chosen) {
    for (const char letter : chosen) all.push_back({std::string(1, letter), text.find(letter)});
  };
  if (line.kind == Kind::reber) letters(datasets::reber_letters, datasets::reber_letters);
  if (line.kind == Kind::order_two || line.kind == Kind::order_three)
    letters(datasets::order_letters, "EXYB");
  if (line.kind == Kind::plain_lag) all = {{"x", line.T - 1}, {"y", line.T}};
  if (line.kind == Kind::noisy_lag)
    all = {{"b", line.p + 1}, {"x", line.p + 2}, {"y", line.p + 3}, {"e", line.p}};
  return all;
}

std::vector<StateRow> input_rows(const Line& line, const Sequence& sequence) {
  std::vector<StateRow> rows;
  if (!sequence.numbers.is_empty())
    return {{"input", "number", sequence.marked.numbers}, {"input", "marker", sequence.marked.markers}};
  const auto& read = sequence.symbols.at;
  std::vector<double> others(read.n_elem, 1);
  for (const Named& named : shown_symbols(line)) {
    StateRow row{"input", named.label, std::vector<double>(read.n_elem, 0)};
    for (arma::uword t = 0; t < read.n_elem; ++t)
      if (read[t] == named.symbol) {
        row.values[t] = 1;
        others[t] = 0;
      }
    rows.push_back(row);
  }
  if (line.kind != Kind::reber) rows.push_back({"input", "others", others});
  return rows;
}

std::vector<Named> shown_outputs(const Line& line) {
  if (line.kind == Kind::plain_lag || line.kind == Kind::reber) return shown_symbols(line);
  if (line.outputs() == 1) return {{"answer", 0}};
  const std::string names = line.kind == Kind::noisy_lag ? "xy" : "QRSUVABC";
  std::vector<Named> all;
  for (arma::uword k = 0; k < line.outputs(); ++k) all.push_back({std::string(1, names[k]), k});
  return all;
}

std::vector<StateRow> output_rows(const Line& line, const arma::fcube& y) {
  std::vector<StateRow> rows;
  for (const Named& named : shown_outputs(line)) {
    StateRow row{"outputs", "→ " + named.label, {}};
    for (arma::uword t = 0; t < y.n_slices; ++t)
      row.values.push_back(static_cast<double>(y(named.symbol, 0, t)));
    rows.push_back(row);
  }
  return rows;
}

}  // namespace

States states_of(const Line& line, const Network<Recurrent>& network, const arma::fvec& theta,
                 Stream& stream) {
  Sequence sequence;
  draw(line, stream, sequence);
  NetworkRun<Recurrent, float> run;
  network.forward(theta, sequence.input(), {}, run);
  const Tape<float>& tape = run.stack.layers.front().run.tape;
  const Layout& layout = network.stack.layers.front().cell_layout();
  States states = input_rows(line, sequence);
  const auto add = [&](const char* group, int slot, arma::uword block, const std::string& label, bool cell) {
    StateRow row{group, label, {}};
    for (arma::uword t = 1; t < tape.n_slices; ++t) {
      const auto value = static_cast<double>(tape(layout.row(slot) + block, 0, t));
      row.values.push_back(cell ? std::tanh(value / 2) : value);
    }
    states.push_back(row);
  };
  const bool carousel = line.kind == Kind::plain_lag;  // its slots: g, i, c; a block's: g…, i, o, h…, c…, s…
  const int cells = line.cells, c = carousel ? 2 : 2 * cells + 2;
  for (arma::uword b = 0; b < line.blocks; ++b)
    for (int j = 0; j < cells; ++j) add("cells", c + j, b, fmt::format("cell {}.{}", b + 1, j + 1), true);
  for (arma::uword b = 0; b < line.blocks; ++b)
    add("input gates", cells, b, fmt::format("in {}", b + 1), false);
  for (arma::uword b = 0; b < line.blocks && !carousel; ++b)
    add("output gates", cells + 1, b, fmt::format("out {}", b + 1), false);
  for (StateRow& row : output_rows(line, run.y)) states.push_back(std::move(row));
  return states;
}

}  // namespace unroll::experiments::long_lags
