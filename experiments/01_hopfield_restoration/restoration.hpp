// The parts of experiment 01: the pictures that are stored, the networks that store them, and what is
// measured of both. Shapes: N units, P memories; states and patterns N, or sets of them in columns of N.
#pragma once
#include <armadillo>
#include <map>
#include <string>
#include <vector>

#include "datasets/picture.hpp"
#include "experiments/lab/grid.hpp"
#include "models/hopfield/hopfield.hpp"

namespace unroll::experiments {

using Network = hopfield::Network<float>;

inline const std::vector<std::string> rules{"Hebb", "Storkey", "projection"};

// The stored pictures, and the networks that store them.
struct Memories {
  arma::uword size = 0;                 // every picture is size × size
  std::vector<std::string> names;       // P
  arma::fmat patterns;                  // size² × P of -1 (paper) and +1 (ink)
  std::map<std::string, Network> nets;  // by the name of the rule

  arma::fvec operator[](std::size_t mu) const { return patterns.col(mu); }
  const Network& net(const std::string& rule) const { return nets.at(rule); }
};

// The pictures that the options name: the user's own, or all real ones of a kind, fetched if need be; where
// none can be had, pictures drawn by the program, and a warning that says so.
std::vector<datasets::Picture> chosen_pictures(lab::Run& run);

// Those of them that are stored, --stored or all of the user's own; no networks yet.
Memories stored_memories(lab::Run& run, std::vector<datasets::Picture> pictures);

// The letters of --alphabet, 16 rows each; none, with a warning, where they cannot be had.
std::vector<datasets::Picture> letters(lab::Run& run);

// Their patterns of size × size units, each only once: А and A look the same.
arma::fmat different_patterns(const lab::Run& run, const std::vector<datasets::Picture>& pictures,
                              arma::uword size);

hopfield::Rule rule_named(const std::string& name);
std::string chosen_rule(const lab::Run& run);  // --rule

// The network that the options describe, with these patterns stored by a rule.
Network network(const lab::Run& run, const arma::fmat& patterns, const std::string& rule);

// The w_ii that the projection rule gives before they are taken away, with the always-on unit if there is
// one.
arma::fvec projection_diagonal(const lab::Run& run, arma::fmat patterns);

// A state of -1/+1 in the network's own coding, and back.
arma::fvec states_of(const Network& net, const arma::fvec& signs);
arma::fvec signs_of(const Network& net, const arma::fvec& s);

// The asynchronous dynamics that the options describe.
hopfield::Asynchronous<float> dynamics(const lab::Run& run, const Network& net);

// The state of -1/+1 that asynchronous recall rests in, from a cue of -1/+1.
arma::fvec recalled(const lab::Run& run, const Network& net, const arma::fvec& cue, Stream& stream);

// A recall from the cue, which is sweep 0, to the state at rest.
struct Descent {
  struct Frame {
    double sweep, energy;
    arma::fvec state;  // -1/+1, whatever the coding
  };
  std::vector<Frame> frames;
  bool at_rest = false;
};

// Asynchronous recall, seen `frames` times a sweep.
Descent asynchronous_descent(const lab::Run& run, const Network& net, const arma::fvec& cue, Stream& stream,
                             arma::uword frames);

// The signs of Σ_μ u_μ ξ^μ for the leading eigenvector u of the correlations.
arma::fvec leading_mixture(const arma::fmat& patterns);

// The memories of --corners, counted from 0. Throws UsageError unless they are three that differ.
std::vector<std::size_t> chosen_corners(const lab::Run& run, const Memories& memories);

// Measurements.
void restore_pictures(lab::Run& run, const Memories& memories);
void measure_basins(lab::Run& run, const Memories& memories);
void measure_loads(lab::Run& run, const std::vector<datasets::Picture>& pictures);
void measure_correlation(lab::Run& run, const Memories& memories);
void measure_hills(lab::Run& run, const Memories& memories);
void map_landscape(lab::Run& run, const Memories& memories, const std::vector<std::size_t>& corners);

}  // namespace unroll::experiments
