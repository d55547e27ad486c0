// What holds for every cell of the lineup, in layers and stacks, one direction and both: batches, padding,
// symbols, float.
#include "models/core/layer.hpp"

#include "tests/catch.hpp"
#include "tests/models/recurrent.hpp"

using namespace recurrent;
using unroll::Symbols;

namespace {

// Three sequences of up to six steps, what to start them from, and how the loss looks at them.
struct Sequences {
  arma::uvec lengths{6, 2, 4};
  arma::cube x, dy;
  arma::mat state;

  Sequences(const Net& net, arma::uword inputs, Stream& stream)
      : x(random_cube(inputs, 3, 6, stream)),
        dy(random_cube(net.outputs(), 3, 6, stream)),
        state(random_mat(net.state_height(), 3, stream)) {}

  // One of them alone, as long as it is.
  Ran<double> alone(const Net& net, const arma::vec& theta, arma::uword b, arma::uword length) const {
    const arma::cube own = x(arma::span::all, arma::span(b), arma::span(0, length - 1));
    const arma::cube own_dy = dy(arma::span::all, arma::span(b), arma::span(0, length - 1));
    return net.run(theta, own, Given<double>{.state = state.col(b)}, own_dy);
  }
};

// Slots that are no state hold anything at padded steps: what goes on from there must not depend on them.
arma::cube states_after(const Net& net, const arma::vec& theta, const arma::mat& state, Stream stream) {
  return net.run(theta, random_cube(2, state.n_cols, 3, stream), Given<double>{.state = state}).y;
}

}  // namespace

TEST_CASE("a batch gives what each of its sequences gives alone, and the sum of their gradients") {
  Stream stream(11);
  for (const Model& model : lineup())
    for_shapes(model, Size{}, [&](const auto& net, const std::string& name) {
      INFO(name);
      const arma::vec theta = random_theta(net->blocks(), stream);
      const Sequences s(*net, 2, stream);
      const auto batch = net->run(theta, s.x, Given<double>{.state = s.state}, s.dy);
      arma::vec sum(theta.n_elem, arma::fill::zeros);
      for (arma::uword b = 0; b < 3; ++b) {
        const auto alone = s.alone(*net, theta, b, 6);
        CHECK(difference(arma::cube(batch.y.col(b)), alone.y) < 1e-13);
        CHECK(difference(arma::vec(batch.state.col(b)), alone.state) < 1e-13);
        sum += alone.gradient;
      }
      CHECK(difference(batch.gradient, sum) < 1e-12);
    });
}

TEST_CASE("a padded sequence is the short one, whatever lies in the padding") {
  Stream stream(12);
  for (const Model& model : lineup())
    for_shapes(model, Size{}, [&](const auto& net, const std::string& name) {
      INFO(name);
      const arma::vec theta = random_theta(net->blocks(), stream);
      Sequences s(*net, 2, stream);
      for (arma::uword b = 1; b < 3; ++b) {
        s.x(arma::span::all, arma::span(b), arma::span(s.lengths[b], 5)).fill(b == 1 ? 1e6 : -1e30);
        s.dy(arma::span::all, arma::span(b), arma::span(s.lengths[b], 5)).zeros();
      }
      const auto padded = net->run(theta, s.x, Given<double>{.state = s.state, .lengths = s.lengths}, s.dy);
      arma::vec sum(theta.n_elem, arma::fill::zeros);
      for (arma::uword b = 0; b < 3; ++b) {
        const auto alone = s.alone(*net, theta, b, s.lengths[b]);
        const arma::cube y = padded.y(arma::span::all, arma::span(b), arma::span(0, s.lengths[b] - 1));
        CHECK(difference(y, alone.y) < 1e-13);
        CHECK(difference(states_after(*net, theta, padded.state.col(b), stream),
                         states_after(*net, theta, alone.state, stream)) < 1e-13);
        sum += alone.gradient;
      }
      CHECK(difference(padded.gradient, sum) < 1e-12);
    });
}

TEST_CASE("symbols give what the one-hot columns they stand for give") {
  Stream stream(13);
  for (const Model& model : lineup())
    for_shapes(model, Size{.inputs = 4}, [&](const auto& net, const std::string& name) {
      INFO(name);
      const arma::vec theta = random_theta(net->blocks(), stream);
      const Sequences s(*net, 4, stream);
      Symbols symbols{arma::umat(3, 6), 4};
      arma::cube dense(4, 3, 6, arma::fill::zeros);
      for (arma::uword t = 0; t < 6; ++t)
        for (arma::uword b = 0; b < 3; ++b) dense(symbols.at(b, t) = stream.below(4), b, t) = 1;
      const Given<double> given{.lengths = s.lengths};
      const auto found = net->run(theta, symbols, given, s.dy),
                 expected = net->run(theta, dense, given, s.dy);
      CHECK(difference(found.y, expected.y) < 1e-13);
      CHECK(difference(found.gradient, expected.gradient) < 1e-13);
    });
}

TEST_CASE("single precision agrees with double") {
  Stream stream(14);
  for (const Model& model : lineup())
    for (const std::size_t depth : {1u, 3u}) {
      INFO(model.name << ", layers " << depth);
      const auto net = model.make(Size{.units = 5, .depth = depth, .top = 2});
      const arma::vec theta = random_theta(net->blocks(), stream);
      const Sequences s(*net, 2, stream);
      const Given<double> given{.state = s.state, .lengths = s.lengths};
      const Given<float> single{.state = arma::conv_to<arma::fmat>::from(s.state), .lengths = s.lengths};
      const arma::fcube x = arma::conv_to<arma::fcube>::from(s.x),
                        dy = arma::conv_to<arma::fcube>::from(s.dy);
      const auto expected = net->run(theta, s.x, given, s.dy);
      const auto found = net->run(arma::conv_to<arma::fvec>::from(theta), x, single, dy);
      CHECK(difference(found.y, expected.y) < 3e-6);
      CHECK(difference(found.gradient, expected.gradient) < 1e-5);
    }
}

TEST_CASE("a sequence in chunks is the whole one, and its truncated gradient is the chunks' sum") {
  Stream stream(15);
  for (const Model& model : lineup())
    for (const std::size_t depth : {1u, 3u}) {
      INFO(model.name << ", layers " << depth);
      const auto net = model.make(Size{.depth = depth, .top = 2});
      const arma::vec theta = random_theta(net->blocks(), stream);
      const Sequences s(*net, 2, stream);
      const Given<double> start{.state = s.state};
      const auto whole = net->run(theta, s.x, start);
      arma::vec sum(theta.n_elem, arma::fill::zeros);
      arma::mat state = s.state;
      for (arma::uword first = 0; first < 6; first += 2) {
        const auto chunk = net->run(theta, arma::cube(s.x.slices(first, first + 1)),
                                    Given<double>{.state = state}, s.dy.slices(first, first + 1));
        CHECK(difference(chunk.y, arma::cube(whole.y.slices(first, first + 1))) < 1e-13);
        state = chunk.state;
        sum += chunk.gradient;
      }
      CHECK(difference(state, whole.state) < 1e-13);
      CHECK(difference(net->truncated(theta, s.x, start, s.dy, 2, 2), sum) < 1e-12);
      // Which is not the whole, but where nothing is carried back anyway.
      const double left_out = difference(net->run(theta, s.x, start, s.dy).gradient, sum);
      if (model.name == "elman, copied context")
        CHECK(left_out < 1e-12);
      else
        CHECK(left_out > 1e-4);
    }
}

TEST_CASE("one step from nothing is feed-forward: what U holds of the step before does not matter") {
  Stream stream(18);
  for (const Model& model : lineup()) {
    INFO(model.name);
    const auto net = model.make(Size{.inputs = 3, .units = 4});
    arma::vec theta = random_theta(net->blocks(), stream);
    const arma::cube x = random_cube(3, 2, 1, stream), dy = random_cube(net->outputs(), 2, 1, stream);
    const auto one = net->run(theta, x, {}, dy);
    for (const ParameterBlock& block : net->blocks())
      if (block.name.ends_with("U0")) {
        const auto U = arma::span(block.first, block.first + block.size() - 1);
        CHECK(arma::abs(one.gradient(U)).max() == 0);  // it is not asked, so it learns nothing
        theta(U) += 1;
      } else if (block.name.ends_with(".W")) {
        CHECK(arma::abs(one.gradient.subvec(block.first, block.first + block.size() - 1)).max() > 0);
      }
    CHECK(difference(one.y, net->run(theta, x, {}, dy).y) == 0);
  }
}
