#include "models/core/truncated.hpp"

#include <limits>

#include "tests/catch.hpp"
#include "tests/models/recurrent.hpp"

using namespace recurrent;
using Catch::Matchers::Contains;
using unroll::Steps;
using unroll::truncated_windows;

namespace {

constexpr arma::uword T = 5;

struct Pair {
  arma::uword k1, k2;
};

// Every window as it is defined: a short sequence, begun in the state that the whole one had there.
struct Windows {
  const Net& net;
  arma::cube x, dy;
  arma::mat state;
  Ran<double> whole;  // at the θ where the gradient is asked

  double loss(const arma::vec& theta, Pair k) const {
    double sum = 0;
    for (arma::uword last = k.k1; last < T + k.k1; last += k.k1) {
      const arma::uword end = std::min(last, T), fresh = last - k.k1, first = end > k.k2 ? end - k.k2 : 0;
      std::vector<arma::cube> held;
      for (const arma::cube& tape : whole.tapes) held.push_back(tape.slices(first, end));
      const arma::mat begin = first == 0 ? state : held.front().slice(0);
      const auto y =
          net.run(theta, arma::cube(x.slices(first, end - 1)), Given<double>{.state = begin}, {}, held).y;
      for (arma::uword t = fresh; t < end; ++t) sum += arma::accu(dy.slice(t) % y.slice(t - first));
    }
    return sum;
  }
};

std::vector<std::string> windows_of(arma::uword steps, arma::uword k1, arma::uword k2) {
  std::vector<std::string> all;
  truncated_windows(steps, k1, k2, [&](Steps fresh, Steps window) {
    all.push_back(std::to_string(fresh.first) + "-" + std::to_string(fresh.last) + " through " +
                  std::to_string(window.first) + "-" + std::to_string(window.last));
  });
  return all;
}

}  // namespace

TEST_CASE("truncated after all steps is the whole gradient") {
  Stream stream(21);
  for (const Model& model : lineup()) {
    INFO(model.name);
    const auto net = model.make(Size{.depth = 2, .top = 2});
    const arma::vec theta = random_theta(net->blocks(), stream);
    const arma::cube x = random_cube(2, 2, T, stream), dy = random_cube(2, 2, T, stream);
    const Given<double> given{.state = random_mat(net->state_height(), 2, stream)};
    const arma::vec whole = net->run(theta, x, given, dy).gradient;
    CHECK(difference(net->truncated(theta, x, given, dy, T, T), whole) < 1e-13);
    CHECK(difference(net->truncated(theta, x, given, dy, T + 3, T + 7), whole) < 1e-13);
    CHECK(difference(net->truncated(theta, x, given, dy, 1, T), whole) < 1e-12);  // one loss at a time
    CHECK(difference(net->truncated(theta, x, given, dy, 2, T + 2), whole) < 1e-12);
  }
}

TEST_CASE("truncated BPTT is the gradient of every window with the state before it held constant") {
  Stream stream(22);
  for (const Model& model : lineup()) {
    const auto net = model.make(Size{.units = 2, .top = 1});
    const arma::vec theta = random_theta(net->blocks(), stream);
    const arma::cube x = random_cube(2, 1, T, stream), dy = random_cube(1, 1, T, stream);
    const arma::mat state = random_mat(net->state_height(), 1, stream);
    const Windows windows{*net, x, dy, state, net->run(theta, x, Given<double>{.state = state})};
    for (const Pair k :
         {Pair{1, 1}, Pair{1, 3}, Pair{2, 2}, Pair{2, 3}, Pair{3, 4}, Pair{4, 4}, Pair{5, 5}}) {
      INFO(model.name << ", every " << k.k1 << " steps through " << k.k2);
      const arma::vec numeric =
          differences(net->blocks(), theta, [&](const arma::vec& at) { return windows.loss(at, k); });
      const arma::vec found = net->truncated(theta, x, Given<double>{.state = state}, dy, k.k1, k.k2);
      CHECK(difference(found, numeric) < 1e-8);
    }
  }
}

TEST_CASE("windows of truncated BPTT: fresh steps are each taken once") {
  CHECK(windows_of(5, 2, 3) ==
        std::vector<std::string>{"1-2 through 1-2", "3-4 through 2-4", "5-5 through 3-5"});
  CHECK(windows_of(3, 1, 1) ==
        std::vector<std::string>{"1-1 through 1-1", "2-2 through 2-2", "3-3 through 3-3"});
  CHECK(windows_of(4, 4, 4) == std::vector<std::string>{"1-4 through 1-4"});
  const auto most = std::numeric_limits<arma::uword>::max();
  CHECK(windows_of(4, most, most) == std::vector<std::string>{"1-4 through 1-4"});
  CHECK(windows_of(4, 3, most) == std::vector<std::string>{"1-3 through 1-3", "4-4 through 1-4"});
}

TEST_CASE("truncated BPTT names a k1 and k2 that do not fit") {
  CHECK_THROWS_WITH(windows_of(4, 0, 3), Contains("k1 = 0") && Contains("at least 1"));
  CHECK_THROWS_WITH(windows_of(4, 3, 2), Contains("k2 = 2") && Contains("k1 = 3"));
}
