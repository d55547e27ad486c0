// Encoders learn, run after run, until every pattern has a code of its own, and a while longer.
#pragma once
#include <optional>
#include <vector>

#include "codes.hpp"
#include "experiments/lab/run.hpp"
#include "models/boltzmann/learning.hpp"

namespace unroll::experiments::encoder {

// How long a machine learns. `after` more cycles follow the one in which all codes were first different;
// `least` are made in any case; after `limit` without, it has failed.
struct Plan {
  Size size;
  std::size_t runs = 0;
  arma::uword limit = 0, after = 0, least = 0;
  bool with_divergence = false;
  boltzmann::LearningRule rule = {boltzmann::Step::sign, 2};  // 1985's
};

struct Learnt {
  Size size;
  std::size_t run = 0;
  arma::uword limit = 0;
  std::optional<arma::uword> solved = {};  // the first cycle after which all codes were different
  std::vector<arma::uword> different = {},
                           distance = {};  // after each cycle: different codes, their least distance
  std::vector<double> divergence = {};     // G after 0, 1, … cycles, if the plan says so
  std::optional<Machine> at_solved = {};   // the machine after that cycle
  std::optional<Machine> machine = {};     // at the end

  arma::uword cycles() const { return different.size(); }
  // Of the cycles after the first in which all codes were different, how many had them still; 1 without any.
  double kept() const;
};

// 1985: how a cycle is made. A unit of a group that is off is shown on with chance 0.05 in a group of four;
// with more units so much less that --false-on of a group are, on average. --order is that of the visits.
boltzmann::Cycle cycle_of_1985(Size size, const lab::Settings& settings);

Learnt learn(const lab::Run& run, const Plan& plan, std::size_t r);

}  // namespace unroll::experiments::encoder
