// What experiment 01 watches: single recalls frame by frame, and how far from a memory recall still finds it.
#pragma once
#include <string>
#include <vector>

#include "datasets/corruption.hpp"
#include "memories.hpp"
#include "models/hopfield/hopfield.hpp"

namespace unroll::experiments {

inline constexpr hopfield::Rule rules[] = {hopfield::Rule::hebb, hopfield::Rule::storkey,
                                           hopfield::Rule::projection};
std::string name_of(hopfield::Rule rule);
hopfield::Rule chosen_rule(const lab::Run& run);  // --rule

// The network that the options describe, with these patterns stored by `rule`.
hopfield::Network<float> network(const lab::Run& run, const arma::fmat& patterns, hopfield::Rule rule);

// The same patterns stored by each of the rules, in the order of `rules`.
using Networks = std::vector<hopfield::Network<float>>;
Networks networks(lab::Run& run, const arma::fmat& patterns);

// The w_ii that the projection rule gives before they are taken away, with the always-on unit if there is
// one.
arma::fvec projection_diagonal(const lab::Run& run, arma::fmat patterns);

// The asynchronous dynamics that the options describe.
hopfield::Asynchronous<float> dynamics(const lab::Run& run, const hopfield::Network<float>& net);

// A recall as a film: its states and what they are worth, from the cue (sweep 0) to the state at rest.
struct Descent {
  std::vector<double> sweep, energy, overlap;
  std::vector<arma::fvec> state;  // as -1/+1, whatever the coding
  bool at_rest = false;
};

// Asynchronous recall, seen `frames` times a sweep.
Descent asynchronous_descent(const lab::Run& run, const hopfield::Network<float>& net,
                             const arma::fvec& memory, const arma::fvec& cue, Stream& stream,
                             arma::uword frames);

// Synchronous recall, seen at every step, up to `limit` of them.
Descent synchronous_descent(const hopfield::Network<float>& net, const arma::fvec& memory,
                            const arma::fvec& cue, arma::uword limit);

// The state that asynchronous recall rests in, from a cue of -1/+1.
arma::fvec recalled(const lab::Run& run, const hopfield::Network<float>& net, const arma::fvec& cue,
                    Stream& stream);

// One picture, one corruption, and what the network made of it.
struct Restoration {
  std::size_t memory = 0;
  std::string corruption;
  arma::fvec cue;
  Descent asynchronous, synchronous;
};

// Every stored picture once, each with the next of the options' corruptions.
std::vector<Restoration> restorations(lab::Run& run, const Memories& memories,
                                      const hopfield::Network<float>& net);

// Overlap after recall against the fraction of units flipped, for every rule: one row an observation.
struct Basin {
  std::string patterns, rule;
  double flipped = 0;
  std::size_t run = 0;
  double overlap = 0;
};
std::vector<Basin> basins(lab::Run& run, const Memories& memories, const Networks& nets);

}  // namespace unroll::experiments
