// All that a run of experiment 14 has measured.
#pragma once
#include <vector>

#include "costs.hpp"
#include "delays.hpp"
#include "memory.hpp"
#include "mixtures.hpp"

namespace unroll::experiments::leaks {

struct Results {
  std::vector<PulseMemory> memory = {};
  std::vector<WaveGain> waves = {};
  std::vector<DelayCurve> curves = {};
  std::vector<LearntRetention> learnt = {};
  std::vector<Readout> readouts = {};
  std::vector<Trained> nets = {};
  std::vector<Cost> costs = {};
};

// Everything, over the seeds, side by side.
Results measure(lab::Run& run);

// Numbers of an option that is a list of them.
std::vector<double> numbers_of(const lab::Run& run, const std::string& option);

std::vector<lab::Claim> claims();
// Findings from results; says in a note what the options leave unmeasured.
void judge(lab::Run& run, const Results& all);

// The CSV files, and what the figures need to know beyond them.
void write(lab::Run& run, const Results& all);

std::vector<lab::Figure> figures();

}  // namespace unroll::experiments::leaks
