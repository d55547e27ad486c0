// The energy between states and the plane through three of them.
#include "models/hopfield/relaxation.hpp"

#include <cmath>
#include <stdexcept>

#include "models/hopfield/hopfield.hpp"
#include "models/hopfield/plane.hpp"
#include "tests/catch.hpp"

using namespace unroll;

namespace {

arma::fmat random_signs(arma::uword rows, arma::uword columns, std::uint64_t seed) {
  Stream stream(seed);
  arma::fmat signs(rows, columns);
  for (float& s : signs) s = stream.chance(0.4) ? 1.0f : -1.0f;
  return signs;
}

// Any symmetric weights, with a diagonal and biases.
hopfield::Network<float> random_network(arma::uword units, hopfield::Coding coding, std::uint64_t seed) {
  Stream stream(seed);
  arma::fmat W(units, units);
  arma::fvec b(units);
  for (arma::uword i = 0; i < units; ++i) {
    b[i] = static_cast<float>(stream.normal());
    for (arma::uword j = 0; j <= i; ++j) W.at(i, j) = W.at(j, i) = static_cast<float>(stream.normal());
  }
  return {W, b, coding};
}

constexpr hopfield::Coding codings[] = {hopfield::Coding::plus_minus, hopfield::Coding::zero_one};

// The mean energy of states whose units are +1 on their own with the means x, over all 2^N of them.
double mean_energy(const hopfield::Network<float>& net, const arma::vec& x) {
  double mean = 0;
  for (unsigned bits = 0; bits < (1u << x.n_elem); ++bits) {
    arma::fvec signs(x.n_elem);
    double chance = 1;
    for (arma::uword i = 0; i < x.n_elem; ++i) {
      signs[i] = bits >> i & 1 ? 1.0f : -1.0f;
      chance *= (1 + double(signs[i]) * x[i]) / 2;
    }
    mean += chance * energy(net, arma::fvec(hopfield::as_states<float>(signs, net.coding())));
  }
  return mean;
}

}  // namespace

TEST_CASE("the energy carried over to between the states is the network's own at the states") {
  for (const auto coding : codings) {
    const auto net = random_network(30, coding, 3);
    const arma::fmat states = random_signs(30, 4, 4);
    const auto form = relaxation(net, states);
    for (arma::uword k = 0; k < 4; ++k) {
      arma::vec c(4);
      c[k] = 1;
      const double own = energy(net, arma::fvec(hopfield::as_states<float>(states.col(k), coding)));
      CHECK(form.at(c) == Approx(own).epsilon(1e-5).margin(1e-4));
      CHECK(form.between(k, (k + 1) % 4, 0) == Approx(form.at(c)));
      CHECK(form.between((k + 1) % 4, k, 1) == Approx(form.at(c)));
    }
  }
}

TEST_CASE("between the states it is the mean energy of units that draw on their own") {
  for (const auto coding : codings) {
    const auto net = random_network(8, coding, 5);
    const arma::fmat states = random_signs(8, 3, 6);
    const auto form = relaxation(net, states);
    for (const arma::vec& c : {arma::vec{0.2, 0.3, 0.5}, arma::vec{0.7, 0.3, 0}, arma::vec{0, 0.5, 0.5}}) {
      const arma::vec x = arma::conv_to<arma::mat>::from(states) * c;
      CHECK(form.at(c) == Approx(mean_energy(net, x)).epsilon(1e-5).margin(1e-4));
    }
    CHECK(form.between(0, 1, 0.3) == Approx(form.at(arma::vec{0.7, 0.3, 0})));
  }
}

TEST_CASE("under projection the hill between two memories is half of what differs, less w_ii") {
  const arma::uword N = 80;
  const arma::fmat patterns = random_signs(N, 6, 7);
  for (const bool kept : {false, true}) {
    const auto with = hopfield::store(patterns, hopfield::Rule::projection, {.self_connections = true});
    const auto net = hopfield::store(patterns, hopfield::Rule::projection, {.self_connections = kept});
    const auto form = relaxation(net, patterns);
    for (arma::uword a = 0; a < 6; ++a)
      for (arma::uword b = 0; b < a; ++b) {
        double half = 0;
        for (arma::uword i = 0; i < N; ++i)
          if (patterns.at(i, a) != patterns.at(i, b)) half += (1 - double(with.W().at(i, i))) / 2;
        CHECK(form.between(a, b, 0.5) - form.between(a, b, 0) == Approx(half).epsilon(1e-4));
        CHECK(form.between(a, b, 0.25) - form.between(a, b, 0) == Approx(0.75 * half).epsilon(1e-4));
      }
  }
}

TEST_CASE("a plane has its memories at their distances and finds them again") {
  const arma::fmat corners = random_signs(64, 3, 8);
  const hopfield::Plane plane(corners);
  for (std::size_t k = 0; k < 3; ++k) {
    const arma::fvec memory = corners.col(k);
    const auto at = plane.corner(k), foot = plane.projected(memory);
    CHECK(foot.u == Approx(at.u).margin(1e-9));
    CHECK(foot.v == Approx(at.v).margin(1e-9));
    const arma::vec c = plane.mixed(at);
    for (arma::uword l = 0; l < 4; ++l) CHECK(c[l] == Approx(l == k + 1 ? 1 : 0).margin(1e-9));
    const auto other = plane.corner((k + 1) % 3);
    const double m = hopfield::overlap(memory, arma::fvec(corners.col((k + 1) % 3)));
    CHECK(std::hypot(at.u - other.u, at.v - other.v) == Approx(std::sqrt(2 - 2 * m)));
    // Beyond a memory no unit goes on: the state stays that memory.
    const hopfield::Plane::Point middle{(plane.corner(1).u + plane.corner(2).u) / 3, plane.corner(2).v / 3};
    const arma::vec far = plane.mixed({at.u + 5 * (at.u - middle.u), at.v + 5 * (at.v - middle.v)});
    CHECK(far[k + 1] == 1);
  }
  // The foot of a state is the nearest point: what is left of it is at right angles to the plane.
  const arma::fvec state = random_signs(64, 1, 9).col(0);
  const arma::vec c = plane.coefficients(plane.projected(state));
  CHECK(arma::accu(c) == Approx(1));
  const arma::mat X = arma::conv_to<arma::mat>::from(corners);
  const arma::vec rest = arma::conv_to<arma::vec>::from(state) - X * c;
  for (arma::uword k = 1; k < 3; ++k) CHECK(arma::dot(rest, X.col(k) - X.col(0)) == Approx(0).margin(1e-6));
  arma::fmat same = corners;
  same.col(2) = same.col(0);
  CHECK_THROWS_AS(hopfield::Plane(same), std::invalid_argument);
}
