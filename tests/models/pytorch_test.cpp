// Networks against PyTorch's own numbers (tests/golden/pytorch.py): forward and all gradients, in float and
// double, of several layers, both directions, sequences of different lengths.
#include "models/pytorch.hpp"

#include "models/bidirectional/bidirectional.hpp"
#include "models/core/random.hpp"
#include "models/elman/elman.hpp"
#include "models/gru/gru.hpp"
#include "models/lineup.hpp"
#include "models/lstm/lstm.hpp"
#include "tests/catch.hpp"

using namespace unroll;
using Catch::Matchers::Contains;

namespace {

// The tensors of one case, under their names there.
Weights case_of(const Weights& golden, const std::string& name) {
  Weights one;
  for (const auto& [key, tensor] : golden.tensors)
    if (key.starts_with(name + "/")) one.tensors[key.substr(name.size() + 1)] = tensor;
  return one;
}

// Steps × batch × features, row-major, is features × batch × steps here, without a copy.
template <class S>
arma::Cube<S> cube(const Weights& one, const std::string& name) {
  const Tensor& tensor = find_tensor(one, name);
  arma::Cube<S> result(tensor.shape[2], tensor.shape[1], tensor.shape[0]);
  const auto& values = std::get<std::vector<S>>(tensor.values);
  std::copy(values.begin(), values.end(), result.begin());
  return result;
}

template <class S>
double difference(const Tensor& ours, const Tensor& theirs) {
  const auto &a = std::get<std::vector<S>>(ours.values), &b = std::get<std::vector<S>>(theirs.values);
  REQUIRE(ours.shape == theirs.shape);
  double worst = 0, largest = 1;
  for (std::size_t k = 0; k < a.size(); ++k) {
    worst = std::max(worst, std::abs(static_cast<double>(a[k] - b[k])));
    largest = std::max(largest, std::abs(static_cast<double>(b[k])));
  }
  return worst / largest;
}

template <class Layer, class S>
void compare(const Cell& cell, const Weights& golden, const std::string& name, std::size_t depth) {
  INFO(name);
  const double forward_limit = sizeof(S) == 4 ? 1e-5 : 1e-12, limit = sizeof(S) == 4 ? 1e-4 : 1e-10;
  const Weights one = case_of(golden, name);
  Weights parameters;
  for (const auto& [key, tensor] : one.tensors)
    if (key.find("weight") != key.npos || key.find("bias") != key.npos)
      if (!key.starts_with("grad.")) parameters.tensors[key] = tensor;
  Network<Layer> network;
  network.stack = stack_of<Layer>(depth, cell, 3, 4);
  network.outputs = 2;
  const arma::Col<S> theta = from_weights<S>(network, parameters);

  Given<S> given;
  if (one.tensors.contains("lengths"))
    for (const S n : std::get<std::vector<S>>(find_tensor(one, "lengths").values))
      given.lengths = arma::join_cols(given.lengths, arma::uvec{static_cast<arma::uword>(n)});
  const arma::Cube<S> x = cube<S>(one, "x"), y = cube<S>(one, "y");
  NetworkRun<Layer, S> run;
  network.forward(theta, x, given, run);
  run.dy = cube<S>(one, "r");
  for (arma::uword b = 0; b < given.lengths.n_elem; ++b)
    for (arma::uword t = given.lengths[b]; t < x.n_slices; ++t) {
      run.y.slice(t).col(b).zeros();
      run.dy.slice(t).col(b).zeros();
    }
  CHECK(arma::abs(run.y - y).max() <= forward_limit);

  arma::Col<S> gradient(theta.n_elem, arma::fill::zeros);
  network.backward(theta, x, given, run, gradient);
  arma::Cube<S> dx;
  network.input_gradient(theta, given, run, dx);
  CHECK(arma::abs(dx - cube<S>(one, "grad.x")).max() <= limit);
  const Weights ours = to_weights(network, gradient);
  for (const auto& [key, tensor] : ours.tensors) {
    INFO(key);
    if (!key.starts_with("bias_hh")) CHECK(difference<S>(tensor, find_tensor(one, "grad." + key)) <= limit);
  }
}

void compare_all(const Cell& cell, const std::string& kind) {
  const Weights in_float = load_weights(GOLDEN_DIR "/pytorch_float.safetensors"),
                in_double = load_weights(GOLDEN_DIR "/pytorch_double.safetensors");
  compare<Recurrent, float>(cell, in_float, kind + "_1", 1);
  compare<Recurrent, float>(cell, in_float, kind + "_3_lengths", 3);
  compare<Bidirectional, float>(cell, in_float, kind + "_2_both", 2);
  compare<Bidirectional, float>(cell, in_float, kind + "_2_both_lengths", 2);
  compare<Recurrent, double>(cell, in_double, kind + "_1", 1);
  compare<Recurrent, double>(cell, in_double, kind + "_3_lengths", 3);
  compare<Bidirectional, double>(cell, in_double, kind + "_2_both", 2);
  compare<Bidirectional, double>(cell, in_double, kind + "_2_both_lengths", 2);
}

}  // namespace

TEST_CASE("Elman with tanh agrees with PyTorch") { compare_all(cell_of<Elman<>>(), "tanh"); }
TEST_CASE("Elman with ReLU agrees with PyTorch") { compare_all(cell_of<Elman<Activation::relu>>(), "relu"); }
TEST_CASE("LSTM agrees with PyTorch") { compare_all(cell_of<Lstm<>>(), "lstm"); }
TEST_CASE("GRU with reset after the product agrees with PyTorch") {
  compare_all(cell_of<Gru<Reset::after>>(), "gru");
}

TEST_CASE("a GRU's own bias of U h agrees with PyTorch's gradient of bias_hh") {
  const Weights golden = load_weights(GOLDEN_DIR "/pytorch_double.safetensors"),
                one = case_of(golden, "gru_1");
  Weights parameters;
  for (const auto& [key, tensor] : one.tensors)
    if (one.tensors.contains("grad." + key) && key != "x") parameters.tensors[key] = tensor;
  Network<Recurrent> network;
  network.stack = stack_of<Recurrent>(1, cell_of<Gru<Reset::after>>(), 3, 4);
  network.outputs = 2;
  const arma::vec theta = from_weights<double>(network, parameters);
  NetworkRun<Recurrent, double> run;
  const arma::cube x = cube<double>(one, "x");
  network.forward(theta, x, {}, run);
  run.dy = cube<double>(one, "r");
  arma::vec gradient(theta.n_elem, arma::fill::zeros);
  network.backward(theta, x, {}, run, gradient);
  const Weights ours = to_weights(network, gradient);
  const auto &a = std::get<std::vector<double>>(find_tensor(ours, "bias_hh_l0").values),
             &b = std::get<std::vector<double>>(find_tensor(one, "grad.bias_hh_l0").values);
  for (std::size_t k = 8; k < 12; ++k) CHECK(std::abs(a[k] - b[k]) <= 1e-12);  // rows of n
}

namespace {

template <class Layer>
void check_comes_back(const Cell& cell) {
  Network<Layer> network;
  network.stack = stack_of<Layer>(2, cell, 3, 4, 3);
  network.outputs = 2;
  network.shortcut = true;
  Stream stream(1);
  arma::vec theta(network.parameters());
  for (double& value : theta) value = stream.normal();
  const arma::vec again = from_weights<double>(network, to_weights(network, theta));
  CHECK(arma::abs(again - theta).max() == 0);
}

}  // namespace

TEST_CASE("weights of every cell come back as they were saved") {
  for (const Model& model : lineup()) {
    INFO(model.name << " " << model.variant);
    check_comes_back<Recurrent>(*model.cell);
    check_comes_back<Bidirectional>(*model.cell);
  }
}

TEST_CASE("weights that do not fit a network are refused") {
  Network<Recurrent> network, other;
  network.stack = stack_of<Recurrent>(1, cell_of<Lstm<>>(), 3, 4);
  other.stack = stack_of<Recurrent>(1, cell_of<Lstm<>>(), 3, 5);
  Weights weights = to_weights(network, arma::fvec(network.parameters(), arma::fill::zeros));
  CHECK_THROWS_WITH(from_weights<float>(other, weights),
                    Contains("weight_ih_l0") && Contains("[16, 3]") && Contains("[20, 3]"));
  weights.tensors["more"] = Tensor{{1}, std::vector<float>{1}};
  CHECK_THROWS_WITH(from_weights<float>(network, weights), Contains("5 tensors") && Contains("4"));
  weights.tensors.erase("more");
  weights.tensors.erase("bias_hh_l0");
  CHECK_THROWS_WITH(from_weights<float>(network, weights), Contains("bias_hh_l0"));
  CHECK_THROWS_WITH(to_weights(network, arma::fvec(3)), Contains("3 elements") && Contains("parameters"));
}
