// The parts of experiment 07: prediction tasks and the three kinds of training, scores, clusters.
#include <cmath>
#include <set>
#include <stdexcept>

#include "datasets/temporal_xor.hpp"
#include "experiments/07_elman_structure_in_time/clustering.hpp"
#include "experiments/07_elman_structure_in_time/prediction.hpp"
#include "experiments/07_elman_structure_in_time/scores.hpp"
#include "tests/catch.hpp"

using namespace unroll;
using namespace unroll::experiments::structure;

namespace {

Task bits_task(arma::uword triples) {
  Stream stream(1);
  return next_symbol(datasets::temporal_xor(triples, stream), arma::mat{{0, 1}});
}

Trained untrained(const Task& task, arma::uword units, Training training, std::uint64_t seed = 2) {
  Trained network{network_for(task, units, training), {}};
  Stream stream(seed);
  network.state.theta = initial_weights(network.net, 0.5, stream);
  return network;
}

arma::fvec learnt(const Task& task, const experiments::structure::TrainingOptions& options,
                  arma::uword units = 3) {
  Trained network = untrained(task, units, options.training);
  learn(network, task, options);
  return network.state.theta;
}

bool same(const arma::fvec& a, const arma::fvec& b) { return arma::approx_equal(a, b, "absdiff", 0); }

double sigmoid(double a) { return 1 / (1 + std::exp(-a)); }

}  // namespace

TEST_CASE("the target of a prediction task is the next symbol at each step") {
  const arma::mat codes{{0, 1, 0}, {0, 0, 1}};
  const Task task = next_symbol(arma::uvec{2, 0, 1, 1}, codes);
  REQUIRE(task.x.n_slices == 3);
  for (arma::uword t = 0; t < 3; ++t) {
    const arma::uword now = arma::uvec{2, 0, 1, 1}[t], next = arma::uvec{2, 0, 1, 1}[t + 1];
    for (arma::uword i = 0; i < 2; ++i) {
      CHECK(task.x(i, 0, t) == codes(i, now));
      CHECK(task.target(i, 0, t) == codes(i, next));
    }
  }
  CHECK_THROWS_AS(next_symbol(arma::uvec{1}, codes), std::invalid_argument);
}

TEST_CASE(
    "copy-back is Elman's: three updates written out by hand, each with the gradient of its step alone") {
  const Task task = beginning(bits_task(10), 3);
  const double rate = 0.5;
  const arma::fvec first = untrained(task, 1, Training::copy_back).state.theta;
  REQUIRE(first.n_elem == 5);
  double W = first[0], U = first[1], b = first[2], V = first[3], c = first[4], context = 0.5;
  for (arma::uword t = 0; t < 3; ++t) {
    const double x = task.x(0, 0, t), h = sigmoid(W * x + U * context + b), y = sigmoid(V * h + c);
    const double dy = (y - task.target(0, 0, t)) * y * (1 - y), dh = dy * V * h * (1 - h);
    V -= rate * dy * h;
    c -= rate * dy;
    W -= rate * dh * x;
    U -= rate * dh * context;
    b -= rate * dh;
    context = h;
  }
  const arma::fvec theta = learnt(task, {.training = Training::copy_back, .rate = rate}, 1);
  CHECK(arma::approx_equal(theta, arma::fvec{float(W), float(U), float(b), float(V), float(c)}, "absdiff",
                           1e-6F));
}

TEST_CASE("with chunks of one step all kinds of training are the same, with longer ones none") {
  const Task task = bits_task(20);
  const auto of = [&](Training training, arma::uword chunk) {
    return learnt(task, {.training = training, .chunk = chunk, .passes = 2, .rate = 0.5});
  };
  CHECK(same(of(Training::copy_back, 1), of(Training::copy_back_in_chunks, 1)));
  CHECK(same(of(Training::copy_back, 1), of(Training::bptt, 1)));
  CHECK(same(of(Training::copy_back, 1), of(Training::copy_back, 7)));  // whose chunks are of one step anyway
  CHECK(!same(of(Training::copy_back, 1), of(Training::copy_back_in_chunks, 7)));
  CHECK(!same(of(Training::copy_back_in_chunks, 7), of(Training::bptt, 7)));
}

TEST_CASE("the state is carried from pass to pass, and passes are counted from 0") {
  const Task task = bits_task(7);
  Trained network = untrained(task, 2, Training::copy_back, 3);
  std::vector<long> passes;
  learn(network, task, {.passes = 2, .rate = 1e-9},
        [&](long pass, const Trained&) { passes.push_back(pass); });
  CHECK(passes == std::vector<long>{0, 1, 2});
  // at a larger rate the second pass differs from a first one that starts there
  Trained twice = untrained(task, 2, Training::copy_back, 3), anew = twice;
  learn(twice, task, {.passes = 2, .rate = 1});
  learn(anew, task, {.passes = 1, .rate = 1});
  Trained resumed = anew;
  anew.state.carried.reset();  // the second pass then starts from the initial state
  learn(anew, task, {.passes = 2, .rate = 1});
  learn(resumed, task, {.passes = 2, .rate = 1});
  CHECK(!same(anew.state.theta, twice.state.theta));
  CHECK(same(resumed.state.theta, twice.state.theta));
}

TEST_CASE("the area under the curve is the share of pairs in the right order, ties half") {
  Stream stream(4);
  arma::vec values(60);
  std::vector<bool> is(60);
  for (arma::uword k = 0; k < 60; ++k) {
    is[k] = stream.chance(0.3);
    values[k] = static_cast<double>(stream.below(8)) + (is[k] ? 2 : 0);
  }
  double right = 0, pairs = 0;
  for (arma::uword i = 0; i < 60; ++i)
    for (arma::uword j = 0; j < 60; ++j)
      if (is[i] && !is[j]) {
        ++pairs;
        right += values[i] > values[j] ? 1 : values[i] == values[j] ? 0.5 : 0;
      }
  CHECK(area_under_curve(values, is) == Approx(right / pairs).epsilon(1e-12));
  CHECK(area_under_curve(arma::vec{1, 1, 1}, {true, false, true}) == Approx(0.5));
  CHECK(area_under_curve(arma::vec{2, 1, 3}, {true, false, true}) == 1);
  CHECK(std::isnan(area_under_curve(arma::vec{2, 1}, {true, true})));
  const arma::mat curve = roc(values, is);
  CHECK(arma::all(arma::vectorise(arma::diff(curve)) >= 0));
  CHECK(arma::approx_equal(curve.row(0), arma::rowvec{0, 0}, "absdiff", 0));
  CHECK(arma::approx_equal(curve.tail_rows(1), arma::rowvec{1, 1}, "absdiff", 1e-12));
}

TEST_CASE("the best prediction without memory is the mean of what followed") {
  const arma::uvec seen{0, 1, 0, 0};
  const arma::mat next{{1, 0, 1, 0.5}};
  const arma::mat said = memoryless(seen, next, 3);
  CHECK(said(0, 0) == Approx(2.5 / 3));
  CHECK(said(0, 1) == 0);
  CHECK(said(0, 2) == Approx(2.5 / 4));  // never seen
  CHECK(rms(arma::mat{{3, 0}, {0, 4}}) == Approx(2.5));
  CHECK(arma::approx_equal(rms_of_steps(arma::mat{{3, 0}, {3, 0}}), arma::vec{3, 0}, "absdiff", 1e-12));
  CHECK(mean_cosine(arma::mat{{1, 1}, {0, 1}}, arma::mat{{2, 1}, {0, -1}}) == Approx(0.5));
}

TEST_CASE("clusters: the nearest first, heights that never fall, every point once") {
  const arma::mat line{{0, 1, 10, 12, 30}};
  const auto merges = cluster(line);
  REQUIRE(merges.size() == 4);
  CHECK(merges[0].height == 1);
  CHECK(merges[1].height == 2);
  CHECK(merges[2].height == Approx((10 + 12 + 9 + 11) / 4.0));
  CHECK(merges[3].height == Approx((30 + 29 + 20 + 18) / 4.0));
  Stream stream(5);
  arma::mat points(3, 20);
  for (double& value : points) value = stream.normal();
  const auto tree = cluster(points);
  for (std::size_t k = 1; k < tree.size(); ++k) CHECK(tree[k].height >= tree[k - 1].height - 1e-12);
  const auto all = leaves(tree, 20 + tree.size() - 1);
  CHECK(std::set<std::size_t>(all.begin(), all.end()).size() == 20);
  CHECK_THROWS_AS(cluster(arma::mat(2, 1)), std::invalid_argument);
}

TEST_CASE("misplaced counts what is missing from the best branch and what is too much in it") {
  const auto merges = cluster(arma::mat{{0, 1, 10, 12, 30}});
  CHECK(misplaced(merges, {true, true, false, false, false}) == 0);
  CHECK(misplaced(merges, {false, false, true, true, false}) == 0);
  CHECK(misplaced(merges, {true, true, true, false, false}) == 1);
  CHECK(misplaced(merges, {false, false, false, false, true}) == 0);
  CHECK(misplaced(merges, {true, false, true, false, false}) == 1);
}
