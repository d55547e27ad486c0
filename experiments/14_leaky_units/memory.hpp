// What a leak keeps and what it costs, on units with U = 0: the memory of one pulse, and the gain of a wave.
#pragma once
#include <armadillo>
#include <vector>

#include "experiments/lab/run.hpp"

namespace unroll::experiments::leaks {

// Of one α: h_{1+k} / h_1 after a pulse at the first step, for k = 0 … lags.
struct PulseMemory {
  double alpha = 0;
  bool learnt = false;  // α = σ(λ) in the net
  arma::vec kept;
  // The largest |kept_k / α^k - 1|, as far as α^k is a number.
  double worst() const;
};

// Of one α: the amplitude of h over that of φ(W x) when the input is a wave of so many steps a period.
struct WaveGain {
  double alpha = 0;
  arma::uword period = 0;
  double gain = 0;
};

PulseMemory pulse_memory(double alpha, bool learnt, arma::uword lags);

// Period 2 is +1, -1, …, whatever the weight is; longer ones are cosines so small that φ is straight.
WaveGain wave_gain(double alpha, arma::uword period);

}  // namespace unroll::experiments::leaks
