// What experiment 02 writes and draws. Of every table there is one with a row a run and one, …_summary, with
// median, least and greatest over the runs, which the figures read. …_shown has means, which add up to 1.
#pragma once
#include <vector>

#include "counts.hpp"
#include "endings.hpp"
#include "loads.hpp"
#include "rules.hpp"

namespace unroll::experiments::capacity {

// The gnuplot of the figures, in the order of the report; each reads the tables below.
std::vector<lab::Figure> figures();

// counts: recalls by errors; histogram: the same over all runs in the bins of the figure.
void write_counts(lab::Run& run, const std::vector<Count>& counts);
// starts, distances: N = 30 and n = 5.
void write_starts(lab::Run& run, const std::vector<Starts>& starts);
void write_distances(lab::Run& run, const std::vector<Distance>& distances);
// overlap; overlap_theory: the curve of Amit, Gutfreund & Sompolinsky, solved here.
void write_retrievals(lab::Run& run, const std::vector<Retrieval>& retrievals);
// errors; errors_theory: ½ erfc(√(1/2α)), with and without clipping.
void write_steps(lab::Run& run, const std::vector<Step>& steps);
// rules.
void write_rules(lab::Run& run, const std::vector<RuleNet>& nets);
// kinds: where random starts end, against the number of memories.
void write_endings(lab::Run& run, const std::vector<Endings>& endings);

// What claims are there, and the values for them.
std::vector<lab::Claim> claims();
void measure_counts(lab::Run& run, const std::vector<Count>& counts);
void measure_starts(lab::Run& run, const std::vector<Starts>& starts, const std::vector<Distance>& distances);
void measure_retrievals(lab::Run& run, const std::vector<Retrieval>& retrievals);
void measure_steps(lab::Run& run, const std::vector<Step>& steps);
void measure_rules(lab::Run& run, const std::vector<RuleNet>& nets);
void measure_endings(lab::Run& run, const std::vector<Endings>& endings);

}  // namespace unroll::experiments::capacity
