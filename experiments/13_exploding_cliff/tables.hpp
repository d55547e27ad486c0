// What experiment 13 writes and draws.
#pragma once
#include <vector>

#include "descents.hpp"
#include "training.hpp"

namespace unroll::experiments::cliff {

// The gnuplot of the figures, in the order of the report; each reads the tables below.
std::vector<lab::Figure> figures();

// surface.csv: the error over the whole box; near.csv: in a strip along the wall; slices.csv: as few profiles
// as a three-dimensional view can bear.
void write_surface(lab::Run& run, const Unit& unit);

// walls.csv, growth.csv: where each w has its steepest place, and how steep that is for other T.
void write_walls(lab::Run& run, const std::vector<Ridge>& walls);
void write_growth(lab::Run& run);

// paths.csv, the drawn pair point by point; descents.csv, all pairs, one row a descent.
void write_descents(lab::Run& run, const std::vector<Pair>& pairs);

// training.csv, training_summary.csv: at --learning-rate; rates.csv, rates_summary.csv: the last loss at
// each.
void write_trainings(lab::Run& run, const std::vector<Training>& trainings);

// "without" or "with", as the tables say it.
inline const char* clipping(bool clipped) { return clipped ? "with" : "without"; }

}  // namespace unroll::experiments::cliff
