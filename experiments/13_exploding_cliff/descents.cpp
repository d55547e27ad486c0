#include "descents.hpp"

#include <algorithm>

namespace unroll::experiments::cliff {
namespace {

// Where the wall is steep: below w = 5 a descent may be past it before it has met it.
Point random_start(Stream& stream) {
  const double w = stream.uniform(5, 6.5);
  return {w, published_wall(w) + stream.uniform(0.05, 0.2)};
}

}  // namespace

double Descent::largest_norm() const {
  double largest = 0;
  for (const Step& step : path) largest = std::max(largest, step.slope.norm());
  return largest;
}

Descent descend(const Unit& unit, Point at, double rate, double threshold, int steps) {
  Descent descent;
  descent.path.push_back({at, unit.at(at)});
  for (int k = 0; k < steps && !descent.left; ++k) {
    const Slope& slope = descent.path.back().slope;
    const double norm = slope.norm();
    const double kept = threshold > 0 && norm > threshold ? threshold / norm : 1;
    at = {at.w - rate * kept * slope.dw, at.b - rate * kept * slope.db};
    descent.path.push_back({at, unit.at(at)});
    descent.left = !Box::holds(at);
  }
  return descent;
}

std::vector<Pair> descents(lab::Run& run, const Unit& unit) {
  const lab::Settings& settings = run.settings();
  std::vector<Pair> pairs(settings.count("starts"));
  const double rate = settings.real("rate");
  const int steps = static_cast<int>(settings.integer("steps"));
  run.parallel("descents", pairs.size(), [&](std::size_t i) {
    Stream stream = run.stream("unit", i, "start");
    Pair& pair = pairs[i];
    const double w = settings.real("start-w");
    pair.start = i == 0 ? Point{w, published_wall(w) + settings.real("start-above")} : random_start(stream);
    pair.plain = descend(unit, pair.start, rate, 0, steps);
    pair.clipped = descend(unit, pair.start, rate, settings.real("threshold"), steps);
  });
  return pairs;
}

}  // namespace unroll::experiments::cliff
