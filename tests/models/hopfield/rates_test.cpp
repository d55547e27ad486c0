#include "models/hopfield/rates.hpp"

#include <cmath>

#include "tests/catch.hpp"

using namespace unroll;
using namespace unroll::hopfield;
using Catch::Matchers::Contains;

TEST_CASE("graded units follow their equations, and tangents the differences of states") {
  Stream stream(1);
  const arma::vec gains{0.5, 1, 2.5};
  const arma::mat J = normal_couplings(23, stream);
  CHECK(arma::abs(J.diag()).max() == 0);
  const RateNetwork net(J, gains);
  const Flow flow = random_flow(23, 3, stream), next = net.driven(flow);
  constexpr double h = 1e-6;
  Flow beside = flow, behind = flow;
  beside.head_cols(3) += h * flow.tail_cols(3);
  behind.head_cols(3) -= h * flow.tail_cols(3);
  const arma::mat slope = (net.driven(beside).head_cols(3) - net.driven(behind).head_cols(3)) / (2 * h);
  CHECK(arma::abs(slope - next.tail_cols(3)).max() < 1e-8);
  for (arma::uword g = 0; g < 3; ++g) {
    const arma::vec plain = arma::tanh(gains[g] * J * flow.col(g));
    CHECK(arma::abs(plain - next.col(g)).max() < 1e-13);
  }
  Flow stepped = flow;
  net.step(stepped);
  CHECK(arma::abs(stepped - next).max() == 0);
}

TEST_CASE("continuous time is of fourth order: half the step, a sixteenth of the error") {
  Stream stream(2);
  const RateNetwork net(normal_couplings(20, stream), arma::vec{2});
  const Flow start = random_flow(20, 1, stream);
  const auto at_two = [&](int steps) {
    Flow flow = start;
    for (int k = 0; k < steps; ++k) net.advance(flow, 2.0 / steps);
    return flow;
  };
  const Flow exact = at_two(256);
  const double coarse = arma::abs(at_two(8) - exact).max(), fine = arma::abs(at_two(16) - exact).max();
  CHECK(coarse < 1e-2);
  CHECK(coarse / fine > 10);
  CHECK(coarse / fine < 25);
}

TEST_CASE("below the transition exponents are those of the largest eigenvalue, and the state is zero") {
  Stream stream(3);
  for (int round = 0; round < 3; ++round) {
    const arma::mat J = normal_couplings(20, stream);
    const arma::cx_vec eigenvalues = arma::eig_gen(J);
    const arma::vec gains = arma::vec{0.3, 0.6} / arma::abs(eigenvalues).max();
    const RateNetwork net(J, gains);
    const Flow flow = random_flow(20, 2, stream);
    const auto discrete = largest_exponents(net, flow, Time::discrete, 200, 1000);
    const auto continuous = largest_exponents(net, flow, Time::continuous, 100, 500);
    for (arma::uword g = 0; g < 2; ++g) {
      CHECK(discrete.lambda[g] == Approx(std::log(gains[g] * arma::abs(eigenvalues).max())).margin(0.005));
      CHECK(continuous.lambda[g] == Approx(gains[g] * arma::real(eigenvalues).max() - 1).margin(0.005));
      CHECK(discrete.size[g] < 1e-12);
      CHECK(continuous.size[g] < 1e-12);
    }
  }
}

TEST_CASE("exponents: chaos at a gain of three, whatever the step of the integration") {
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    Stream stream(seed);
    const RateNetwork net(normal_couplings(150, stream), arma::vec{0.7, 3});
    const Flow flow = random_flow(150, 2, stream);
    const auto discrete = largest_exponents(net, flow, Time::discrete, 100, 400);
    CHECK(discrete.lambda[0] < -0.1);
    CHECK(discrete.lambda[1] == Approx(large_network_exponent(3)).margin(0.1));
    const auto coarse = largest_exponents(net, flow, Time::continuous, 40, 150);
    const auto fine = largest_exponents(net, flow, Time::continuous, 40, 150, 0.125);
    CHECK(coarse.lambda[0] == Approx(fine.lambda[0]).margin(0.001));
    CHECK(coarse.lambda[1] > 0.05);
    CHECK(coarse.lambda[1] == Approx(fine.lambda[1]).margin(0.08));  // chaotic: only means agree
  }
}

TEST_CASE("the exponent of large networks is that of the equations, solved elsewhere") {
  // Made by a short program in Python: fixed point of σ², trapezoidal rule over 401 points.
  CHECK(large_network_exponent(1.1) == Approx(0.005068901343583).epsilon(1e-8));
  CHECK(large_network_exponent(1.5) == Approx(0.06521721191284523).epsilon(1e-9));
  CHECK(large_network_exponent(2) == Approx(0.15472422983138098).epsilon(1e-9));
  CHECK(large_network_exponent(3) == Approx(0.3102493151452512).epsilon(1e-9));
  CHECK(large_network_exponent(0.5) == std::log(0.5));
  CHECK(large_network_exponent(1.001) == Approx(0).margin(1e-5));
}

TEST_CASE("couplings and flows that do not fit are refused") {
  CHECK_THROWS_WITH(RateNetwork(arma::mat(3, 2), arma::vec{1}), Contains("3 × 2"));
  CHECK_THROWS_WITH(RateNetwork(arma::mat(3, 3), arma::vec()), Contains("0 gains"));
  const RateNetwork net(arma::mat(3, 3, arma::fill::zeros), arma::vec{1});
  CHECK_THROWS_WITH(net.driven(Flow(3, 3)), Contains("N × 2G"));
}
