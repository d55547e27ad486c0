// Networks of every cell of the lineup behind one interface, so that a test of all of them compiles them
// once.
#pragma once
#include <armadillo>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "models/core/input.hpp"
#include "models/core/parameter_block.hpp"
#include "models/core/random.hpp"
#include "models/core/sequence_shapes.hpp"

namespace recurrent {

using unroll::Given;
using unroll::Input;
using unroll::ParameterBlock;
using unroll::Stream;

struct Size {
  arma::uword inputs = 2, units = 3, outputs = 2;  // of the cell; `outputs` where it has its own
  std::size_t depth = 1;
  bool residual = false;
  arma::uword top = 0;  // outputs of an output layer, 0: none
};

// What one run gave, and what the gradient of Σ dy∘y is.
template <class S>
struct Ran {
  arma::Cube<S> y;
  arma::Col<S> gradient;
  arma::Mat<S> state;                // of all layers after the last step
  std::vector<arma::Cube<S>> tapes;  // of every layer and way
};

class Net {
 public:
  virtual ~Net() = default;
  virtual std::vector<ParameterBlock> blocks() const = 0;
  virtual arma::uword parameters() const = 0;
  virtual arma::uword outputs() const = 0;
  virtual arma::uword state_height() const = 0;

  // Forward, and with a dy back. Cut products read what is `held`, if anything is.
  virtual Ran<double> run(const arma::vec& theta, const Input<double>& x, const Given<double>& given = {},
                          const arma::cube& dy = {}, const std::vector<arma::cube>& held = {}) const = 0;
  virtual Ran<float> run(const arma::fvec& theta, const Input<float>& x, const Given<float>& given,
                         const arma::fcube& dy) const = 0;
  virtual arma::vec truncated(const arma::vec& theta, const Input<double>& x, const Given<double>& given,
                              const arma::cube& dy, arma::uword k1, arma::uword k2) const = 0;
  virtual arma::vec rtrl(const arma::vec& theta, const Input<double>& x, const Given<double>& given,
                         const arma::cube& dy) const = 0;
};

struct Model {
  std::string name;
  std::function<std::unique_ptr<Net>(const Size&)> make, make_bidirectional;
};

// All of the lineup.
const std::vector<Model>& lineup();

// Of one layer and of three, of one direction and both.
template <class Act>
void for_shapes(const Model& model, Size size, Act&& act) {
  for (const std::size_t depth : {1u, 3u})
    for (const int directions : {1, 2}) {
      size.depth = depth;
      act(directions == 1 ? model.make(size) : model.make_bidirectional(size),
          model.name + ", layers " + std::to_string(depth) + ", directions " + std::to_string(directions));
    }
}

// --- random things --------------------------------------------------------------------------------------

inline arma::vec random_theta(const std::vector<ParameterBlock>& blocks, Stream& stream) {
  arma::vec theta(blocks.back().first + blocks.back().rows * blocks.back().columns);
  for (const ParameterBlock& block : blocks)
    for (arma::uword k = 0; k < block.rows * block.columns; ++k)
      theta[block.first + k] = block.held ? stream.uniform(0.1, 0.9) : 0.5 * stream.normal();
  return theta;
}

inline arma::cube random_cube(arma::uword rows, arma::uword columns, arma::uword slices, Stream& stream) {
  return arma::cube(rows, columns, slices).transform([&](double) { return stream.normal(); });
}

inline arma::mat random_mat(arma::uword rows, arma::uword columns, Stream& stream) {
  return arma::mat(rows, columns).transform([&](double) { return stream.normal(); });
}

// --- comparisons ----------------------------------------------------------------------------------------

// The largest difference, over the largest of the expected, or 1 if that is smaller. Not a number stays so.
template <class A, class B>
double difference(const A& found, const B& expected) {
  double worst = found.n_elem == expected.n_elem ? 0 : arma::datum::inf, largest = 1;
  for (arma::uword k = 0; k < expected.n_elem && worst != arma::datum::inf; ++k) {
    const double f = static_cast<double>(found[k]), e = static_cast<double>(expected[k]);
    if (!(std::abs(f - e) <= worst)) worst = std::abs(f - e);
    if (worst != worst) return worst;
    largest = std::max(largest, std::abs(e));
  }
  return worst / largest;
}

// Central differences of a loss, 0 for constants.
template <class Loss>
arma::vec differences(const std::vector<ParameterBlock>& blocks, arma::vec theta, Loss&& loss) {
  arma::vec gradient(theta.n_elem, arma::fill::zeros);
  const double step = 1e-5;
  for (const ParameterBlock& block : blocks)
    for (arma::uword k = block.first; !block.held && k < block.first + block.rows * block.columns; ++k) {
      const double at = theta[k];
      theta[k] = at + step;
      const double up = loss(theta);
      theta[k] = at - step;
      gradient[k] = (up - loss(theta)) / (2 * step);
      theta[k] = at;
    }
  return gradient;
}

}  // namespace recurrent
