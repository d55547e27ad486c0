// What experiment 03 holds against its sources.
#pragma once
#include <vector>

#include "chaos.hpp"
#include "cycles.hpp"
#include "trials.hpp"

namespace unroll::experiments::dynamics {

std::vector<lab::Claim> claims();

void measure_cycles(lab::Run& run, const std::vector<Ending>& endings, const std::vector<Growth>& growths);
void measure_trials(lab::Run& run, const Trials& trials);
void measure_exponents(lab::Run& run, const std::vector<Exponent>& exponents);

}  // namespace unroll::experiments::dynamics
