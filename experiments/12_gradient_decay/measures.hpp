// What experiment 12 measures of its subjects. Logarithms are to base 10.
#pragma once
#include <cmath>
#include <string>
#include <vector>

#include "experiments/lab/run.hpp"
#include "subjects.hpp"

namespace unroll::experiments {

inline constexpr const char* phases[2] = {"before training", "after training"};

// One subject with one seed, before and after training.
struct Followed {
  std::string cell;
  std::uint64_t seed = 0;
  arma::vec decay[2];  // log10 ‖∂L/∂s_{T-k}‖ / ‖∂L/∂s_T‖ at lag k = 0, 1, …, mean over sequences
  arma::vec length[2];  // the same at lag T for sequences of each length T
  double bound[2];      // log10 of the bound a step; NaN without one
  double excess = 0;    // the most by which a sequence's natural logarithm lies above its bound
  bool bounded() const { return !std::isnan(bound[0]); }
  double error[2];                        // mean squared error on the adding problem
  std::vector<lab::Gradients> gradients;  // where they are asked for
};

std::vector<std::string> words_of(const lab::Run& run, const std::string& option);
std::vector<arma::uword> lengths(const lab::Run& run);

// Every subject with every seed.
std::vector<Followed> follow(lab::Run& run, const std::vector<std::string>& cells);

// ‖∂s_t/∂s_u‖ over all t ≥ u, and the singular values of ∂s_T/∂s_{T-k}, of the cells of --maps.
void write_maps(lab::Run& run);

// Elman networks of rising gain: largest singular value, spectral radius, and the factor a step measured.
void write_radius(lab::Run& run);

void write_followed(lab::Run& run, const std::vector<Followed>& all, const std::vector<std::string>& cells,
                    const std::vector<std::string>& others);

// The exact laws of cells without weights: largest |measured / law - 1|, and the factor a step.
struct Law {
  double worst = 0, factor = 0;
};
Law law_of(const lab::Run& run, const std::string& cell, double factor, std::uint64_t seed);

}  // namespace unroll::experiments
