// The cells of experiment 12: one name for one setting however it is typed, labels, first parameters, bounds.
#include <set>
#include <stdexcept>

#include "experiments/12_gradient_decay/cell_network.hpp"
#include "tests/catch.hpp"

using namespace unroll;
using namespace unroll::experiments;

namespace {

std::string name_of(const std::string& text) { return parse_cell(text).name(); }
std::string label_of(const std::string& text) { return parse_cell(text).label(); }

CellAt cell_of_seed(const std::string& text, std::uint64_t seed, arma::uword units = 8) {
  const CellSetting setting = parse_cell(text);
  const CellNetwork network = network_of(setting, units);
  Stream stream(seed);
  return {network, first_theta(network, setting, stream)};
}

}  // namespace

TEST_CASE("a cell has one name, whichever way it is typed") {
  CHECK(name_of("elman/tanh") == "elman");
  CHECK(name_of("elman:init=normal:gain=1:ways=1") == "elman");
  CHECK(name_of("lstm/forget:bias=1.0") == "lstm:bias=1");
  CHECK(name_of("lstm:bias=1e0") == "lstm:bias=1");
  CHECK(name_of("elman/tanh:ways=2:gain=1.50:init=orthogonal") == "elman:init=orthogonal:gain=1.5:ways=2");
  CHECK(name_of("gru/reset-after") == "gru/reset-after");
  CHECK(name_of("leaky:alpha=.5") == "leaky:alpha=0.5");
  CHECK(names_of({"elman", "elman/tanh", "gru", "lstm:bias=1"}, {"lstm:bias=1"}) ==
        std::vector<std::string>{"elman", "gru"});
  for (const Model& model : lineup()) {
    const std::string name = name_of(cell_name(model));
    CHECK(name_of(name) == name);
    CHECK(parse_cell(name).model == &model);
  }
}

TEST_CASE("labels are in words, and no two cells have the same") {
  CHECK(label_of("lstm:bias=1") == "LSTM, forget bias 1");
  CHECK(label_of("lstm:bias=0") == "LSTM, forget bias 0");
  CHECK(label_of("gru:bias=-2") == "GRU, reset before the product, update bias -2");
  CHECK(label_of("elman:init=orthogonal") == "tanh network (Elman), orthogonal U");
  CHECK(label_of("elman:gain=1.5:ways=2") == "tanh network (Elman), gain 1.5, both directions");
  CHECK(label_of("leaky:init=zero:alpha=0.5") == "leaky units, without weights, α = 0.5");
  std::vector<std::string> names;
  for (const Model& model : lineup())
    for (const std::string setting : {"", ":init=zero", ":init=identity", ":gain=2", ":ways=2"})
      names.push_back(cell_name(model) + setting);
  const auto labels = labels_of(names);
  CHECK(std::set<std::string>(labels.begin(), labels.end()).size() == names.size());
}

TEST_CASE(
    "any cell with a memory gate takes a bias, which its gate has, in both directions; no other takes one") {
  std::size_t gated = 0;
  for (const Model& model : lineup()) {
    INFO(cell_name(model));
    const std::string text = cell_name(model) + ":bias=1.5:ways=2";
    if (model.cell->memory_gate < 0) {
      CHECK_THROWS_AS(parse_cell(text), std::invalid_argument);
      continue;
    }
    ++gated;
    const CellSetting setting = parse_cell(text);
    const CellNetwork network = network_of(setting, 5);
    Stream stream(1);
    const arma::vec theta = first_theta(network, setting, stream);
    std::get<Network<Bidirectional>>(network).for_cells(
        theta, [&](const Layout& layout, arma::vec& window, std::size_t, int) {
          CHECK(arma::all(layout.b(window, model.cell->memory_gate) == 1.5));
          CHECK(arma::accu(layout.b(window)) == Approx(1.5 * 5));
        });
  }
  CHECK(gated >= 8);
}

TEST_CASE("parameters that each unit has for itself start at their usual value, or at the one that is set") {
  const auto own = [](const std::string& text) {
    CellAt cell = cell_of_seed(text, 2);
    const arma::vec window = cell.layout.w(cell.theta, 0);
    return arma::vec(window);  // a copy, because the window ends with `cell`
  };
  CHECK(arma::all(own("leaky") == 0.9));
  CHECK(arma::all(own("jordan") == 0.9));
  CHECK(arma::all(own("leaky/learnt") == 0));
  CHECK(arma::all(own("leaky:alpha=0.25") == 0.25));
  CHECK(arma::all(own("elman/modrelu:beta=-1") == -1));
}

TEST_CASE("the bound is the slope times the largest singular value, with the retention of leaky units") {
  for (const auto& [text, slope] : {std::pair{"elman", 1.0}, {"elman/sigmoid", 0.25}, {"elman/relu", 1.0}}) {
    const CellAt cell = cell_of_seed(text, 3);
    CHECK(cell.bound() == Approx(slope * cell.largest_singular_value()));
    CHECK(cell.spectral_radius() < cell.largest_singular_value());
  }
  const CellAt leaky = cell_of_seed("leaky:alpha=0.75", 3);
  CHECK(leaky.bound() == Approx(0.75 + 0.25 * leaky.largest_singular_value()));
  CHECK(cell_of_seed("elman:init=orthogonal:gain=0.5", 3).bound() == Approx(0.5));
  CHECK(cell_of_seed("elman:init=identity", 3).bound() == Approx(1));
  CHECK(cell_of_seed("elman:init=zero", 3).bound() == 0);
  for (const std::string text :
       {"lstm", "gru", "jordan", "leaky/learnt", "elman/residual", "elman/copied-context"})
    CHECK(std::isnan(cell_of_seed(text, 3).bound()));
}

TEST_CASE("norms are relative to the last step") {
  const CellAt cell = cell_of_seed("leaky:init=zero:alpha=0.5", 4);
  Stream stream(5);
  const arma::cube x(2, 3, 6, arma::fill::ones);
  const arma::mat norms = cell.log_norms(x, stream);
  REQUIRE((norms.n_rows == 7 && norms.n_cols == 3));
  CHECK(norms.row(0).is_zero());
  CHECK(arma::abs(norms.row(6) - 6 * std::log(0.5)).max() < 1e-12);
}
