// 03 Hopfield's dynamics: fixed points, 2-cycles, long cycles and chaos, and what of the weights decides it.
#include "experiments/lab/experiment.hpp"

#include <stdexcept>

#include "claims.hpp"
#include "experiments/lab/error.hpp"
#include "tables.hpp"

namespace unroll::experiments {
namespace {

using namespace lab;
using namespace dynamics;

void check(const Run& run) {
  if (sizes(run).size() < 2)
    throw UsageError("--sizes has only one size; growth with N wants at least two, such as 16 32");
}

void body(Run& run) {
  check(run);
  const auto ended = endings(run);
  const auto growth = growths(run, ended);
  const auto tried = trials(run);
  const auto exponent = exponents(run);
  measure_cycles(run, ended, growth);
  measure_trials(run, tried);
  measure_exponents(run, exponent);
  write_cycles(run, ended, growth);
  write_raster(run, strips(run));
  write_trials(run, tried);
  write_exponents(run, exponent);
  write_trajectories(run, trajectories(run));
}

// All of a word as a number, or an exception that says what is right.
double number_of(const std::string& text, const std::string& right) {
  try {
    std::size_t end = 0;
    const double value = std::stod(text, &end);
    if (end == text.size()) return value;
  } catch (const std::exception&) {
  }
  throw std::invalid_argument(right);
}

void check_size(const std::string& text) {
  const std::string right = "must be whole numbers of units from 4 to 64, such as 16 24 32";
  const double value = number_of(text, right);
  if (!(value >= 4 && value <= 64 && value == static_cast<double>(static_cast<long>(value))))
    throw std::invalid_argument(right);
}

void check_gain(const std::string& text) {
  const std::string right = "must be gains above 0 and up to 100, such as 0.8 1.5";
  const double value = number_of(text, right);
  if (!(value > 0 && value <= 100)) throw std::invalid_argument(right);
}

std::vector<Option> options() {
  return {
      words_option("sizes", "N...", {"8 16 24", "16 24 32 40 48", "16 24 32 40 48 56 64"},
                   "units of the networks whose cycles are measured", check_size),
      integer_option("nets", {20, 40, 50}, 1, 100000, "networks of each kind and size in each run"),
      real_option("symmetry", {0, 0, 0}, -1, 1,
                  "of the asymmetric networks: correlation of w_ij with w_ji, 1 is symmetric"),
      integer_option("runs", {3, 10, 20}, 1, 1000, "runs behind each finding about units of two states"),
      integer_option("units", {30, 30, 30}, 2, 64, "units of Hopfield's networks of 1982"),
      integer_option("matrices", {3, 20, 100}, 1, 100000, "of those in each run, with and without T_ii"),
      integer_option("trials", {50, 50, 50}, 1, 100000, "starts of each of those"),
      integer_option("rate-units", {300, 1000, 2000}, 4, 10000, "graded units of a network"),
      integer_option("networks", {2, 5, 20}, 1, 1000, "networks of graded units"),
      words_option("gains", "G...",
                   {"0.5 0.8 1 2 3", "0.5 0.8 0.9 1 1.1 1.2 1.4 1.6 2 3",
                    "0.5 0.7 0.8 0.9 1 1.1 1.2 1.3 1.4 1.5 1.6 1.75 2 2.5 3"},
                   "of the graded units", check_gain),
      integer_option("time", {60, 100, 1000}, 10, 1000000,
                     "steps, or units of time, that an exponent is measured over, after half as many"),
  };
}

}  // namespace

Experiment hopfield_dynamics();

Experiment hopfield_dynamics() {
  return {
      .title = "What networks do that need not come to rest",
      .part = "I Energy",
      .shows = "fixed points, 2-cycles, long cycles, chaos",
      .question =
          "A symmetric network updated one unit at a time must come to rest. What becomes of it when all "
          "units "
          "move at once, when the weights are not symmetric, and when the units are not just on or off?",
      .takes = {"3 s", "20 s", "30 min"},
      .references =
          {"J. J. Hopfield, Neural networks and physical systems with emergent collective computational "
           "abilities, PNAS 79 (1982) 2554–2558",
           "E. Goles & J. Olivos, Periodic behaviour of generalized threshold functions, Discrete Math. 30 "
           "(1980) 187–189",
           "E. Goles, Antisymmetrical neural networks, Discrete Appl. Math. 13 (1986) 97–100",
           "U. Bastolla & G. Parisi, Attractors in fully asymmetric neural networks, J. Phys. A 30 (1997) "
           "5613–5631 (arXiv:cond-mat/9708215)",
           "U. Bastolla & G. Parisi, Relaxation, closing probabilities and transition from oscillatory to "
           "chaotic attractors in asymmetric neural networks, J. Phys. A 31 (1998) 4583–4602 "
           "(arXiv:cond-mat/9803224)",
           "H. Sompolinsky, A. Crisanti & H. J. Sommers, Chaos in random neural networks, Phys. Rev. Lett. "
           "61 "
           "(1988) 259–262",
           "L. Molgedey, J. Schuchhardt & H. G. Schuster, Suppressing chaos in neural networks by noise, "
           "Phys. "
           "Rev. Lett. 69 (1992) 3717–3719",
           "R. P. Brent, An improved Monte Carlo factorization algorithm, BIT 20 (1980) 176–184"},
      .options = options(),
      .claims = claims(),
      .figures = figures(),
      .body = body};
}

}  // namespace unroll::experiments
