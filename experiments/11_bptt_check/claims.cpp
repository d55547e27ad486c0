#include "claims.hpp"

namespace unroll::experiments::bptt {
namespace {

const char* const complexity = "after Schmidhuber 1992, introduction; Williams & Zipser 1995";

std::vector<lab::Claim> of_agreement() {
  return {
      {.id = "bptt_rtrl",
       .claim = "Every cell: largest disagreement of BPTT and RTRL, relative",
       .source = "theory: both are dL/dθ; after Williams & Zipser 1989, eqs. (9)–(13)",
       .published = "0",
       .unit = "",
       .low = 0,
       .high = 1e-7,
       .reason = "an identity; 1e-7 is the bound that every gradient of the project keeps"},
      {.id = "bptt_differences",
       .claim = "Every cell: largest disagreement of BPTT and central differences, relative",
       .source = "theory: the definition of a derivative; core/gradient_check.hpp",
       .published = "0",
       .unit = "",
       .low = 0,
       .high = 1e-7,
       .reason = "an identity up to ε⁶ and rounding; the same bound"},
      {.id = "one_step_short",
       .claim = "The least disagreement where a gradient leaves out the farthest step alone",
       .source = "control: an error of that size must be seen",
       .published = "above 1e-7",
       .unit = "",
       .low = 1e-7,
       .high = 1000,
       .reason = "a check whose bound the smallest omission keeps could not fail"},
  };
}

std::vector<lab::Claim> of_truncation() {
  const std::string compared = "comparison over seeds; no figure is published for it";
  return {
      {.id = "whole_chunk",
       .claim = "One chunk of k = T: largest |cosine - 1| and |norm ratio - 1|",
       .source = "theory: it is the whole gradient; after Williams & Peng 1990",
       .published = "0",
       .unit = "",
       .low = 0,
       .high = 0,
       .reason = "the same operations in the same order"},
      {.id = "whole_window",
       .claim = "k = T steps back from every step: largest |cosine - 1| and |norm ratio - 1|",
       .source = "theory: g_T = G_0 + … + G_{T-1} = dL/dθ",
       .published = "0",
       .unit = "",
       .low = 0,
       .high = 1e-12,
       .reason = "the same sum in another order; 1e-12 is for rounding"},
      {.id = "window_gates",
       .claim = "After training, loss at the last step: k for a cosine of 0.9, LSTM by tanh network",
       .source = compared,
       .published = "no figure",
       .unit = "times",
       .low = 1.1,
       .high = 1000,
       .reason = "a comparison: gates carry the gradient farther, so a cut leaves out more"},
      {.id = "window_training",
       .claim = "LSTM, loss at the last step: k for a cosine of 0.9, after training by before",
       .source = compared,
       .published = "no figure",
       .unit = "times",
       .low = 1.1,
       .high = 1000,
       .reason = "a comparison: a network that learns long lags has long gradients"},
      {.id = "window_loss",
       .claim = "LSTM after training: k for a cosine of 0.9, loss at the last step by loss at each step",
       .source = compared,
       .published = "no figure",
       .unit = "times",
       .low = 1.1,
       .high = 1000,
       .reason = "a comparison: losses at each step have much that is near them"},
  };
}

lab::Claim power(const char* id, const char* claim, const char* published, double of, double give,
                 const char* reason) {
  return {.id = id,
          .claim = claim,
          .source = complexity,
          .published = published,
          .unit = "",
          .low = of - give,
          .high = of + give,
          .reason = reason};
}

std::vector<lab::Claim> of_cost() {
  const char* counted = "counted from n = 256 to 512, where inputs and biases hardly matter";
  const char* in_time = "counted from T = 32768 to 65536 at n = 16, where T + 1 is nearly T";
  const char* clock = "a clock on a shared machine; overheads that do not grow with T or n remain";
  std::vector<lab::Claim> all{
      power("bptt_units", "Work of BPTT grows with n to the power", "2", 2, 0.1, counted),
      power("rtrl_units", "Work of RTRL grows with n to the power", "4", 4, 0.1, counted),
      power("rtrl_memory", "Memory of RTRL grows with n to the power", "3", 3, 0.1, counted),
      power("bptt_length", "Work of BPTT grows with T to the power", "1", 1, 0.01, in_time),
      power("rtrl_length", "Work of RTRL grows with T to the power", "1", 1, 0.01, in_time),
      power("bptt_every_step", "Work of BPTT done anew after every step grows with T to the power", "2", 2,
            0.01, in_time),
      power("time_bptt_length", "Time of BPTT grows with T to the power (this machine)", "1", 1, 0.2, clock),
      power("time_rtrl_length", "Time of RTRL grows with T to the power (this machine)", "1", 1, 0.2, clock),
      power("time_rtrl_units", "Time of RTRL grows with n to the power (this machine, two largest n)", "4", 4,
            0.5, clock),
  };
  all[1].source = "Schmidhuber 1992, abstract: O(n⁴) a step";
  return all;
}

}  // namespace

std::vector<lab::Claim> bptt_claims() {
  std::vector<lab::Claim> all = of_agreement();
  for (const auto& part : {of_truncation(), of_cost()}) all.insert(all.end(), part.begin(), part.end());
  return all;
}

}  // namespace unroll::experiments::bptt
