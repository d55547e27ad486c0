#include "loads.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <set>

#include "datasets/random_patterns.hpp"

namespace unroll::experiments::capacity {

using hopfield::Rule;

arma::uword memories_at(double load, arma::uword units) {
  return std::max<arma::uword>(1, static_cast<arma::uword>(std::lround(load * static_cast<double>(units))));
}

std::vector<arma::uword> sizes(const lab::Run& run) {
  std::vector<arma::uword> list;
  auto units = run.settings().count("largest");
  for (long k = 0; k < run.settings().integer("size-count") && units >= 20; ++k, units /= 2)
    list.push_back(units);
  return list;
}

namespace {

void retrieve(const lab::Run& run, Retrieval& r) {
  const auto tried = run.settings().count("tried");
  const std::string what = fmt::format("{} units, {} memories", r.units, r.memories);
  Stream draw = run.stream("", r.run, what), order = run.stream("", r.run, what + ", order");
  const auto patterns = datasets::random_patterns<float>(r.units, r.memories, draw);
  const auto net = hopfield::store(patterns, Rule::hebb);
  const arma::fmat cues = patterns.head_cols(std::min<arma::uword>(tried, r.memories));
  arma::uword wrong = 0, kept = 0;
  for (const auto w : wrong_units(cues, rests(net, cues, Order::permutation, order))) {
    wrong += w;
    kept += 1 - 2 * double(w) / double(r.units) >= keeps_from;
  }
  r.overlap = 1 - 2 * double(wrong) / double(cues.n_elem);
  r.kept = double(kept) / double(cues.n_cols);
}

}  // namespace

std::vector<Retrieval> retrievals(lab::Run& run) {
  const auto runs = run.settings().count("runs");
  std::vector<Retrieval> all;  // the longest work first, so that no thread is left with it at the end
  for (const auto units : sizes(run)) {
    std::set<arma::uword, std::greater<>> counts;  // two loads may be one number of memories
    for (const double load : loads) counts.insert(memories_at(load, units));
    for (const auto memories : counts)
      for (std::size_t r = 0; r < runs; ++r) all.push_back({units, memories, r});
  }
  run.parallel("overlap against load", all.size(), [&](std::size_t i) { retrieve(run, all[i]); });
  return all;
}

namespace {

void step(const lab::Run& run, Step& s) {
  const auto wanted = run.settings().count("decisions");
  Stream draw =
      run.stream(s.clipped ? "clipped" : "Hebb", s.run, fmt::format("step, {} memories", s.memories));
  while (s.decisions < wanted) {
    lab::check_interrupt();
    const auto patterns = datasets::random_patterns<float>(s.units, s.memories, draw);
    auto net = hopfield::store(patterns, Rule::hebb);
    if (s.clipped) net = hopfield::clipped(net);
    s.wrong += arma::accu(wrong_units(patterns, hopfield::synchronous(net, patterns)));
    s.decisions += patterns.n_elem;
  }
}

}  // namespace

// Clipped weights of an even number of memories are 0 where as many agree as disagree, and err less for it;
// the theory is of signs, so their number of memories is odd.
std::vector<Step> steps(lab::Run& run) {
  const auto runs = run.settings().count("runs");
  const auto units = run.settings().count("units");
  std::vector<Step> all;
  for (auto row = std::rbegin(table_2_1); row != std::rend(table_2_1); ++row)
    for (std::size_t r = 0; r < runs; ++r) {
      const auto clipped = memories_at(row->load * 2 / std::numbers::pi, units) / 2 * 2 + 1;
      all.push_back({false, row->load, row->error, units, memories_at(row->load, units), r});
      all.push_back({true, row->load, row->error, units, clipped, r});
    }
  run.parallel("one synchronous step", all.size(), [&](std::size_t i) { step(run, all[i]); });
  return all;
}

double load_at_error(const std::vector<Step>& steps, bool clipped, std::size_t run, double error) {
  std::vector<Step> own;
  for (const Step& s : steps)
    if (s.clipped == clipped && s.run == run) own.push_back(s);
  std::sort(own.begin(), own.end(), [](const Step& a, const Step& b) { return a.memories < b.memories; });
  for (std::size_t k = 1; k < own.size(); ++k) {
    const double a = own[k - 1].error(), b = own[k].error();
    if (!(a > 0 && a <= error && error <= b && a < b)) continue;
    const double part = std::log(error / a) / std::log(b / a);
    return own[k - 1].load() * std::pow(own[k].load() / own[k - 1].load(), part);
  }
  return std::numeric_limits<double>::quiet_NaN();
}

}  // namespace unroll::experiments::capacity
