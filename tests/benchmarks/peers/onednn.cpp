// oneDNN's training step: its fused primitives for recurrent layers, its product and its softmax for the
// output layer, and Adam, which it leaves to its user. For W5 primitives of one step, chained, because the
// fused one does not hand out the gradient of the states between; they compute the gradients of the weights
// as well.
#include <omp.h>

#include <cmath>
#include <cstring>
#include <memory>
#include <oneapi/dnnl/dnnl.hpp>
#include <random>
#include <stdexcept>
#include <vector>

#include "onednn_layer.hpp"
#include "peer.hpp"

namespace unroll::peers {
namespace {

using dnnl::memory;
using lab::Workload;

float* floats(const memory& m) { return static_cast<float*>(m.get_data_handle()); }

void check(dnnl::status status) {
  if (status != dnnl::status::success) throw std::runtime_error("a product failed");
}

class Adam {
 public:
  explicit Adam(std::size_t n) : mean_(n), square_(n) {}

  void step(std::vector<float>& theta, const std::vector<float>& gradient) {
    ++steps_;
    const long n = static_cast<long>(theta.size());
    const auto t = static_cast<float>(steps_);
    const float rate = 1e-3f / (1 - std::pow(0.9f, t)), scale = 1 / (1 - std::pow(0.999f, t));
    const auto update = [&, m = mean_.data(), v = square_.data(), p = theta.data(),
                         g = gradient.data()](long i) {
      m[i] = 0.9f * m[i] + 0.1f * g[i];
      v[i] = 0.999f * v[i] + 0.001f * g[i] * g[i];
      p[i] -= rate * m[i] / (std::sqrt(v[i] * scale) + 1e-8f);
    };
    // Waking threads costs more than a small net's update.
    if (n < 50000) {
      for (long i = 0; i < n; ++i) update(i);
    } else {
#pragma omp parallel for simd
      for (long i = 0; i < n; ++i) update(i);
    }
  }

 private:
  std::vector<float> mean_, square_;
  long steps_ = 0;
};

// y = V h + c for `rows` states, its loss, and back to the states. Weights and gradients lie behind the
// layer's.
class Output {
 public:
  Output(Library& library, const Workload& w, long rows, std::mt19937& random)
      : library_(library),
        rows_(rows),
        units_(static_cast<long>(w.units)),
        outputs_(static_cast<long>(w.outputs)),
        logits_({{rows_, outputs_}, memory::data_type::f32, memory::format_tag::nc}, library.engine),
        y_(logits_.get_desc(), library.engine),
        softmax_(dnnl::softmax_forward::primitive_desc(
            {dnnl::prop_kind::forward_training, logits_.get_desc(), 1}, library.engine)) {
    if (!w.each_step) return;
    std::uniform_int_distribution<long> draw(0, outputs_ - 1);
    for (long r = 0; r < rows_; ++r) labels_.push_back(draw(random));
  }

  std::size_t parameters() const { return static_cast<std::size_t>((units_ + 1) * outputs_); }

  // h and dh: rows × units; weights: units × outputs, then the bias; the gradient likewise.
  double pass(const float* h, float* dh, const float* weights, float* gradient) {
    const float* bias = weights + units_ * outputs_;
    float* logits = floats(logits_);
    for (long r = 0; r < rows_; ++r) std::copy(bias, bias + outputs_, logits + r * outputs_);
    check(
        dnnl::sgemm('N', 'N', rows_, outputs_, units_, 1, h, units_, weights, outputs_, 1, logits, outputs_));
    const double loss = labels_.empty() ? squared_error() : cross_entropy();
    const float* dy = floats(y_);
    check(dnnl::sgemm('T', 'N', units_, outputs_, rows_, 1, h, units_, dy, outputs_, 0, gradient, outputs_));
    check(dnnl::sgemm('N', 'T', rows_, units_, outputs_, 1, dy, outputs_, weights, outputs_, 0, dh, units_));
    float* dbias = gradient + units_ * outputs_;
    std::fill(dbias, dbias + outputs_, 0.f);
    for (long r = 0; r < rows_; ++r)
      for (long j = 0; j < outputs_; ++j) dbias[j] += dy[r * outputs_ + j];
    return loss;
  }

 private:
  // Both leave the loss's gradient with respect to the outputs in y_.
  double squared_error() {
    double sum = 0;
    const float scale = 2 / static_cast<float>(rows_ * outputs_);
    for (long i = 0; i < rows_ * outputs_; ++i) {
      const float error = floats(logits_)[i] - 0.5f;
      floats(y_)[i] = scale * error;
      sum += error * error;
    }
    return sum / static_cast<double>(rows_ * outputs_);
  }

  double cross_entropy() {
    softmax_.execute(library_.stream, {{DNNL_ARG_SRC, logits_}, {DNNL_ARG_DST, y_}});
    library_.stream.wait();
    float* p = floats(y_);
    double sum = 0;
    const float scale = 1 / static_cast<float>(rows_);
    for (long r = 0; r < rows_; ++r) {
      float* row = p + r * outputs_;
      const long label = labels_[static_cast<std::size_t>(r)];
      sum -= std::log(static_cast<double>(row[label]));
      row[label] -= 1;
      for (long j = 0; j < outputs_; ++j) row[j] *= scale;
    }
    return sum / static_cast<double>(rows_);
  }

  Library& library_;
  long rows_, units_, outputs_;
  memory logits_, y_;
  dnnl::softmax_forward softmax_;
  std::vector<long> labels_;
};

LayerShape shape_of(const Workload& w, const std::string& model, std::size_t steps) {
  return {model, static_cast<long>(steps), static_cast<long>(w.batch), static_cast<long>(w.inputs),
          static_cast<long>(w.units)};
}

void draw_inputs(const Workload& w, std::mt19937& random, float* x, std::size_t rows) {
  std::uniform_real_distribution<float> value(0, 1);
  std::uniform_int_distribution<std::size_t> symbol(0, w.inputs - 1);
  std::fill(x, x + rows * w.inputs, 0.f);
  for (std::size_t r = 0; r < rows; ++r)
    if (w.symbols)
      x[r * w.inputs + symbol(random)] = 1;
    else
      for (std::size_t i = 0; i < w.inputs; ++i) x[r * w.inputs + i] = value(random);
}

// Weights and their gradients, the layer's in front and the output's behind.
struct Parameters {
  std::vector<float> theta, gradient;

  Parameters(std::size_t n, std::size_t units, std::mt19937& random) : theta(n), gradient(n) {
    const float bound = 1 / std::sqrt(static_cast<float>(units));
    std::uniform_real_distribution<float> draw(-bound, bound);
    for (float& value : theta) value = draw(random);
  }
};

struct Training {
  Library library;
  std::mt19937 random{1};
  Layer layer;
  std::size_t rows;  // states that the loss sees, the last ones
  Output output;
  Parameters parameters;
  Adam adam;
  memory x, h, dx, dh, workspace;

  Training(const Workload& w, const std::string& model)
      : layer(library, shape_of(w, model, w.steps), false),
        rows(w.each_step ? w.batch * w.steps : w.batch),
        output(library, w, static_cast<long>(rows), random),
        parameters(layer.parameters() + output.parameters(), w.units, random),
        adam(parameters.theta.size()),
        x(layer.input, library.engine),
        h(layer.output, library.engine),
        dx(layer.input, library.engine),
        dh(layer.output, library.engine),
        workspace(layer.workspace, library.engine) {
    layer.bind(parameters.theta.data(), parameters.gradient.data());
    draw_inputs(w, random, floats(x), w.batch * w.steps);
    std::memset(floats(dh), 0, layer.output.get_size());
    unseen = (w.batch * w.steps - rows) * w.units;
  }

  double step() {
    const std::size_t behind = layer.parameters();
    layer.take_weights();
    layer.forward({{DNNL_ARG_SRC_LAYER, x}, {DNNL_ARG_DST_LAYER, h}, {DNNL_ARG_WORKSPACE, workspace}});
    library.stream.wait();
    const double loss = output.pass(floats(h) + unseen, floats(dh) + unseen, parameters.theta.data() + behind,
                                    parameters.gradient.data() + behind);
    layer.clear_gradients();
    layer.backward({{DNNL_ARG_SRC_LAYER, x},
                    {DNNL_ARG_DST_LAYER, h},
                    {DNNL_ARG_WORKSPACE, workspace},
                    {DNNL_ARG_DIFF_SRC_LAYER, dx},
                    {DNNL_ARG_DIFF_DST_LAYER, dh}});
    layer.give_gradients();
    library.stream.wait();
    adam.step(parameters.theta, parameters.gradient);
    return loss;
  }

  std::size_t unseen = 0;  // numbers in front of the states that the loss sees
};

// The gradient of all states, a primitive a step. dh[t] is that of h_t.
struct States {
  Library library;
  std::mt19937 random{1};
  Layer layer;
  Output output;
  Parameters parameters;
  std::vector<Layer::Arguments> forward, backward;
  std::vector<memory> h, c, dh, dc;

  States(const Workload& w, const std::string& model)
      : layer(library, shape_of(w, model, 1), true),
        output(library, w, static_cast<long>(w.batch), random),
        parameters(layer.parameters() + output.parameters(), w.units, random) {
    layer.bind(parameters.theta.data(), parameters.gradient.data());
    for (auto* all : {&h, &c, &dh, &dc})
      for (std::size_t t = 0; t <= w.steps; ++t) {
        all->emplace_back(layer.state, library.engine);
        std::memset(floats(all->back()), 0, layer.state.get_size());
      }
    const memory dx(layer.input, library.engine), d_output(layer.output, library.engine);
    std::memset(floats(d_output), 0, layer.output.get_size());
    for (std::size_t t = 0; t < w.steps; ++t) chain(w, t, dx, d_output, model == "lstm");
  }

  void chain(const Workload& w, std::size_t t, const memory& dx, const memory& d_output, bool cell) {
    const memory x(layer.input, library.engine);
    draw_inputs(w, random, floats(x), w.batch);
    Layer::Arguments to{{DNNL_ARG_SRC_LAYER, x},
                        {DNNL_ARG_SRC_ITER, h[t]},
                        {DNNL_ARG_DST_LAYER, memory(layer.output, library.engine)},
                        {DNNL_ARG_DST_ITER, h[t + 1]},
                        {DNNL_ARG_WORKSPACE, memory(layer.workspace, library.engine)}};
    if (cell) to.insert({{DNNL_ARG_SRC_ITER_C, c[t]}, {DNNL_ARG_DST_ITER_C, c[t + 1]}});
    Layer::Arguments back = to;
    back.insert({{DNNL_ARG_DIFF_SRC_LAYER, dx},
                 {DNNL_ARG_DIFF_SRC_ITER, dh[t]},
                 {DNNL_ARG_DIFF_DST_LAYER, d_output},
                 {DNNL_ARG_DIFF_DST_ITER, dh[t + 1]}});
    if (cell) back.insert({{DNNL_ARG_DIFF_SRC_ITER_C, dc[t]}, {DNNL_ARG_DIFF_DST_ITER_C, dc[t + 1]}});
    forward.push_back(layer.forward_arguments(to));
    backward.push_back(layer.backward_arguments(back));
  }

  double step() {
    const std::size_t behind = layer.parameters();
    layer.take_weights();
    for (const auto& arguments : forward) layer.run_forward(arguments);
    library.stream.wait();
    const double loss = output.pass(floats(h.back()), floats(dh.back()), parameters.theta.data() + behind,
                                    parameters.gradient.data() + behind);
    for (std::size_t t = backward.size(); t-- > 0;) layer.run_backward(backward[t]);
    library.stream.wait();
    return loss;
  }
};

Step make_step(const Workload& workload, const std::string& model, unsigned threads) {
  if (workload.restricted) throw std::invalid_argument("oneDNN has no primitive for a Boltzmann machine");
  omp_set_num_threads(static_cast<int>(threads));
  if (workload.states_only) return [all = std::make_shared<States>(workload, model)] { return all->step(); };
  return [all = std::make_shared<Training>(workload, model)] { return all->step(); };
}

}  // namespace
}  // namespace unroll::peers

int main(int argc, char** argv) {
  return unroll::peers::run_peer("onednn", argc, argv, unroll::peers::make_step);
}
