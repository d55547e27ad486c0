#include "statistics.hpp"

#include <cmath>

#include "datasets/encoder.hpp"
#include "models/boltzmann/exact.hpp"

namespace unroll::experiments::encoder {
namespace {

constexpr arma::uword drawn_visible = 8, drawn_hidden = 2;

std::vector<Pair> compare(const std::string& name, std::size_t r, const Machine& machine,
                          const arma::fmat& data, const boltzmann::Cycle& cycle, Stream& stream) {
  const auto sampled = boltzmann::estimate(machine, data, cycle, stream);
  const auto exact = boltzmann::exact_statistics(machine, data, cycle.T);
  std::vector<Pair> pairs;
  for (const bool clamped : {true, false}) {
    const arma::mat& s = clamped ? sampled.clamped : sampled.free;
    const arma::mat& e = clamped ? exact.clamped : exact.free;
    for (arma::uword j = 0; j < machine.units(); ++j)
      for (arma::uword i = 0; i <= j; ++i) pairs.push_back({name, r, clamped, i, j, e(i, j), s(i, j)});
  }
  return pairs;
}

}  // namespace

std::vector<Pair> drawn_pairs(const lab::Run& run, std::size_t r) {
  Stream weights = run.stream("drawn", r, "weights"), stream = run.stream("drawn", r, "sampling");
  Machine machine(boltzmann::all_links(drawn_visible, drawn_hidden));
  machine.change([&](float, arma::uword, arma::uword) { return static_cast<float>(weights.normal()); });
  boltzmann::Cycle cycle;
  cycle.annealing = {{50, 4}, {50, 2}, {50, 1}};
  cycle.T = 1;
  cycle.counted = run.settings().count("counted");
  cycle.repeats = 10;
  return compare("drawn", r, machine, datasets::encoder_patterns<float>(drawn_visible / 2), cycle, stream);
}

std::vector<Pair> learnt_pairs(const lab::Run& run, const Learnt& learnt) {
  Stream stream = run.stream("learnt", learnt.run, "sampling");
  boltzmann::Cycle cycle = cycle_of_1985(learnt.size, run.settings());
  cycle.noise = {};
  cycle.repeats = 250;
  return compare("learnt", learnt.run, *learnt.machine, datasets::encoder_patterns<float>(learnt.size.v),
                 cycle, stream);
}

double largest_difference(const std::vector<Pair>& pairs) {
  double largest = 0;
  for (const Pair& pair : pairs) largest = std::max(largest, std::fabs(pair.sampled - pair.exact));
  return largest;
}

}  // namespace unroll::experiments::encoder
