// What an encoder answers when it sees the first group alone, and how that depends on how it is cooled.
#pragma once
#include <string>
#include <vector>

#include "codes.hpp"
#include "models/boltzmann/gibbs.hpp"

namespace unroll::experiments::encoder {

// A way of cooling that lasts a number of sweeps.
struct Way {
  std::string name;  // "annealed", "quenched", "warm"
  arma::uword sweeps = 0;
  boltzmann::Annealing stages = {};
};

// The temperatures of 1985 and, as they are those of learning, which leave the noise in the answer, lower
// ones.
const std::vector<double>& cooling();

Way annealed(arma::uword sweeps_each);  // so many sweeps at each of these temperatures
Way held_at(std::string name, double T, arma::uword sweeps_each);  // as many in all, at one temperature

// One answer: the first group clamped to pattern `mu`, all other units from coins. `energies` are those after
// each sweep, above the energy of the right answer with its most probable code.
struct Answer {
  bool right = false;  // the second group shows the pattern, every unit of it
  std::vector<double> energies = {};
};
Answer answer(const Machine& machine, const arma::fmat& patterns, arma::uword mu, const Way& way,
              Stream& stream, bool with_energies = false);

struct Score {
  std::size_t right = 0, asked = 0;
  double share() const { return static_cast<double>(right) / static_cast<double>(asked); }
};

// Every pattern `times` times.
Score score(const Machine& machine, const arma::fmat& patterns, const Way& way, std::size_t times,
            Stream& stream);

}  // namespace unroll::experiments::encoder
