// The pieces of experiment 07: lessons and the three ways of learning them, scores, clusters.
#include <cmath>
#include <set>
#include <stdexcept>

#include "datasets/temporal_xor.hpp"
#include "experiments/07_elman_structure_in_time/clustering.hpp"
#include "experiments/07_elman_structure_in_time/lesson.hpp"
#include "experiments/07_elman_structure_in_time/scores.hpp"
#include "tests/catch.hpp"

using namespace unroll;
using namespace unroll::experiments::structure;

namespace {

Lesson bits_lesson(arma::uword triples) {
  Stream stream(1);
  return next_symbol(datasets::temporal_xor(triples, stream), arma::mat{{0, 1}});
}

arma::fvec learnt(const Lesson& lesson, const Training& training, arma::uword units = 3) {
  const Net net = network_for(lesson, units, training.way);
  Stream stream(2);
  arma::fvec theta = first_weights(net, 0.5, stream);
  learn(net, theta, lesson, training);
  return theta;
}

bool same(const arma::fvec& a, const arma::fvec& b) { return arma::approx_equal(a, b, "absdiff", 0); }

double sigmoid(double a) { return 1 / (1 + std::exp(-a)); }

}  // namespace

TEST_CASE("a lesson says at each step what comes next") {
  const arma::mat codes{{0, 1, 0}, {0, 0, 1}};
  const Lesson lesson = next_symbol(arma::uvec{2, 0, 1, 1}, codes);
  REQUIRE(lesson.x.n_slices == 3);
  for (arma::uword t = 0; t < 3; ++t) {
    const arma::uword now = arma::uvec{2, 0, 1, 1}[t], next = arma::uvec{2, 0, 1, 1}[t + 1];
    for (arma::uword i = 0; i < 2; ++i) {
      CHECK(lesson.x(i, 0, t) == codes(i, now));
      CHECK(lesson.next(i, 0, t) == codes(i, next));
    }
  }
  CHECK_THROWS_AS(next_symbol(arma::uvec{1}, codes), std::invalid_argument);
}

TEST_CASE(
    "copy-back is Elman's: three updates written out by hand, each with the gradient of its step alone") {
  const Lesson all = bits_lesson(10);
  const Lesson lesson{arma::fcube(all.x.head_slices(3)), arma::fcube(all.next.head_slices(3))};
  const double rate = 0.5;
  const Net net = network_for(lesson, 1, Way::copied);
  Stream stream(2);
  const arma::fvec first = first_weights(net, 0.5, stream);
  REQUIRE(first.n_elem == 5);
  double W = first[0], U = first[1], b = first[2], V = first[3], c = first[4], context = 0.5;
  for (arma::uword t = 0; t < 3; ++t) {
    const double x = lesson.x(0, 0, t), h = sigmoid(W * x + U * context + b), y = sigmoid(V * h + c);
    const double dy = (y - lesson.next(0, 0, t)) * y * (1 - y), dh = dy * V * h * (1 - h);
    V -= rate * dy * h;
    c -= rate * dy;
    W -= rate * dh * x;
    U -= rate * dh * context;
    b -= rate * dh;
    context = h;
  }
  const arma::fvec theta = learnt(lesson, {.way = Way::copied, .rate = rate}, 1);
  CHECK(arma::approx_equal(theta, arma::fvec{float(W), float(U), float(b), float(V), float(c)}, "absdiff",
                           1e-6F));
}

TEST_CASE("of pieces of one step all ways are the same, of longer ones none") {
  const Lesson lesson = bits_lesson(20);
  const auto of = [&](Way way, arma::uword piece) {
    return learnt(lesson, {.way = way, .piece = piece, .passes = 2, .rate = 0.5});
  };
  CHECK(same(of(Way::copied, 1), of(Way::pieces, 1)));
  CHECK(same(of(Way::copied, 1), of(Way::through, 1)));
  CHECK(same(of(Way::copied, 1), of(Way::copied, 7)));  // whose pieces are of one step anyway
  CHECK(!same(of(Way::copied, 1), of(Way::pieces, 7)));
  CHECK(!same(of(Way::pieces, 7), of(Way::through, 7)));
}

TEST_CASE("the state is handed on from pass to pass, and passes are counted from 0") {
  const Lesson lesson = bits_lesson(7);
  const Net net = network_for(lesson, 2, Way::copied);
  Stream stream(3);
  arma::fvec theta = first_weights(net, 0.5, stream), twice = theta;
  std::vector<long> passes;
  learn(net, theta, lesson, {.passes = 2, .rate = 1e-9},
        [&](long pass, const arma::fvec&) { passes.push_back(pass); });
  CHECK(passes == std::vector<long>{0, 1, 2});
  // at a larger rate the second pass differs from a first one that starts there
  learn(net, twice, lesson, {.passes = 2, .rate = 1});
  arma::fvec anew = twice;
  Stream again(3);
  anew = first_weights(net, 0.5, again);
  learn(net, anew, lesson, {.passes = 1, .rate = 1});
  learn(net, anew, lesson, {.passes = 1, .rate = 1});
  CHECK(!same(anew, twice));
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

TEST_CASE("without memory one says the mean of what followed") {
  const arma::uvec seen{0, 1, 0, 0};
  const arma::mat next{{1, 0, 1, 0.5}};
  const arma::mat said = memoryless(seen, next, 3);
  CHECK(said(0, 0) == Approx(2.5 / 3));
  CHECK(said(0, 1) == 0);
  CHECK(said(0, 2) == Approx(2.5 / 4));  // never seen
  CHECK(rms(arma::mat{{3, 0}, {0, 4}}) == Approx(2.5));
  CHECK(arma::approx_equal(rms_of_steps(arma::mat{{3, 0}, {3, 0}}, arma::zeros(2, 2)), arma::vec{3, 0},
                           "absdiff", 1e-12));
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
