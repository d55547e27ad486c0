// One recurrent layer of oneDNN: its primitives forward and back, with the weights in the layout they ask
// for.
#pragma once
#include <cstring>
#include <oneapi/dnnl/dnnl.hpp>
#include <string>
#include <unordered_map>
#include <vector>

#include "experiments/lab/workload_table.hpp"

namespace unroll::peers {

struct Library {
  dnnl::engine engine{dnnl::engine::kind::cpu, 0};
  dnnl::stream stream{engine};
};

struct LayerShape {
  std::string model;
  long steps, batch, inputs, units;
};

class Layer {
 public:
  using Arguments = std::unordered_map<int, dnnl::memory>;

  // With `states`, the first and the last state are arguments too.
  Layer(Library& library, const LayerShape& shape, bool states) : library_(library) {
    const long gates = static_cast<long>(lab::gates(shape.model)), biases = shape.model == "gru" ? 4 : gates;
    input = described({shape.steps, shape.batch, shape.inputs}, Tag::tnc);
    output = described({shape.steps, shape.batch, shape.units}, Tag::tnc);
    if (states) state = described({1, 1, shape.batch, shape.units}, Tag::ldnc);
    w_ = described({1, 1, shape.inputs, gates, shape.units}, Tag::ldigo);
    u_ = described({1, 1, shape.units, gates, shape.units}, Tag::ldigo);
    b_ = described({1, 1, biases, shape.units}, Tag::ldgo);
    const Desc w = described({1, 1, shape.inputs, gates, shape.units}, Tag::any),
               u = described({1, 1, shape.units, gates, shape.units}, Tag::any);
    make_primitives(shape.model, w, u);
  }

  std::size_t parameters() const { return (w_.get_size() + u_.get_size() + b_.get_size()) / sizeof(float); }

  // Where the weights and their gradients lie: W, U, biases, parameters() numbers each.
  void bind(float* theta, float* gradient) {
    const std::size_t u = w_.get_size() / sizeof(float), b = u + u_.get_size() / sizeof(float);
    b_of_ = dnnl::memory(b_, library_.engine, theta + b);
    db_ = dnnl::memory(b_, library_.engine, gradient + b);
    w_forward_ = taken(w_, theta, forms_[0]);
    u_forward_ = taken(u_, theta + u, forms_[1]);
    w_backward_ = taken(w_, theta, forms_[2]);
    u_backward_ = taken(u_, theta + u, forms_[3]);
    dw_ = given(w_, gradient, forms_[4]);
    du_ = given(u_, gradient + u, forms_[5]);
  }

  void take_weights() { copy(taken_); }
  void give_gradients() { copy(given_); }
  void clear_gradients() {  // which the primitives add to
    for (const auto* m : {&dw_, &du_, &db_}) std::memset(m->get_data_handle(), 0, m->get_desc().get_size());
  }

  Arguments forward_arguments(Arguments more) const {
    more.insert(
        {{DNNL_ARG_WEIGHTS_LAYER, w_forward_}, {DNNL_ARG_WEIGHTS_ITER, u_forward_}, {DNNL_ARG_BIAS, b_of_}});
    return more;
  }
  Arguments backward_arguments(Arguments more) const {
    more.insert({{DNNL_ARG_WEIGHTS_LAYER, w_backward_},
                 {DNNL_ARG_WEIGHTS_ITER, u_backward_},
                 {DNNL_ARG_BIAS, b_of_},
                 {DNNL_ARG_DIFF_WEIGHTS_LAYER, dw_},
                 {DNNL_ARG_DIFF_WEIGHTS_ITER, du_},
                 {DNNL_ARG_DIFF_BIAS, db_}});
    return more;
  }
  void run_forward(const Arguments& arguments) { forward_.execute(library_.stream, arguments); }
  void run_backward(const Arguments& arguments) { backward_.execute(library_.stream, arguments); }
  void forward(Arguments more) { run_forward(forward_arguments(std::move(more))); }
  void backward(Arguments more) { run_backward(backward_arguments(std::move(more))); }

  dnnl::memory::desc input, output, state, workspace;

 private:
  using Desc = dnnl::memory::desc;
  using Tag = dnnl::memory::format_tag;
  struct Copy {
    dnnl::reorder reorder;
    dnnl::memory from, to;
  };

  static Desc described(const dnnl::memory::dims& sizes, Tag tag) {
    return {sizes, dnnl::memory::data_type::f32, tag};
  }

  void make_primitives(const std::string& model, const Desc& w, const Desc& u) {
    const auto there = dnnl::prop_kind::forward_training;
    const auto back = dnnl::prop_kind::backward;
    const auto right = dnnl::rnn_direction::unidirectional_left2right;
    const auto tanh = dnnl::algorithm::eltwise_tanh;
    const Desc &x = input, &h = state, &y = output;
    if (model == "rnn")
      make<dnnl::vanilla_rnn_forward, dnnl::vanilla_rnn_backward>(
          {there, tanh, right, x, h, w, u, b_, y, h},
          {back, tanh, right, x, h, w, u, b_, y, h, x, h, w, u, b_, y, h});
    else if (model == "gru")
      make<dnnl::lbr_gru_forward, dnnl::lbr_gru_backward>(
          {there, right, x, h, w, u, b_, y, h}, {back, right, x, h, w, u, b_, y, h, x, h, w, u, b_, y, h});
    else
      make<dnnl::lstm_forward, dnnl::lstm_backward>(
          {there, right, x, h, h, w, u, b_, y, h, h},
          {back, right, x, h, h, w, u, b_, y, h, h, x, h, h, w, u, b_, y, h, h});
  }

  template <class Forward, class Backward>
  void make(const typename Forward::desc& there, const typename Backward::desc& back) {
    const typename Forward::primitive_desc f(there, library_.engine);
    const typename Backward::primitive_desc b(back, library_.engine, f);
    forward_ = Forward(f);
    backward_ = Backward(b);
    workspace = f.workspace_desc();
    forms_ = {f.weights_layer_desc(), f.weights_iter_desc(),       b.weights_layer_desc(),
              b.weights_iter_desc(),  b.diff_weights_layer_desc(), b.diff_weights_iter_desc()};
  }

  // What the primitives read or write: the numbers themselves where the layout is theirs already.
  dnnl::memory taken(const Desc& plain, float* numbers, const Desc& form) {
    return other_form(plain, numbers, form, [&](const auto& here, const auto& there) {
      taken_.push_back({dnnl::reorder(here, there), here, there});
    });
  }
  dnnl::memory given(const Desc& plain, float* numbers, const Desc& form) {
    return other_form(plain, numbers, form, [&](const auto& here, const auto& there) {
      given_.push_back({dnnl::reorder(there, here), there, here});
    });
  }
  template <class Remember>
  dnnl::memory other_form(const Desc& plain, float* numbers, const Desc& form, Remember remember) {
    const dnnl::memory here(plain, library_.engine, numbers);
    if (plain == form) return here;
    const dnnl::memory there(form, library_.engine);
    remember(here, there);
    return there;
  }

  void copy(const std::vector<Copy>& all) {
    for (const Copy& one : all) {
      dnnl::memory from = one.from, to = one.to;
      one.reorder.execute(library_.stream, from, to);
    }
  }

  Library& library_;
  Desc w_, u_, b_;
  std::vector<Desc> forms_;
  dnnl::primitive forward_, backward_;
  dnnl::memory b_of_, db_, w_forward_, u_forward_, w_backward_, u_backward_, dw_, du_;
  std::vector<Copy> taken_, given_;
};

}  // namespace unroll::peers
