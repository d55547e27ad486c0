// Hopfield's own counts of 1982: how many errors recall makes from each stored pattern (his Fig. 2), where it
// ends from random starts, and whether it finds the memory nearest to a damaged one.
#pragma once
#include <array>
#include <vector>

#include "experiments/lab/run.hpp"
#include "kinds.hpp"
#include "recalls.hpp"

namespace unroll::experiments::capacity {

inline constexpr arma::uword counted_units = 100;  // N of Fig. 2
inline constexpr arma::uword counted_memories[] = {5, 9, 10, 11, 12, 13, 14, 15, 17, 20};
inline constexpr arma::uword clipped_memories = 9;  // where he compares clipped weights

// All memories of some nets, each recalled from itself.
struct Count {
  hopfield::Coding coding = hopfield::Coding::zero_one;
  bool clipped = false;
  arma::uword memories = 0;  // n, in each net
  std::size_t run = 0;
  std::vector<std::size_t> with_errors;  // [e]: recalls that ended e units off

  std::size_t recalls() const;
  double share_up_to(std::size_t errors) const;
  double mean_errors() const;
};
std::vector<Count> counts(lab::Run& run);

// The number of whole memories with states 0/1, between whole numbers by a straight line, whose mean errors
// are those of `clipped_memories` clipped ones; and with states -1/+1, whose share without error is that of
// ten with 0/1. Of one run each; NaN if there is none among those counted.
double like_clipped(const std::vector<Count>& counts, std::size_t run);
double like_ten(const std::vector<Count>& counts, std::size_t run);

inline constexpr arma::uword start_units = 30, start_memories = 5, starts_each = 100;

// Random starts, `starts_each` in each net of N = 30 and n = 5.
struct Starts {
  hopfield::Coding coding = hopfield::Coding::zero_one;
  std::size_t run = 0;
  bool sound = false;  // only nets in which all memories and their reverses are at rest
  std::size_t nets = 0;
  std::array<std::size_t, kind_names.size()> ends{};

  std::size_t all() const;
  double share(std::initializer_list<Kind> kinds) const;
};
std::vector<Starts> starts(lab::Run& run);

// Starts some units off a memory of N = 30 and n = 5, by the distance to the nearest memory or reverse.
struct Distance {
  hopfield::Coding coding = hopfield::Coding::zero_one;
  arma::uword distance = 0;
  std::size_t run = 0, starts = 0, exact = 0,
              near = 0;  // that ended in it; within a tenth of the units of it
};
std::vector<Distance> distances(lab::Run& run);

}  // namespace unroll::experiments::capacity
