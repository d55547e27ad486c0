// Encoders: which codes their hidden units have, how they are trained until every pattern has a code of its own, and how
// they answer when they see one group alone.
#pragma once
#include <armadillo>
#include <optional>
#include <string>
#include <vector>

#include "models/boltzmann/learning.hpp"

namespace unroll::experiments::encoder {

using Machine = boltzmann::Machine<float>;

// v units in each visible group, h hidden ones.
struct Size {
  arma::uword v = 0, h = 0;
  std::string name() const { return std::to_string(v) + "-" + std::to_string(h) + "-" + std::to_string(v); }
};

// --- codes --------------------------------------------------------------------------------------------------

// For each pattern the most probable states of the hidden units, h × P, while the visible units are clamped to it. The
// hidden units of an encoder are not linked with each other, so each of them is independent given the visible ones, and
// on where its field is above 0; this holds at every temperature. A unit of field 0 is as likely on as off, and its
// pattern has no most probable code.
struct Codes {
  arma::umat states;
  arma::uvec tied;  // for each pattern, whether a field is 0

  arma::uword different() const;  // number of different codes, without patterns that have none
  bool all_different() const { return different() == states.n_cols; }
  arma::uword least_distance()
      const;  // least number of units in which two codes differ; 0 where a pattern has none
};

// The patterns are those of the visible units, n_v × P.
Codes codes_of(const Machine& machine, const arma::fmat& patterns);

// --- training -----------------------------------------------------------------------------------------------

// The learning cycle of 1985. A unit that is off is shown on with probability 0.05 in a group of four; in larger groups
// with a smaller one, so that `false_on` units of a group are shown on, on average.
boltzmann::Cycle cycle_of_1985(Size size, double false_on, Order order);

// Training goes on for `after` cycles after the first one in which all codes are different, and for at least `least`
// cycles; after `limit` cycles without different codes it has failed.
struct Training {
  Size size;
  arma::uword limit = 0, after = 0, least = 0;
  bool with_divergence = false;                               // measure G after each cycle, by enumeration
  boltzmann::LearningRule rule = {boltzmann::Step::sign, 2};  // that of 1985
};

struct Trained {
  Size size;
  Machine machine;                               // at the end
  std::optional<Machine> at_solved = {};         // after the first cycle with different codes
  std::optional<arma::uword> solved = {};        // that cycle
  std::vector<arma::uword> different, distance;  // after each cycle: number of codes, their least distance
  std::vector<double> divergence = {};           // G after 0, 1, … cycles

  arma::uword cycles() const { return different.size(); }
  bool all_different() const { return different.back() == size.v; }
  double kept()
      const;  // share of the cycles after `solved` in which all codes are different; 1 if there are none
};

Trained train(const Training& training, const boltzmann::Cycle& cycle, Stream& stream);

// --- answers ------------------------------------------------------------------------------------------------

// Stages of annealing with a name for tables.
struct Schedule {
  std::string name;
  boltzmann::Annealing stages;
  arma::uword sweeps() const;
};

// The temperatures of 1985, and lower ones: 1985's are those of learning, which leave the noise in the answer.
inline const std::vector<double> temperatures{20, 15, 12, 10, 8, 6, 5, 4, 3, 2, 1};

Schedule annealed(arma::uword sweeps_each);  // that many sweeps at each temperature
Schedule constant(std::string name, double T, arma::uword sweeps_each);  // as many in all, at one temperature

// The first group is clamped to pattern `mu`, all other units start at random.
struct Answer {
  bool right = false;  // every unit of the second group shows the pattern
  std::vector<double> energies =
      {};  // after each sweep, above that of the right answer with its most probable code
};
Answer answer(const Machine& machine, const arma::fmat& patterns, arma::uword mu, const Schedule& schedule,
              Stream& stream, bool with_energies = false);

struct Score {
  std::size_t right = 0, asked = 0;
  double share() const { return static_cast<double>(right) / static_cast<double>(asked); }
};

// Answers to every pattern, `times` times each.
Score score(const Machine& machine, const arma::fmat& patterns, const Schedule& schedule, std::size_t times,
            Stream& stream);

}  // namespace unroll::experiments::encoder
