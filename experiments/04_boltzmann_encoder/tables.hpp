// What experiment 04 writes, draws and claims.
#pragma once
#include "study.hpp"

namespace unroll::experiments::encoder {

// cycles: a row a machine; summary: of each encoder; histogram: cycles of 4-2-4 in bins.
// spread: 4-3-4, cycle by cycle; codes: 8-3-8, a row where there are more codes than ever before; divergence:
// G.
void write_lessons(lab::Run& run, const Study& study);
// weights and shown_codes: of one machine of each encoder that is drawn; shifter_weights: of the first
// shifter.
void write_weights(lab::Run& run, const Study& study);
// answers: of wide encoders by way and sweeps; energies: median and deciles over answers after each sweep.
void write_answers(lab::Run& run, const Study& study);
// statistics: sampled beside enumerated.
void write_statistics(lab::Run& run, const Study& study);
// shifter: a row a machine, time and number of bits; shifter_summary: at the end, over machines.
void write_shifters(lab::Run& run, const Study& study);

std::vector<lab::Figure> figures();
std::vector<lab::Figure> weight_figures();

std::vector<lab::Claim> claims();
void measure(lab::Run& run, const Study& study);

// 1986: correct for 1 … 7 bits on, in per cent.
inline constexpr double shifter_published[] = {50, 71, 81, 86, 89, 82, 66};

}  // namespace unroll::experiments::encoder
