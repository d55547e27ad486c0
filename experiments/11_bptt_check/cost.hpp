// What a gradient costs, counted from the cell's declaration: multiply-adds, and numbers kept.
//
//   forward, a step          Σ products to·from + W + one for each number of the tape
//   back through a step      the same with Uᵀ for U where nothing is cut, and once more Σ to·from + W for dU,
//   dW BPTT                     T · (forward + back);  keeps the tape and its gradient, T · height each RTRL
//   T · (forward + s · back + s² p);  keeps P and its successor, s · p each
//
// with s the numbers followed and p the parameters: a step of RTRL is s steps back, a row of J and D each,
// and the product J P. J is taken as full, as the formula has it; core leaves out zeros of J.
#pragma once
#include "models/core/rtrl.hpp"

namespace unroll::experiments::bptt {

struct Cost {
  double bptt = 0;             // one gradient, at the end
  double bptt_every_step = 0;  // a gradient after every step, each time back to the first
  double truncated = 0;        // a gradient after every step, each time back through k steps
  double rtrl = 0;             // a gradient after every step comes for nothing
  double bptt_memory = 0, truncated_memory = 0, rtrl_memory = 0;  // numbers
};

struct StepCost {
  double forward = 0, back = 0;
};

inline StepCost step_cost(const Layout& layout) {
  const auto rows = [&](Range slots) { return static_cast<double>(layout.rows(slots)); };
  const double W = rows(layout.cell->input) * static_cast<double>(layout.inputs);
  const double pass = static_cast<double>(layout.height());
  StepCost cost{W + pass, W + pass};
  for (const Product& p : layout.cell->products) {
    const double U = rows(p.to) * rows(p.from);
    cost.forward += U;
    cost.back += p.cut ? U : 2 * U;
  }
  return cost;
}

inline Cost cost_of(const Layout& layout, double steps, double k) {
  const StepCost step = step_cost(layout);
  const double s = static_cast<double>(followed_rows(layout).size()),
               p = static_cast<double>(layout.parameters()), height = static_cast<double>(layout.height());
  const double full = k < steps ? k : steps;  // how far back a truncated gradient goes at most
  Cost cost;
  cost.bptt = steps * (step.forward + step.back);
  cost.bptt_every_step = steps * step.forward + steps * (steps + 1) / 2 * step.back;
  cost.truncated = steps * step.forward + (full * (full + 1) / 2 + (steps - full) * full) * step.back;
  cost.rtrl = steps * (step.forward + s * step.back + s * s * p);
  cost.bptt_memory = 2 * height * (steps + 1);
  cost.truncated_memory = 2 * height * (full + 1);
  cost.rtrl_memory = 2 * s * p;
  return cost;
}

}  // namespace unroll::experiments::bptt
