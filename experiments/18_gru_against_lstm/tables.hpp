// The files of experiment 18.
#pragma once
#include <vector>

#include "training.hpp"

namespace unroll::experiments::music {

// curves, curves_summary, scores, levels, and what the figures need to know.
void write_curves(lab::Run& run, const Material& material, const std::vector<Trained>& all);

// rolls, and a MIDI file for each sample and for the pieces that they continue.
void write_samples(lab::Run& run, const Material& material, const std::vector<Trained>& all);

// time, with --clock alone: no two runs agree on it.
void write_time(lab::Run& run, const std::vector<Trained>& all);

}  // namespace unroll::experiments::music
