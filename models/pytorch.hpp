// Conversion of networks to and from the names and layouts of PyTorch
//
//   Elman      torch.nn.RNN      h' = φ(W_ih x + b_ih + W_hh h + b_hh), φ tanh or relu
//   LSTM       torch.nn.LSTM     gates in the order i, f, g, o
//   GRU        torch.nn.GRU      gates in the order r, z, n;  h' = (1 - z)∘n + z∘h, reset after the product
//
// weight_ih_l0 is (gates · units) × inputs, weight_hh_l0 (gates · units) × units, bias_ih_l0 and bias_hh_l0
// gates · units; the layers above are l1, …, and names of the backward direction end in _reverse. The
// conversion does three things:
//   - it puts the gates in that order;
//   - PyTorch's z is one minus ours: as 1 - σ(a) = σ(-a), its rows of W, U and b get the other sign;
//   - PyTorch has two biases where only their sum matters: ours is written to bias_ih and 0 to bias_hh, and
//     their sum is read. In a GRU's candidate both matter; there bias_hh is added to U h.
// The output layer is output.weight and output.bias, as of a torch.nn.Linear with the name `output`. PyTorch
// has no GRU with the reset gate before the product, and none can be converted to one. Blocks of every other
// cell, and a shortcut, keep the names of network.hpp: "layers.0.W", … All are row-major.
#pragma once
#include <armadillo>
#include <stdexcept>
#include <string>
#include <vector>

#include "core/network.hpp"
#include "core/weights.hpp"

namespace unroll {

// One of PyTorch's gates: the slot that W and b feed here, the slot that U feeds, and the sign of both.
struct TorchGate {
  int input, recurrent, sign = 1;
};

// PyTorch's gates in its order; empty for a cell that PyTorch does not have.
std::vector<TorchGate> torch_gates(const Cell& cell);

namespace detail {

// The rows of PyTorch's matrices, from the top, in our W, U and b, and their sign.
struct TorchRows {
  arma::uvec W, U, b, b_recurrent;
  arma::vec sign;
};

TorchRows torch_rows(const Layout& layout);

template <class S>
void write_torch(const Layout& layout, arma::Col<S> theta, const std::string& suffix, Weights& file) {
  const TorchRows rows = torch_rows(layout);
  const arma::Col<S> sign = arma::conv_to<arma::Col<S>>::from(rows.sign);
  arma::Mat<S> W = layout.W(theta).eval().rows(rows.W), U = layout.U(theta, 0).eval().rows(rows.U);
  arma::Col<S> b = layout.b(theta), b_hh = sign % b(rows.b_recurrent);
  b_hh(arma::find(rows.b == rows.b_recurrent)).zeros();
  file.tensors["weight_ih" + suffix] = to_tensor(arma::Mat<S>(W.each_col() % sign));
  file.tensors["weight_hh" + suffix] = to_tensor(arma::Mat<S>(U.each_col() % sign));
  file.tensors["bias_ih" + suffix] = to_tensor(arma::Col<S>(sign % b(rows.b)));
  file.tensors["bias_hh" + suffix] = to_tensor(b_hh);
}

// Takes tensors by name and counts them, so that a superfluous one is noticed.
template <class S>
struct TensorReader {
  const Weights& file;
  std::size_t taken = 0;
  arma::Mat<S> matrix(const std::string& name, arma::uword rows, arma::uword columns) {
    return to_matrix<S>(tensor(name), rows, columns, name);
  }
  arma::Col<S> vector(const std::string& name, arma::uword n) { return to_vector<S>(tensor(name), n, name); }
  Tensor tensor(const std::string& name) {
    ++taken;
    return converted<S>(find_tensor(file, name), name);
  }
};

template <class S>
void read_torch(const Layout& layout, arma::Col<S>& theta, const std::string& suffix, TensorReader<S>& file) {
  const TorchRows rows = torch_rows(layout);
  const arma::Col<S> sign = arma::conv_to<arma::Col<S>>::from(rows.sign);
  arma::Mat<S> W = layout.W(theta), U = layout.U(theta, 0);
  arma::Col<S> b = layout.b(theta);
  const arma::uword n = sign.n_elem;
  W.rows(rows.W) = file.matrix("weight_ih" + suffix, n, layout.inputs).each_col() % sign;
  U.rows(rows.U) = file.matrix("weight_hh" + suffix, n, layout.units).each_col() % sign;
  b.zeros();
  b(rows.b) = sign % file.vector("bias_ih" + suffix, n);
  b(rows.b_recurrent) += sign % file.vector("bias_hh" + suffix, n);
}

// The suffix of PyTorch's names for a layer and direction: "_l0", "_l0_reverse", …
inline std::string torch_suffix(std::size_t layer, int way) {
  return "_l" + std::to_string(layer) + (way == 1 ? "_reverse" : "");
}

template <class Layer>
bool is_torch(const Network<Layer>& network) {
  return !torch_gates(*network.stack.layers.at(0).cell_layout().cell).empty();
}

// The blocks that keep their matrices as they are, with their names in the file.
template <class Layer>
std::vector<ParameterBlock> plain_blocks(const Network<Layer>& network) {
  const bool torch = is_torch(network);
  std::vector<ParameterBlock> plain;
  for (ParameterBlock block : network.blocks()) {
    if (torch && block.name.starts_with("layers.")) continue;
    if (block.name == "output.V") block.name = "output.weight";
    if (block.name == "output.b") block.name = "output.bias";
    plain.push_back(block);
  }
  return plain;
}

}  // namespace detail

// The weights θ of a network, for saving.
template <class Layer, class S>
Weights to_weights(const Network<Layer>& network, const arma::Col<S>& theta) {
  if (theta.n_elem != network.parameters())
    throw std::invalid_argument("θ has " + std::to_string(theta.n_elem) + " elements; this network has " +
                                std::to_string(network.parameters()) + " parameters");
  Weights file;
  if (detail::is_torch(network))
    network.for_cells(theta, [&](const auto& layout, const arma::Col<S>& window, std::size_t layer, int way) {
      detail::write_torch(layout, window, detail::torch_suffix(layer, way), file);
    });
  for (const ParameterBlock& block : detail::plain_blocks(network)) {
    const arma::Mat<S> values(const_cast<S*>(theta.memptr()) + block.first, block.rows, block.columns, false);
    file.tensors[block.name] =
        block.columns == 1 && !block.decays ? to_tensor(arma::Col<S>(values)) : to_tensor(values);
  }
  return file;
}

// θ from weights in our form or in PyTorch's; numbers of the other type are converted. Throws
// std::runtime_error for a tensor that is missing, has another shape, or is superfluous.
template <class S, class Layer>
arma::Col<S> from_weights(const Network<Layer>& network, const Weights& weights) {
  arma::Col<S> theta(network.parameters(), arma::fill::zeros);
  detail::TensorReader<S> file{weights};
  if (detail::is_torch(network))
    network.for_cells(theta, [&](const auto& layout, arma::Col<S>& window, std::size_t layer, int way) {
      detail::read_torch(layout, window, detail::torch_suffix(layer, way), file);
    });
  for (const ParameterBlock& block : detail::plain_blocks(network)) {
    arma::Mat<S> values(theta.memptr() + block.first, block.rows, block.columns, false, true);
    if (block.columns == 1 && !block.decays)
      values = file.vector(block.name, block.rows);
    else
      values = file.matrix(block.name, block.rows, block.columns);
  }
  if (file.taken != weights.tensors.size())
    throw std::runtime_error("the weights have " + std::to_string(weights.tensors.size()) +
                             " tensors; this network has " + std::to_string(file.taken));
  return theta;
}

}  // namespace unroll
