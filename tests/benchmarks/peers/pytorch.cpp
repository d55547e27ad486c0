// PyTorch's training step: the fused operations behind nn.RNN, nn.GRU and nn.LSTM, a linear output, autograd,
// its own Adam. Their input of symbols is a dense matrix of zeros and ones, since these operations take no
// other. For W5 cells in a loop, because only so is there an h_t of each step to ask autograd for; its
// weights want no gradient.
#include <ATen/Parallel.h>
#include <torch/autograd.h>
#include <torch/optim/adam.h>
#include <torch/types.h>

#include <cmath>
#include <memory>
#include <stdexcept>
#include <vector>

#include "peer.hpp"

namespace unroll::peers {
namespace {

using lab::Workload;
using torch::Tensor;

std::int64_t of(std::size_t n) { return static_cast<std::int64_t>(n); }

struct Net {
  std::string model;
  std::int64_t inputs, units, batch, steps;
  std::vector<Tensor> cell;  // W, U, their biases
  Tensor out, out_bias;

  Net(const Workload& w, const std::string& name, bool learns)
      : model(name), inputs(of(w.inputs)), units(of(w.units)), batch(of(w.batch)), steps(of(w.steps)) {
    const double bound = 1 / std::sqrt(static_cast<double>(units));
    const auto drawn = [&](std::vector<std::int64_t> sizes) {
      return (torch::rand(sizes) * (2 * bound) - bound).set_requires_grad(learns);
    };
    const std::int64_t rows = of(lab::gates(model)) * units;
    cell = {drawn({rows, inputs}), drawn({rows, units}), drawn({rows}), drawn({rows})};
    out = drawn({of(w.outputs), units});
    out_bias = drawn({of(w.outputs)});
  }

  std::vector<Tensor> weights() const {
    std::vector<Tensor> all = cell;
    all.insert(all.end(), {out, out_bias});
    return all;
  }

  // steps × batch × inputs to steps × batch × units.
  Tensor states(const Tensor& x) const {
    const Tensor zero = torch::zeros({1, batch, units});
    if (model == "rnn") return std::get<0>(torch::rnn_tanh(x, zero, cell, true, 1, 0., true, false, false));
    if (model == "gru") return std::get<0>(torch::gru(x, zero, cell, true, 1, 0., true, false, false));
    return std::get<0>(torch::lstm(x, {zero, zero}, cell, true, 1, 0., true, false, false));
  }

  // The states of steps 0 … T, each a node of its own.
  std::vector<Tensor> states_one_by_one(const Tensor& x) const {
    std::vector<Tensor> h{torch::zeros({batch, units}).requires_grad_(true)};
    Tensor c = torch::zeros({batch, units}), u = cell[1].t(), wx;
    if (model == "rnn")  // the input's part of all steps in one product
      wx = torch::addmm(cell[2] + cell[3], x.view({-1, inputs}), cell[0].t()).view({steps, batch, units});
    for (std::int64_t t = 0; t < steps; ++t) {
      Tensor next;
      if (model == "rnn")
        next = torch::tanh(torch::addmm(wx[t], h.back(), u));
      else if (model == "gru")
        next = torch::gru_cell(x[t], h.back(), cell[0], cell[1], cell[2], cell[3]);
      else
        std::tie(next, c) = torch::lstm_cell(x[t], {h.back(), c}, cell[0], cell[1], cell[2], cell[3]);
      h.push_back(next);
    }
    return h;
  }

  Tensor output(const Tensor& h) const { return torch::addmm(out_bias, h, out.t()); }
};

Step states_step(const Workload& w, const std::string& model) {
  const auto net = std::make_shared<Net>(w, model, false);
  const Tensor x = torch::rand({net->steps, net->batch, net->inputs}),
               y = torch::full({net->batch, of(w.outputs)}, 0.5);
  return [=] {
    const std::vector<Tensor> h = net->states_one_by_one(x);
    const Tensor loss = torch::mse_loss(net->output(h.back()), y);
    const auto gradients = torch::autograd::grad({loss}, h);
    if (gradients.size() != h.size()) throw std::runtime_error("a state has no gradient");
    return loss.item<double>();
  };
}

Step training_step(const Workload& w, const std::string& model) {
  const auto net = std::make_shared<Net>(w, model, true);
  const auto adam = std::make_shared<torch::optim::Adam>(net->weights(), torch::optim::AdamOptions(1e-3));
  const std::int64_t steps = of(w.steps), batch = of(w.batch), inputs = of(w.inputs);
  const Tensor x = w.symbols ? torch::one_hot(torch::randint(inputs, {steps, batch}, torch::kLong), inputs)
                                   .to(torch::kFloat32)
                                   .contiguous()
                             : torch::rand({steps, batch, inputs});
  const Tensor y = w.each_step ? torch::randint(of(w.outputs), {steps * batch}, torch::kLong)
                               : torch::full({batch, of(w.outputs)}, 0.5);
  return [=, each_step = w.each_step] {
    adam->zero_grad();
    const Tensor h = net->states(x);
    const Tensor loss = each_step ? torch::cross_entropy_loss(net->output(h.reshape({-1, net->units})), y)
                                  : torch::mse_loss(net->output(h[steps - 1]), y);
    loss.backward();
    adam->step();
    return loss.item<double>();
  };
}

// CD-1 as one writes it in PyTorch: products that add into the weights, what can be done in place done so.
Step divergence_step(const Workload& workload) {
  const std::int64_t batch = of(workload.batch), visible = of(workload.inputs), hidden = of(workload.units);
  const Tensor w = torch::randn({visible, hidden}) * 0.01, b = torch::zeros({visible}),
               c = torch::zeros({hidden}), v = torch::rand({batch, visible}).lt(0.2).to(torch::kFloat32);
  const double rate = 0.1 / static_cast<double>(batch);
  return [=]() mutable {
    const torch::NoGradGuard no_gradient;
    const Tensor h = torch::addmm(c, v, w).sigmoid_(), drawn = torch::bernoulli(h),
                 v1 = torch::addmm(b, drawn, w.t()).sigmoid_(), h1 = torch::addmm(c, v1, w).sigmoid_();
    w.addmm_(v.t(), h, 1, rate);
    w.addmm_(v1.t(), h1, 1, -rate);
    const Tensor wrong = v - v1;
    b.add_(wrong.sum(0), rate);
    c.add_((h - h1).sum(0), rate);
    return wrong.square_().sum().item<double>();
  };
}

Step make_step(const Workload& workload, const std::string& model, unsigned threads) {
  at::set_num_threads(static_cast<int>(threads));
  torch::manual_seed(1);
  if (workload.restricted) return divergence_step(workload);
  return workload.states_only ? states_step(workload, model) : training_step(workload, model);
}

}  // namespace
}  // namespace unroll::peers

int main(int argc, char** argv) {
  return unroll::peers::run_peer("pytorch", argc, argv, unroll::peers::make_step);
}
