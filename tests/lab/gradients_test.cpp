// `--gradients`: files and picture when asked for, and what their figures are.
#include "experiments/lab/gradients.hpp"

#include "models/bidirectional/bidirectional.hpp"
#include "models/core/initial_theta.hpp"
#include "models/leaky/leaky.hpp"
#include "models/lstm/lstm.hpp"
#include "tests/catch.hpp"
#include "tests/lab/scratch.hpp"
#include "tests/lab/toy.hpp"

using namespace unroll;
using namespace unroll::lab;
namespace fs = std::filesystem;
using scratch::contains;

namespace {

constexpr arma::uword steps = 12;

// A loss that reads every step; the piece must ask the last one alone.
void everywhere(const arma::cube& y, arma::cube& dy) { dy = arma::cube(arma::size(y)).fill(3); }

template <class Layer>
Network<Layer> network_of(const Cell& cell, std::size_t depth, arma::uword outputs) {
  Network<Layer> network;
  network.stack = stack_of<Layer>(depth, cell, 2, 5);
  network.outputs = outputs;
  return network;
}

arma::cube inputs() {
  Stream stream(3);
  arma::cube x(2, 4, steps);
  for (double& value : x) value = stream.normal();
  return x;
}

template <class Layer>
std::vector<GradientCurve> curves_of(const Network<Layer>& network, std::uint64_t seed) {
  Stream stream(seed);
  const arma::fvec theta = initial_theta<float>(network, stream);
  const arma::cube x = inputs();
  return gradients_of(network, theta, Input<double>(x), everywhere);
}

// Trains nothing: two networks at two times, with as many seeds as there are runs.
void body(Run& run) {
  std::vector<Gradients> all;
  const auto seeds = static_cast<std::uint64_t>(run.settings().integer("runs"));
  for (std::uint64_t seed = 0; gradients_asked(run) && seed < seeds; ++seed)
    for (const char* when : {"before training", "after training"}) {
      all.push_back({"one", when, seed, curves_of(network_of<Recurrent>(cell_of<Lstm<>>(), 1, 2), seed)});
      all.push_back({"two", when, seed, curves_of(network_of<Bidirectional>(cell_of<Lstm<>>(), 2, 2), seed)});
    }
  write_gradients(run, all);
}

Outcome run(const fs::path& out, bool asked) {
  Experiment toy;
  toy.options = {integer_option("runs", {3, 3, 3}, 1, 20, "how many"), gradients_option()};
  toy.figures = {gradients_figure()};
  toy.body = body;
  return run_toy(toy, out, "gradients", asked);
}

}  // namespace

TEST_CASE("gradients: without the flag there is no table, no script and no picture") {
  const scratch::Folder folder;
  const Outcome outcome = run(folder.path, false);
  for (const auto& entry : fs::directory_iterator(outcome.folder))
    CHECK(!contains(entry.path().filename().string(), "gradients"));
  CHECK(outcome.missing_figures.empty());
}

TEST_CASE("gradients: with the flag there are both tables and the picture") {
  const scratch::Folder folder;
  const Outcome outcome = run(folder.path, true);
  for (const char* name : {"gradients.csv", "gradients_summary.csv", "gradients.gp"})
    CHECK(fs::exists(outcome.folder / name));
  if (outcome.missing_figures.empty()) CHECK(fs::exists(outcome.folder / "gradients.svg"));
  for (const auto& why : outcome.missing_figures) CHECK(contains(why, "gnuplot was not found"));
  const std::string summary = read_file(outcome.folder / "gradients_summary.csv");
  CHECK(contains(summary, "curve,network,when,layer,direction,lag,runs,median,low,high\n"));
  CHECK(contains(summary, "\none,one,before training,1,forwards,0,3,"));
  CHECK(contains(summary, "\none,one,after training,1,forwards,12,3,"));
  CHECK(contains(summary, "\ntwo (layer 1) ←,two,before training,1,backwards,11,3,"));
  CHECK(contains(summary, "\ntwo (layer 2) →,two,before training,2,forwards,12,3,"));
  CHECK(contains(summary, "\ntwo (layer 2) ←,two,before training,2,backwards,0,3,"));
  CHECK(!contains(summary, "\ntwo (layer 2) ←,two,before training,2,backwards,1,"));  // it begins there
  CHECK(!contains(summary, "inf"));
  CHECK(!contains(summary, "nan"));
}

TEST_CASE("gradients: the loss is that of the last step, and counts 1 there whatever its size") {
  auto network = network_of<Recurrent>(cell_of<Leaky<>>(), 1, 0);
  Stream stream(1);
  arma::vec theta = initial_theta<double>(network, stream);
  network.stack.layers[0].layout.U(theta, 0).zeros();
  set_own(network, theta, "alpha", 0.8);
  const arma::cube x = inputs();
  for (const double size : {1e-200, 1.0, 1e200}) {
    const auto curves =
        gradients_of(network, theta, Input<double>(x),
                     [&](const arma::cube& y, arma::cube& dy) { dy = arma::cube(arma::size(y)).fill(size); });
    REQUIRE(curves.size() == 1);
    REQUIRE(curves[0].log10_norms.n_elem == steps + 1);
    for (arma::uword k = 0; k <= steps; ++k)
      CHECK(curves[0].log10_norms[k] ==
            Approx(static_cast<double>(k) * std::log10(0.8)).margin(1e-12).epsilon(1e-12));
  }
}

TEST_CASE("gradients: a sequence of which the loss asks nothing does not count, and none gives no curve") {
  const auto network = network_of<Recurrent>(cell_of<Lstm<>>(), 1, 2);
  Stream stream(1);
  const arma::vec theta = initial_theta<double>(network, stream);
  const arma::cube x = inputs();
  const auto with = [&](const std::vector<arma::uword>& silent) {
    return gradients_of(network, theta, Input<double>(x),
                        [&](const arma::cube& y, arma::cube& dy) {
                          everywhere(y, dy);
                          for (const arma::uword b : silent)
                            for (arma::uword t = 0; t < steps; ++t) dy.slice(t).col(b).zeros();
                        })[0]
        .log10_norms;
  };
  const arma::vec all = with({}), even = with({1, 3}), odd = with({0, 2}), none = with({0, 1, 2, 3});
  CHECK(all.is_finite());
  for (arma::uword k = 0; k <= steps; ++k) {
    CHECK(all[k] == Approx((even[k] + odd[k]) / 2));
    CHECK(none[k] == -std::numeric_limits<double>::infinity());
  }
  CHECK(arma::abs(even - odd).max() > 1e-6);
}
