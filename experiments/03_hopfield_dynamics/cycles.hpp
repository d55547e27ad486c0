// Experiment 03, all units at once: in which cycles random networks end.
#pragma once
#include <string>
#include <vector>

#include "experiments/lab/run.hpp"
#include "models/hopfield/bit_network.hpp"
#include "models/hopfield/orbit.hpp"

namespace unroll::experiments::dynamics {

// Where the weights come from. `ties` are symmetric weights -1, 0, +1, with self-connections and biases:
// about one field in ten is exactly zero.
enum class Weights { asymmetric, symmetric, ties, antisymmetric };
inline constexpr Weights all_weights[] = {Weights::asymmetric, Weights::symmetric, Weights::ties,
                                          Weights::antisymmetric};
std::string name_of(Weights weights);

hopfield::BitNetwork network(Weights weights, arma::uword units, double symmetry, Stream& stream);

// One network, run from one random state.
struct Ending {
  Weights weights;
  arma::uword units;
  std::size_t run, net;
  hopfield::Orbit orbit;
};

// --nets networks of every kind and size in every run, in the order of the table.
std::vector<Ending> endings(lab::Run& run);

std::vector<arma::uword> sizes(const lab::Run& run);  // --sizes, ascending

// The mean period of one kind, size and run.
double mean_period(const std::vector<Ending>& endings, Weights weights, arma::uword units, std::size_t run);

// ln⟨λ⟩ = intercept + exponent · N by least squares over the sizes, one fit a run.
struct Growth {
  double exponent, intercept;
};
std::vector<Growth> growths(const lab::Run& run, const std::vector<Ending>& endings);

// Film strips for the raster: the first networks, by number, that end as wanted.
struct Strip {
  std::string title;
  arma::uword units;
  hopfield::Orbit orbit;
  std::vector<hopfield::BitState> states;
};
std::vector<Strip> strips(lab::Run& run);

}  // namespace unroll::experiments::dynamics
