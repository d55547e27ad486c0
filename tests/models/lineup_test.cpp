// What the lineup says of its cells: names, labels, memory gates, slopes, usual values.
#include "models/lineup.hpp"

#include <cmath>
#include <map>
#include <set>

#include "models/core/initial_theta.hpp"
#include "models/core/sequence.hpp"
#include "tests/catch.hpp"

using namespace unroll;
using Catch::Matchers::Contains;

namespace {

bool feeds(Range range, int slot) { return slot >= range.first && slot < range.first + range.count; }

// How much of a state of 1 is left in the first carried slot after one step of a unit whose weights are 0,
// where the memory gate has this bias.
double kept(const Cell& cell, double gate_bias) {
  const Layout layout(cell, 1, 1, 1);
  arma::vec theta(layout.parameters(), arma::fill::zeros);
  layout.b(theta, cell.memory_gate).fill(gate_bias);
  arma::mat start(layout.height(), 1, arma::fill::zeros);
  start(layout.row(cell.state.front()), 0) = 1;
  Tape<double> tape;
  forward(layout, theta, arma::cube(1, 1, 1, arma::fill::zeros), Given<double>{.state = start}, tape);
  return tape(layout.row(cell.state.front()), 0, 1);
}

}  // namespace

TEST_CASE("every cell of the lineup has names and a label of its own") {
  std::set<std::string> labels, names;
  for (const Model& model : lineup()) {
    INFO(model.name << ", " << model.variant);
    CHECK_FALSE(model.label.empty());
    CHECK(model.label.size() <= 50);  // it stands in a legend
    CHECK(labels.insert(model.label).second);
    CHECK(names.insert(cell_name(model)).second);
  }
}

TEST_CASE("a cell is found by the name that people type") {
  for (const Model& model : lineup()) CHECK(&cell_named(cell_name(model)) == &model);
  CHECK(cell_name(cell_named("lstm")) == "lstm/forget");
  CHECK(cell_name(cell_named("minimal-gated")) == "minimal-gated/one-gate");
  CHECK(cell_named("lstm/no-forget-gate-diagonal").variant == "no forget gate, diagonal");
  CHECK(cell_named("gru/reset-after").label == "GRU, reset after the product");
  for (const char* wrong : {"lstn", "", "lstm/", "lstm/forget ", "LSTM", "minimal gated"})
    CHECK_THROWS_WITH(cell_named(wrong), Contains("\"" + std::string(wrong) + "\"") &&
                                             Contains("elman/tanh, ") && Contains("lstm-2000/2-cells"));
}

TEST_CASE("a memory gate has weights and a bias, and its sign says what the bias does") {
  std::map<std::string, int> gated;
  for (const Model& model : lineup()) {
    INFO(model.name << ", " << model.variant);
    const Cell& cell = *model.cell;
    if (cell.memory_gate == -1) {
      CHECK(cell.memory_sign == 0);
      continue;
    }
    ++gated[model.name];
    CHECK(feeds(cell.input, cell.memory_gate));
    CHECK(feeds(cell.bias, cell.memory_gate));
    CHECK(kept(cell, 5.0 * cell.memory_sign) > 0.99);
    CHECK(kept(cell, -5.0 * cell.memory_sign) < 0.01);
  }
  CHECK(gated == std::map<std::string, int>{{"lstm", 3}, {"gru", 2}, {"minimal gated", 1}, {"lstm 2000", 2}});
}

TEST_CASE("the slides bound the Jacobian of four cells of the lineup") {
  std::map<std::string, double> slopes;
  for (const Model& model : lineup())
    if (!std::isnan(model.cell->steepest)) slopes[cell_name(model)] = model.cell->steepest;
  CHECK(slopes == std::map<std::string, double>{
                      {"elman/tanh", 1}, {"elman/sigmoid", 0.25}, {"elman/relu", 1}, {"leaky/held", 1}});
}

TEST_CASE("leaky units say which of their parameters is the retention") {
  for (const Model& model : lineup()) {
    INFO(model.name << ", " << model.variant);
    const bool leaky = cell_name(model) == "leaky/held";
    CHECK(model.cell->retention == (leaky ? 0 : -1));
    if (leaky) CHECK(std::string(model.cell->own[0].name) == "alpha");
  }
}

TEST_CASE("the constants of units have usual values, which are set in every layer") {
  std::map<std::string, double> usual;
  for (const Model& model : lineup())
    for (const Own& own : model.cell->own) {
      INFO(model.name << ", " << model.variant << ": " << own.name);
      CHECK((own.held ? own.usual > 0 : own.usual == 0));
      if (own.held) usual[own.name] = own.usual;
    }
  CHECK(usual == std::map<std::string, double>{{"alpha", 0.9}, {"mu", 0.9}});

  Network<Recurrent> network;
  network.stack = stack_of<Recurrent>(2, *cell_named("leaky").cell, 2, 3);
  Stream stream(1);
  arma::vec theta = initial_theta<double>(network, stream), by_name = theta;
  set_usual(network, theta);
  set_own(network, by_name, "alpha", 0.9);
  CHECK(arma::all(theta == by_name));
  CHECK(arma::accu(theta == 0.9) == 6);
}
