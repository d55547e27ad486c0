#include "models/core/stack.hpp"

#include "models/bidirectional/bidirectional.hpp"
#include "models/elman/elman.hpp"
#include "models/gru/gru.hpp"
#include "models/lstm/lstm.hpp"
#include "tests/catch.hpp"
#include "tests/models/recurrent.hpp"

using namespace recurrent;
using Catch::Matchers::Contains;
using unroll::Bidirectional;
using unroll::cell_of;
using unroll::Dropout;
using unroll::Elman;
using unroll::Gru;
using unroll::Lstm;
using unroll::Recurrent;
using unroll::Stack;
using unroll::StackRun;
using unroll::Steps;

namespace {

const auto nobody = [](std::size_t, int, arma::uword, const arma::mat&) {};

// The layers of a stack one after the other, each with its own θ: y = layer(x) [+ x], times a mask.
template <class Layer>
struct Chain {
  const Stack<Layer>& stack;
  arma::vec theta;
  Given<double> given;
  std::vector<arma::cube> masks;  // between layers, empty: none
  std::vector<arma::cube> x{};    // of each layer, and the last outputs
  std::vector<typename Layer::template Run<double>> runs{};

  arma::vec own(std::size_t l) const {
    return theta.subvec(stack.first(l), arma::size(stack.layers[l].parameters(), 1));
  }
  Given<double> own_given(std::size_t l) const {
    Given<double> own = given;
    const arma::uword height = stack.layers[l].state_height();
    own.state = given.state.rows(l * height, (l + 1) * height - 1);
    return own;
  }
  void forward(const arma::cube& input) {
    x = {input};
    runs.resize(stack.layers.size());
    for (std::size_t l = 0; l < stack.layers.size(); ++l) {
      stack.layers[l].forward(own(l), Input<double>(x[l]), own_given(l), runs[l]);
      arma::cube y = stack.layers[l].outputs(runs[l]).cube();
      if (stack.residual && l > 0) y += x[l];
      if (l < masks.size()) y %= masks[l];
      x.push_back(y);
    }
  }
  arma::vec backward(arma::cube d) {
    arma::vec gradient(theta.n_elem);
    for (std::size_t l = stack.layers.size(); l-- > 0;) {
      if (l < masks.size()) d %= masks[l];
      arma::vec part(stack.layers[l].parameters(), arma::fill::zeros);
      stack.layers[l].backward(own(l), Input<double>(x[l]), own_given(l), runs[l], d, part, Steps{1, 5},
                               [](int, arma::uword, const arma::mat&) {});
      gradient.subvec(stack.first(l), arma::size(part)) = part;
      arma::cube dx;
      stack.layers[l].input_gradient(own(l), own_given(l), runs[l], Steps{1, 5}, dx);
      if (stack.residual && l > 0) dx += d;
      d = dx;
    }
    return gradient;
  }
};

template <class Layer>
void check_chain(const Stack<Layer>& stack, Stream& stream) {
  const arma::vec theta = random_theta(stack.blocks(), stream);
  const arma::cube x = random_cube(stack.layers[0].inputs(), 3, 5, stream);
  const arma::cube dy = random_cube(stack.width(), 3, 5, stream);
  arma::uword height = 0;
  for (const Layer& layer : stack.layers) height += layer.state_height();
  const Given<double> given{.state = random_mat(height, 3, stream), .lengths = {5, 5, 5}};
  StackRun<Layer, double> run;
  stack.forward(theta, Input<double>(x), given, run, &stream);
  Chain<Layer> chain{stack, theta, given, {}};
  for (std::size_t l = 0; stack.dropout.p > 0 && l + 1 < stack.layers.size(); ++l)
    chain.masks.push_back(run.layers[l].mask);
  chain.forward(x);
  CHECK(difference(stack.outputs(run).cube(), chain.x.back()) == 0);
  arma::vec gradient(theta.n_elem, arma::fill::zeros);
  stack.backward(theta, Input<double>(x), given, run, dy, gradient, Steps{}, nobody);
  CHECK(difference(gradient, chain.backward(dy)) < 1e-14);
}

// The masks that a stack of three layers drew.
std::vector<arma::cube> masks_of(Dropout dropout, std::uint64_t seed, arma::uword batch = 40) {
  auto stack = unroll::stack_of<Recurrent>(3, cell_of<Elman<>>(), 2, 10);
  stack.dropout = dropout;
  StackRun<Recurrent, double> run;
  Stream drops(seed);
  stack.forward(arma::vec(stack.parameters(), arma::fill::zeros), Input<double>(arma::cube(2, batch, 30)),
                Given<double>{}, run, &drops);
  std::vector<arma::cube> masks;
  for (const auto& layer : run.layers) masks.push_back(layer.mask);
  return masks;
}

}  // namespace

TEST_CASE("a stack is its layers chained by hand") {
  Stream stream(41);
  const auto check = [&](auto stack) {
    check_chain(stack, stream);
    stack.dropout = {0.4, false};
    check_chain(stack, stream);
    stack.dropout.same_mask = true;
    check_chain(stack, stream);
  };
  check(unroll::stack_of<Recurrent>(3, cell_of<Elman<>>(), 2, 3));
  check(unroll::stack_of<Recurrent>(3, cell_of<Gru<>>(), 2, 3));
  check(unroll::stack_of<Recurrent>(3, cell_of<Lstm<>>(), 2, 3));
  check(unroll::stack_of<Bidirectional>(3, cell_of<Gru<>>(), 2, 3));
}

TEST_CASE("a stack with residual connections adds the input of every layer but the first") {
  Stream stream(42);
  auto stack = unroll::stack_of<Recurrent>(3, cell_of<Gru<>>(), 2, 3);
  stack.residual = true;
  check_chain(stack, stream);
  stack.dropout.p = 0.4;
  check_chain(stack, stream);
  // Layers whose outputs are all 0 then hand on the first one's.
  stack.dropout.p = 0;
  arma::vec theta = random_theta(stack.blocks(), stream);
  theta.tail(theta.n_elem - stack.first(1)).zeros();
  StackRun<Recurrent, double> run;
  stack.forward(theta, Input<double>(random_cube(2, 1, 4, stream)), Given<double>{}, run);
  CHECK(difference(stack.outputs(run, 2).cube(), stack.outputs(run, 0).cube()) == 0);
  CHECK(arma::abs(stack.outputs(run, 0).cube()).max() > 0.01);
}

TEST_CASE("dropout leaves out p of the outputs between layers and scales the others by 1/(1-p)") {
  for (const double p : {0.1, 0.5, 0.8}) {
    const auto masks = masks_of({p, false}, 1);
    for (std::size_t l = 0; l < 2; ++l) {
      const double n = static_cast<double>(masks[l].n_elem);
      const double left = static_cast<double>(arma::accu(masks[l] != 0)) / n;
      CHECK(std::abs(left - (1 - p)) < 4 * std::sqrt(p * (1 - p) / n));
      for (const double m : masks[l]) CHECK((m == 0 || m == 1 / (1 - p)));
      // Units, sequences and steps are each on their own: the mean over any has the variance of its number.
      const arma::mat over_time = arma::mean(masks[l], 2);
      CHECK(arma::var(arma::vectorise(over_time)) == Approx(p / (1 - p) / 30).epsilon(0.35));
    }
    CHECK(masks[2].is_empty());  // not behind the last
    CHECK(arma::abs(masks[0] - masks[1]).max() > 0);
  }
}

TEST_CASE("dropout with the same mask at all steps draws one a sequence") {
  const auto masks = masks_of({0.5, true}, 2, 400);
  for (arma::uword t = 1; t < 30; ++t) CHECK(arma::abs(masks[0].slice(t) - masks[0].slice(0)).max() == 0);
  CHECK(arma::mean(arma::vectorise(masks[0].slice(0))) == Approx(1).epsilon(0.1));
  CHECK(arma::abs(masks[0].slice(0).col(0) - masks[0].slice(0).col(1)).max() > 0);
}

TEST_CASE("dropout is the seed's, and none without a stream or with p = 0") {
  const auto first = masks_of({0.5, false}, 3), again = masks_of({0.5, false}, 3),
             other = masks_of({0.5, false}, 4);
  CHECK(arma::abs(first[0] - again[0]).max() == 0);
  CHECK(arma::abs(first[1] - again[1]).max() == 0);
  CHECK(arma::abs(first[0] - other[0]).max() > 0);
  CHECK(masks_of({0, false}, 3)[0].is_empty());
  Stream stream(43);
  auto stack = unroll::stack_of<Recurrent>(2, cell_of<Elman<>>(), 2, 4);
  const arma::vec theta = random_theta(stack.blocks(), stream);
  const arma::cube x = random_cube(2, 3, 5, stream);
  StackRun<Recurrent, double> plain, dropped;
  stack.forward(theta, Input<double>(x), Given<double>{}, plain, &stream);
  stack.dropout.p = 0.5;
  stack.forward(theta, Input<double>(x), Given<double>{}, dropped, &stream);
  CHECK(difference(stack.outputs(dropped, 1).cube(), stack.outputs(plain, 1).cube()) > 0.01);
  stack.forward(theta, Input<double>(x), Given<double>{}, dropped);  // the same run again, masks forgotten
  CHECK(difference(stack.outputs(dropped, 1).cube(), stack.outputs(plain, 1).cube()) == 0);
}

TEST_CASE("a stack names what does not fit") {
  Stack<Recurrent> stack;
  StackRun<Recurrent, double> run;
  const arma::cube x(2, 3, 4, arma::fill::zeros);
  arma::vec theta;
  const auto forward = [&](const arma::mat& state = {}) {
    theta.zeros(stack.parameters());
    stack.forward(theta, Input<double>(x), Given<double>{.state = state}, run);
  };
  CHECK_THROWS_WITH(forward(), Contains("at least 1 layer"));
  const auto& cell = cell_of<Elman<>>();
  stack.layers = {{cell, 2, 3}, {cell, 4, 3}};
  CHECK_THROWS_WITH(forward(), Contains("layer 2 has 4 inputs") && Contains("3 outputs"));
  stack.layers = {{cell, 2, 3}, {cell, 3, 5}};
  stack.residual = true;
  CHECK_THROWS_WITH(forward(), Contains("residual") && Contains("layer 2 has 5 and 3"));
  stack.residual = false;
  CHECK_THROWS_WITH(forward(arma::mat(3, 3)), Contains("3 rows") && Contains("2 layers has 8"));
  CHECK_THROWS_WITH(forward(arma::mat(8, 2)), Contains("3 × 2") && Contains("3 × 3"));
  for (const double p : {1.0, -0.1, 1.5, arma::datum::nan}) {
    stack.dropout.p = p;
    CHECK_THROWS_WITH(forward(), Contains("dropout") && Contains("at least 0 and below 1"));
  }
  stack.dropout.p = 0;
  const arma::cube dy(5, 3, 4);
  const auto backward = [&](const arma::cube& d, arma::uword parameters, Steps steps = {}) {
    arma::vec gradient(parameters, arma::fill::zeros);
    stack.backward(theta, Input<double>(x), Given<double>{}, run, d, gradient, steps, nobody);
  };
  run = {};
  CHECK_THROWS_WITH(backward(dy, 63), Contains("run of 0 layers") && Contains("forward comes before"));
  forward();
  CHECK_NOTHROW(backward(dy, stack.parameters()));
  CHECK_THROWS_WITH(backward(dy, 5), Contains("5 elements") && Contains("63 parameters"));
  CHECK_THROWS_WITH(backward(arma::cube(5, 3, 3), 63), Contains("5 × 3 × 3") && Contains("5 × 3 × 4"));
  CHECK_THROWS_WITH(backward(dy, 63, {2, 5}), Contains("steps 2 to 5") && Contains("of 4"));
  CHECK_THROWS_WITH(backward(dy, 63, {0, 3}), Contains("steps 0 to 3"));
  theta.set_size(62);
  CHECK_THROWS_WITH(stack.forward(theta, Input<double>(x), Given<double>{}, run),
                    Contains("62") && Contains("63"));
}
