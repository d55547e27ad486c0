#include "cycles.hpp"

#include <algorithm>
#include <array>

#include "datasets/squares.hpp"
#include "models/core/losses.hpp"
#include "models/jordan/jordan.hpp"

namespace unroll::experiments::serial_order {
namespace {

constexpr arma::uword shown_starts = 6, shown_steps = 25;
const std::array ways{datasets::Way::anticlockwise, datasets::Way::clockwise};

// The plan of way k over so many steps of so many sequences, as one of two inputs that is 1.
void set_plan(arma::fcube& x, arma::uword sequence, arma::uword k) {
  for (arma::uword t = 0; t < x.n_slices; ++t) x(k, sequence, t) = 1;
}

Lesson squares(arma::uword laps, bool taught) {
  Lesson lesson{arma::fcube(2, 2, 4 * laps, arma::fill::zeros), arma::fcube(2, 2, 4 * laps), taught};
  for (arma::uword k = 0; k < ways.size(); ++k) {
    set_plan(lesson.x, k, k);
    const arma::mat path = datasets::square(laps, ways[k]);
    for (arma::uword t = 0; t < path.n_cols; ++t)
      for (arma::uword i = 0; i < 2; ++i) lesson.y(i, k, t) = static_cast<float>(path(i, t));
  }
  return lesson;
}

// A run of plan k from the given states, s 2 × starts: the outputs.
arma::cube free_paths(const Net& net, const arma::fvec& theta, arma::uword k, const arma::fmat& s,
                      arma::uword steps) {
  const Layout& layout = net.stack.layers[0].layout;
  arma::fmat state(layout.height(), s.n_cols, arma::fill::zeros);
  const arma::uword first = layout.row(Jordan<>::s);
  state.rows(first, first + 1) = s;
  arma::fcube x(2, s.n_cols, steps, arma::fill::zeros);
  for (arma::uword b = 0; b < s.n_cols; ++b) set_plan(x, b, k);
  Tapes tapes;
  net.forward(theta, x, {.state = state}, tapes);
  return arma::conv_to<arma::cube>::from(tapes.y);
}

arma::mat path_of(const arma::cube& paths, arma::uword sequence) {
  arma::mat path(paths.n_rows, paths.n_slices);
  for (arma::uword t = 0; t < paths.n_slices; ++t) path.col(t) = paths.slice(t).col(sequence);
  return path;
}

struct Ends {
  double share = 0;
  std::vector<arma::cube> paths = {};
  std::vector<std::vector<bool>> reached = {};
};

// Random starts anywhere in what states can be: 0 … 1/(1 - μ).
Ends start_anywhere(const lab::Run& run, const Net& net, const arma::fvec& theta, std::size_t seed) {
  const auto size = [&](const char* name) { return run.settings().count(name); };
  const double reach = 1 / (1 - run.settings().real("mu"));
  Stream stream = run.stream("cycles", seed, "starts");
  Ends ends;
  double reached = 0;
  for (arma::uword k = 0; k < ways.size(); ++k) {
    arma::fmat s(2, size("starts"));
    for (float& value : s) value = static_cast<float>(stream.uniform(0, reach));
    const arma::cube all = free_paths(net, theta, k, s, size("steps"));
    ends.reached.emplace_back();
    for (arma::uword b = 0; b < s.n_cols; ++b) {
      const arma::mat path = path_of(all, b);
      ends.reached[k].push_back(on_cycle(path, datasets::square_corners(ways[k])));
      reached += ends.reached[k].back();
    }
    ends.paths.push_back(all(arma::span::all, arma::span(0, std::min(shown_starts, s.n_cols) - 1),
                             arma::span(0, std::min<arma::uword>(shown_steps, size("steps")) - 1)));
  }
  ends.share = reached / static_cast<double>(2 * size("starts"));
  return ends;
}

void follow_gradients(const lab::Run& run, Cycles& one, const char* when, const Net& net,
                      const arma::fvec& theta) {
  if (!lab::gradients_asked(run)) return;
  const Lesson lesson = squares(5, false);
  const auto x = arma::conv_to<arma::cube>::from(lesson.x),
             target = arma::conv_to<arma::cube>::from(lesson.y);
  const auto loss = [&](const arma::cube& y, arma::cube& dy) {
    squared_error(y, target, each_step(x.n_cols, x.n_slices), dy);
  };
  one.gradients.push_back(
      {one.taught ? "taught" : "free", when, one.run, lab::gradients_of(net, theta, x, loss)});
}

void watch_states(const lab::Run& run, Cycles& one, const Net& net, const arma::fvec& theta) {
  if (!lab::states_asked(run) || one.run > 0) return;
  Tapes tapes;
  const Lesson lesson = squares(5, false);
  net.forward(theta, lesson.x, lesson.given(), tapes);
  for (arma::uword k = 0; k < ways.size(); ++k) {
    const std::vector<std::string> labels(lesson.x.n_slices, k == 0 ? "a" : "c");
    one.states.push_back(lab::states_of(
        std::string(one.taught ? "taught" : "free") + (k == 0 ? ": s anticlockwise" : ": s clockwise"),
        net.stack.layers[0], tapes.stack.layers[0].run, Jordan<>::s, labels, k));
  }
}

void learn_one(const lab::Run& run, Cycles& one) {
  const lab::Settings& settings = run.settings();
  const Net net = jordan_net(2, settings.count("units"), 2);
  Stream weights = run.stream("cycles", one.run, "weights");
  arma::fvec theta = first_theta(net, settings.real("mu"), weights);
  one.untrained_share = start_anywhere(run, net, theta, one.run).share;
  follow_gradients(run, one, "before training", net, theta);
  const Lesson lesson = squares(settings.count("laps"), one.taught);
  learn(net, theta, {settings.integer("iterations"), settings.real("rate")},
        [&](std::uint64_t) { return lesson; });
  follow_gradients(run, one, "after training", net, theta);
  watch_states(run, one, net, theta);
  one.error_taught = error_of(net, theta, squares(25, true));
  one.error_free = error_of(net, theta, squares(25, false));
  Ends ends = start_anywhere(run, net, theta, one.run);
  one.share = ends.share;
  one.paths = std::move(ends.paths);
  one.reached = std::move(ends.reached);
}

}  // namespace

bool on_cycle(const arma::mat& path, const arma::mat& corners, double near) {
  for (arma::uword phase = 0; phase < 4; ++phase) {
    bool all = true;
    for (arma::uword k = 0; k < 8 && all; ++k)
      all = arma::norm(path.col(path.n_cols - 8 + k) - corners.col((phase + k) % 4)) <= near;
    if (all) return true;
  }
  return false;
}

std::vector<Cycles> learn_cycles(lab::Run& run) {
  std::vector<Cycles> all;
  for (const bool taught : {true, false})
    for (std::size_t r = 0; r < run.settings().count("runs"); ++r) {
      all.emplace_back();
      all.back().taught = taught;
      all.back().run = r;
    }
  run.parallel("cycles", all.size(), [&](std::size_t i) { learn_one(run, all[i]); });
  return all;
}

}  // namespace unroll::experiments::serial_order
