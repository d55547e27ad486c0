// Norms at every lag by two ways: step by step, and by products of Jacobians; and where they are known.
#include "models/core/gradient_flow.hpp"

#include "models/core/random.hpp"
#include "models/elman/elman.hpp"
#include "models/gru/gru.hpp"
#include "models/jordan/jordan.hpp"
#include "models/leaky/leaky.hpp"
#include "models/lstm/lstm.hpp"
#include "models/lstm/memory_blocks.hpp"
#include "tests/catch.hpp"

using namespace unroll;

namespace {

using WholeGradient = MemoryBlocks<Blocks{.cells = 2, .truncated = false}>;

struct Flow {
  arma::vec norms, by_products;
};

template <class Cell>
Flow flow(int slot, arma::uword steps, double size) {
  const Layout layout{cell_of<Cell>(), 2, 6, 6};
  Stream stream(1);
  arma::vec theta(layout.parameters());
  for (double& value : theta) value = size * stream.normal();
  for (const ParameterBlock& block : layout.blocks())
    if (block.held) theta.subvec(block.first, block.first + block.size() - 1).fill(0.9);
  arma::cube x(2, 1, steps);
  for (double& value : x) value = stream.normal();
  Tape<double> tape;
  forward(layout, theta, x, Given<double>{}, tape);
  arma::mat d(layout.rows({slot, 1}), 1);
  for (double& value : d) value = stream.normal();
  Flow result{log_gradient_norms(layout, theta, x, Given<double>{}, tape, slot, d), {}};
  const arma::span rows = rows_of_state(layout, slot);
  for (const Scaled& product : jacobian_products(jacobians(layout, theta, tape)))
    result.by_products = arma::join_cols(
        result.by_products,
        arma::vec{std::log(arma::norm(arma::mat(product.matrix(rows, rows)).t() * d)) + product.log});
  return result;
}

template <class Cell>
void agree(int slot) {
  const Flow f = flow<Cell>(slot, 1500, 0.3);
  REQUIRE(f.norms.n_elem == 1501);
  CHECK(arma::abs(f.norms - f.by_products).max() < 1e-9);
}

}  // namespace

TEST_CASE("gradient norms are those of the Jacobians' products, far below what a number can hold") {
  agree<Elman<>>(Elman<>::h);
  agree<Gru<>>(Gru<>::h);
  agree<Lstm<>>(Lstm<>::c);
  agree<Lstm<>>(Lstm<>::h);
  agree<Jordan<>>(Jordan<>::s);
  agree<WholeGradient>(WholeGradient::c);
  CHECK(flow<Elman<>>(Elman<>::h, 1500, 0.1).norms[1500] < -800);  // e^-745 is the smallest number
}

TEST_CASE("without weights a leaky unit keeps 0.9 of its gradient a step, for ever") {
  const Flow f = flow<Leaky<>>(Leaky<>::h, 20000, 0);
  CHECK(f.norms[20000] - f.norms[0] == Approx(20000 * std::log(0.9)).epsilon(1e-12));
}

TEST_CASE("a Jacobian is the derivative of a step, the activation's included") {
  const Layout layout{cell_of<Elman<>>(), 1, 3};
  Stream stream(2);
  arma::vec theta(layout.parameters());
  for (double& value : theta) value = stream.normal();
  const arma::cube x(1, 1, 2, arma::fill::ones);
  Tape<double> tape;
  forward(layout, theta, x, Given<double>{}, tape);
  const arma::vec h = tape.slice(2);
  const arma::mat expected = arma::diagmat(1 - h % h) * layout.U(theta, 0);
  CHECK(arma::abs(jacobians(layout, theta, tape)[1] - expected).max() < 1e-15);
}

namespace {

// ∂s_T/∂s_0 of all carried states by differences: the state to start from is moved, the sequence run again.
template <class Declared>
void product_is_derivative(const char* name) {
  INFO(name);
  constexpr arma::uword steps = 6;
  constexpr double h = 1e-5;
  const Layout layout{cell_of<Declared>(), 2, 4, 4};
  Stream stream(3);
  arma::vec theta(layout.parameters());
  for (double& value : theta) value = 0.7 * stream.normal();
  arma::cube x(2, 1, steps);
  for (double& value : x) value = stream.normal();
  Given<double> given{.state = arma::mat(layout.height(), 1, arma::fill::zeros)};
  const arma::uvec rows = state_rows(layout);
  for (const arma::uword row : rows) given.state(row, 0) = 0.5 * stream.normal();
  const auto end = [&](arma::uword moved, double by) {
    Given<double> from = given;
    from.state(moved, 0) += by;
    Tape<double> tape;
    forward(layout, theta, x, from, tape);
    return arma::vec(arma::mat(tape.slice(steps)).rows(rows));
  };
  arma::mat differences(rows.n_elem, rows.n_elem);
  for (arma::uword j = 0; j < rows.n_elem; ++j)
    differences.col(j) = (end(rows[j], h) - end(rows[j], -h)) / (2 * h);
  Tape<double> tape;
  forward(layout, theta, x, given, tape);
  const Scaled product = jacobian_products(jacobians(layout, theta, tape)).back();
  const arma::mat whole = product.matrix * std::exp(product.log);
  CHECK(arma::abs(whole - differences).max() < 1e-8);
  CHECK(arma::abs(differences).max() > 1e-3);
  if constexpr (std::is_same_v<Declared, Elman<>>) {  // and U^6, which leaves the derivative out, is not it
    const arma::mat bare = arma::powmat(arma::mat(layout.U(theta, 0)), static_cast<int>(steps));
    CHECK(arma::abs(bare - differences).max() > 0.1);
  }
}

}  // namespace

TEST_CASE("a product of Jacobians is the derivative of the last state by the first") {
  product_is_derivative<Elman<>>("elman");
  product_is_derivative<Gru<>>("gru");
  product_is_derivative<Lstm<>>("lstm");
  product_is_derivative<Jordan<>>("jordan");
  product_is_derivative<Leaky<>>("leaky");
}
