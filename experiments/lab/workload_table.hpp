// The training steps that are timed, as sizes: what `unroll bench` and its peers in other libraries share.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

namespace unroll::lab {

struct Workload {
  std::string name;
  std::size_t inputs, units, batch, steps, outputs;
  bool symbols;      // the input is one of `inputs` symbols at each step
  bool each_step;    // softmax over the outputs at each step; else one number's squared error at the last
  bool states_only;  // the gradient with respect to the states of all steps, and no more
  bool restricted = false;  // contrastive divergence of a restricted Boltzmann machine: `inputs` are visible
};

inline const std::vector<Workload>& workloads() {
  static const std::vector<Workload> all{{"W1", 96, 128, 50, 50, 96, true, true, false},
                                         {"W2", 96, 512, 100, 100, 96, true, true, false},
                                         {"W3", 2, 64, 20, 200, 1, false, false, false},
                                         {"W4", 2, 10, 1, 100, 1, false, false, false},
                                         {"W5", 2, 100, 32, 500, 1, false, false, true},
                                         {"784x500b100", 784, 500, 100, 0, 0, false, false, false, true}};
  return all;
}

// The models that other libraries have too. Their gru resets after the product; rbm is CD-1 with hidden units
// drawn and probabilities for the visible ones.
inline const std::vector<std::string>& common_models() {
  static const std::vector<std::string> all{"rnn", "gru", "lstm", "rbm"};
  return all;
}

// Does the model run on the workload?
inline bool fits(const Workload& workload, const std::string& model) {
  return workload.restricted == (model == "rbm");
}

// What lines of JSON and tables call the model.
inline std::string shown_name(const std::string& model) { return model == "rbm" ? "rbm-cd1" : model; }

// Products of a step, in units × units.
inline std::size_t gates(const std::string& model) {
  return model == "lstm" ? 4 : model.starts_with("gru") ? 3 : 1;
}

// Multiplications and additions that no exact method can leave out. An input of symbols costs none.
inline double operations(const Workload& w, const std::string& model) {
  const auto of = [](std::size_t n) { return static_cast<double>(n); };
  if (w.restricted) return 10 * of(w.batch) * of(w.inputs) * of(w.units);  // five products
  const double steps = of(w.batch) * of(w.steps),
               recurrent = 2 * steps * of(gates(model)) * of(w.units) * of(w.units),
               input = w.symbols ? 0 : 2 * steps * of(gates(model)) * of(w.units) * of(w.inputs),
               output = 2 * (w.each_step ? steps : of(w.batch)) * of(w.units) * of(w.outputs);
  return w.states_only ? 2 * recurrent : 3 * recurrent + 2 * input + 3 * output;
}

}  // namespace unroll::lab
