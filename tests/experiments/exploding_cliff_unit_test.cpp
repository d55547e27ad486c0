// Experiment 13's one unit: its gradient against differences, and its wall.
#include "experiments/13_exploding_cliff/unit.hpp"
#include "tests/catch.hpp"

using namespace unroll::experiments::cliff;

namespace {

// Places where E is smooth enough for differences, on either side of the wall and on its soft end.
const std::vector<Point> places{{4.1, -2.1}, {4.3, -2.18}, {4.5, -2.2}, {5, -2.4},
                                {5, -2.7},   {6.8, -2},    {6, -3.9}};

// The gradient by central differences, of the fourth order.
Slope by_differences(const Unit& unit, Point p) {
  constexpr double h = 1e-5;
  const auto difference = [](auto&& error) {
    return (8 * (error(h) - error(-h)) - (error(2 * h) - error(-2 * h))) / (12 * h);
  };
  Slope slope = unit.at(p);
  slope.dw = difference([&](double d) { return unit.at({p.w + d, p.b}).error; });
  slope.db = difference([&](double d) { return unit.at({p.w, p.b + d}).error; });
  return slope;
}

// The gradient that a backpropagation without σ' between the steps would give.
Slope without_the_derivative(const Unit& unit, Point p) {
  std::vector<double> y{sigmoid(unit.start)};
  for (int t = 0; t < unit.steps; ++t) y.push_back(sigmoid(p.w * y.back() + p.b));
  Slope slope;
  double delta = 2 * (y.back() - unit.target) * y.back() * (1 - y.back());
  for (std::size_t t = y.size() - 1; t > 0; --t) {
    slope.dw += delta * y[t - 1];
    slope.db += delta;
    delta *= p.w;
  }
  return slope;
}

bool same(const Slope& a, const Slope& b) {
  const double allowed = 1e-7 * b.norm() + 1e-9;
  return std::abs(a.dw - b.dw) <= allowed && std::abs(a.db - b.db) <= allowed;
}

}  // namespace

TEST_CASE(
    "experiment 13: the gradient of the unit is that of differences, and would not be without the derivative "
    "of sigma") {
  for (const int steps : {1, 2, 7, 50})
    for (const Point p : places) {
      const Unit unit{.steps = steps};
      const Slope exact = unit.at(p), differences = by_differences(unit, p);
      INFO(steps << " steps at w " << p.w << ", b " << p.b << ": " << exact.dw << " " << exact.db << ", not "
                 << differences.dw << " " << differences.db);
      CHECK(same(exact, differences));
      if (steps > 1) CHECK(!same(without_the_derivative(unit, p), differences));
    }
}

TEST_CASE("experiment 13: the start is a fixed point on the line, and is repelling from w = 4.26 on") {
  const Unit unit;
  for (const double w : {4.0, 4.26, 5.5, 7.0})
    CHECK(w * sigmoid(unit.start) + published_wall(w) == Approx(unit.start).margin(4e-4));
  CHECK(unit.repulsion(4.25) < 1);
  CHECK(unit.repulsion(first_wall) > 1);
  CHECK(unit.repulsion(first_wall) == Approx(1).margin(0.002));
}

TEST_CASE(
    "experiment 13: the steepest place is found however thin the wall, and nothing beside it is steeper") {
  const Unit unit;
  for (const double w : {4.1, 4.6, 5.0, 6.0, 7.0}) {
    const Ridge ridge = steepest(unit, w);
    INFO("w " << w << ", b " << ridge.b << ", norm " << ridge.norm);
    CHECK(unit.at({w, ridge.b}).norm() == ridge.norm);
    for (double away = 1e-13; away < 0.5; away *= 2)
      for (const double b : {ridge.b - away, ridge.b + away})
        CHECK(unit.at({w, b}).norm() <= ridge.norm * (1 + 1e-3));
  }
  CHECK(steepest(unit, 7).norm > 1e10);
}
