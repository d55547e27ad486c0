#include "cell_network.hpp"

#include <cmath>
#include <limits>

#include "models/core/initial_theta.hpp"

namespace unroll::experiments {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

// U of one product, gate by gate; normal has variance gain² / columns, so a spectral radius of about `gain`.
void initialise_recurrent(arma::mat& U, const CellSetting& setting, Stream& stream) {
  const arma::uword gates = U.n_rows % U.n_cols == 0 ? U.n_rows / U.n_cols : 1;
  initialise::each_gate(U, gates, [&](arma::mat& gate) {
    if (setting.init == "zero") gate.zeros();
    if (setting.init == "identity") initialise::identity(gate, setting.gain);
    if (setting.init == "orthogonal") initialise::orthogonal(gate, stream, setting.gain);
    if (setting.init == "normal")
      initialise::normal(gate, setting.gain / std::sqrt(static_cast<double>(gate.n_cols)), stream);
  });
}

template <class Layer>
Network<Layer> one_layer(const Cell& cell, arma::uword units) {
  return {.stack = stack_of<Layer>(1, cell, 2, units, units), .outputs = 1};
}

}  // namespace

CellNetwork network_of(const CellSetting& setting, arma::uword units) {
  if (setting.both_directions) return one_layer<Bidirectional>(*setting.model->cell, units);
  return one_layer<Recurrent>(*setting.model->cell, units);
}

arma::vec first_theta(const CellNetwork& network, const CellSetting& setting, Stream& stream) {
  return std::visit(
      [&](const auto& net) {
        arma::vec theta = initial_theta<double>(net, stream);
        net.for_cells(theta, [&](const Layout& layout, arma::vec& window, std::size_t, int) {
          for (std::size_t k = 0; k < layout.cell->products.size(); ++k) {
            arma::mat U = layout.U(window, k);
            initialise_recurrent(U, setting, stream);
          }
          if (setting.init == "zero") layout.W(window).zeros();
        });
        if (setting.bias) set_bias(net, theta, setting.model->cell->memory_gate, *setting.bias);
        set_usual(net, theta);
        for (const auto& [name, value] : setting.own) set_own(net, theta, name, value);
        return theta;
      },
      network);
}

CellAt::CellAt(const CellNetwork& network, const arma::vec& theta_of_network)
    : layout(std::visit([](const auto& net) { return net.stack.layers.front().cell_layout(); }, network)),
      theta(theta_of_network.head(layout.parameters())) {}

arma::mat CellAt::log_norms(const arma::cube& x, Stream& directions) const {
  Tape<double> tape;
  forward(layout, theta, x, Given<double>{}, tape);
  arma::mat d(layout.rows({slot(), 1}), x.n_cols);
  for (double& value : d) value = directions.normal();
  arma::mat norms = log_gradient_norms(layout, theta, Input<double>(x), Given<double>{}, tape, slot(), d);
  norms.each_row() -= arma::rowvec(norms.row(0));
  return norms;
}

std::vector<arma::mat> CellAt::jacobians(const arma::cube& x) const {
  Tape<double> tape;
  forward(layout, theta, x, Given<double>{}, tape);
  return unroll::jacobians(layout, theta, tape);
}

double CellAt::bound() const {
  const Cell& cell = *layout.cell;
  const double slope = cell.steepest * largest_singular_value();
  if (cell.retention < 0) return slope;
  arma::vec parameters = theta;
  const double alpha = layout.w(parameters, static_cast<std::size_t>(cell.retention)).max();
  return alpha + (1 - alpha) * slope;
}

arma::mat CellAt::U() const {
  arma::vec parameters = theta;
  const arma::mat window = layout.U(parameters, 0);
  return arma::mat(window);  // a copy, because the window ends with `parameters`
}

double CellAt::largest_singular_value() const {
  const arma::mat U = this->U();
  return U.is_square() ? arma::norm(U, 2) : nan;
}

double CellAt::spectral_radius() const {
  const arma::mat U = this->U();
  return U.is_square() ? initialise::spectral_radius(U) : nan;
}

}  // namespace unroll::experiments
