#include "models/boltzmann/restricted.hpp"

#include "machines.hpp"
#include "models/boltzmann/likelihood.hpp"
#include "tests/catch.hpp"

using namespace unroll;
using namespace unroll::boltzmann;
using Catch::Matchers::Contains;

TEST_CASE("restricted machine: energy, free energy and Z are those of the general machine") {
  Stream stream(1);
  for (const auto& [v, h] : {std::pair{5, 3}, std::pair{3, 5}, std::pair{1, 6}, std::pair{4, 4}}) {
    const auto machine = drawn_restricted<double>(arma::uword(v), arma::uword(h), 1, stream);
    const auto general = as_machine(machine);
    const arma::vec p = boltzmann_distribution(general);
    CHECK(log_partition(machine) == Approx(log_partition(general)).epsilon(1e-12));
    for (int trial = 0; trial < 8; ++trial) {
      const arma::vec x = drawn_patterns(machine.visible, 1, stream),
                      y = drawn_patterns(machine.hidden, 1, stream);
      const arma::mat written = -x.t() * machine.W() * y - machine.b().t() * x - machine.c().t() * y;
      CHECK(energy(machine, x, y) == Approx(written(0)).epsilon(0).margin(1e-12));
      double sum = 0;  // of P(x, h) over h
      for (arma::uword k = 0; k < p.n_elem; ++k)
        if (arma::all(state_of(k, general.units()).head(machine.visible) == x)) sum += p[k];
      CHECK(-free_energies(machine, arma::mat(x))(0) - log_partition(machine) ==
            Approx(std::log(sum)).epsilon(1e-11));
    }
    const arma::mat data = drawn_patterns(machine.visible, 6, stream);
    CHECK(log_likelihood(machine, data) == Approx(log_likelihood(general, data)).epsilon(1e-11));
    const auto exact = exact_statistics(general, data);
    const arma::vec gradient = log_likelihood_gradient(machine, data);
    for (arma::uword j = 0; j < machine.hidden; ++j)
      for (arma::uword i = 0; i < machine.visible; ++i)
        CHECK(gradient[j * machine.visible + i] ==
              Approx(exact.clamped(i, machine.visible + j) - exact.free(i, machine.visible + j))
                  .epsilon(0)
                  .margin(1e-12));
  }
}

TEST_CASE("restricted machine: the gradient of the exact log-likelihood agrees with central differences") {
  Stream stream(2);
  for (const auto& [v, h] : {std::pair{6, 4}, std::pair{4, 6}}) {
    const auto machine = drawn_restricted<double>(arma::uword(v), arma::uword(h), 0.7, stream);
    const arma::mat data = drawn_patterns(machine.visible, 7, stream);
    const arma::vec gradient = log_likelihood_gradient(machine, data);
    for (arma::uword k = 0; k < gradient.n_elem; ++k) {
      auto moved = machine;
      const auto at = [&](double by) {
        moved.theta[k] = machine.theta[k] + by;
        return log_likelihood(moved, data);
      };
      const double e = 1e-3, difference = (8 * (at(e) - at(-e)) - (at(2 * e) - at(-2 * e))) / (12 * e);
      CHECK(std::fabs(gradient[k] - difference) < 1e-7 * std::max(1.0, arma::abs(gradient).max()));
    }
  }
}

TEST_CASE("restricted machine: each layer given the other, in any number of parts, and in float") {
  Stream stream(3);
  const auto machine = drawn_restricted<double>(200, 150, 0.3, stream);
  Restricted<float> narrow(200, 150);
  narrow.theta = arma::conv_to<arma::fvec>::from(machine.theta);
  const arma::mat v = drawn_patterns(200, 7, stream);
  arma::mat right = machine.W().t() * v;
  right.each_col() += machine.c();
  right.transform([](double a) { return 1 / (1 + std::exp(-a)); });
  arma::mat first, h(150, 7), back(200, 7), first_back;
  for (const std::size_t parts : {1U, 2U, 3U, 7U}) {  // of 7 some have no rows
    Layers<double> layers(machine, parts);
    for (std::size_t i = 0; i < parts; ++i) {
      layers.read_hidden(machine, i);
      layers.read_visible(machine, i);
      layers.hidden(i, 7, v.memptr(), h.memptr());
    }
    for (std::size_t i = 0; i < parts; ++i) layers.visible(i, 7, h.memptr(), back.memptr());
    CHECK(arma::abs(h - right).max() < 1e-13);
    if (first.is_empty()) {
      first = h;
      first_back = back;
    }
    CHECK(arma::all(arma::vectorise(h == first)));
    CHECK(arma::all(arma::vectorise(back == first_back)));
  }
  Layers<float> layers(narrow);
  layers.read_hidden(narrow, 0);
  const arma::fmat v_in_float = arma::conv_to<arma::fmat>::from(v);
  arma::fmat h_in_float(150, 7);
  layers.hidden(0, 7, v_in_float.memptr(), h_in_float.memptr());
  CHECK(arma::abs(arma::conv_to<arma::mat>::from(h_in_float) - right).max() < 1e-5);
}

TEST_CASE("restricted machine: pseudo-likelihood is the product of the conditional probabilities") {
  Stream stream(4);
  const auto machine = drawn_restricted<double>(5, 4, 1, stream);
  const arma::mat data = drawn_patterns(5, 6, stream);
  double sum = 0;
  for (arma::uword p = 0; p < 6; ++p)
    for (arma::uword i = 0; i < 5; ++i) {
      arma::mat two(5, 2);
      two.each_col() = data.col(p);
      two(i, 1) = 1 - two(i, 1);
      const arma::vec F = free_energies(machine, two);
      sum += std::log(std::exp(-F[0]) / (std::exp(-F[0]) + std::exp(-F[1])));
    }
  CHECK(pseudo_log_likelihood(machine, data) == Approx(sum / 6).epsilon(1e-11));
}

TEST_CASE("restricted machine: biases set to the data's means make the best machine without hidden units") {
  Stream stream(5);
  arma::mat data(4, 400);
  for (arma::uword k = 0; k < data.n_elem; ++k) data[k] = stream.chance(0.2 * double(k % 4) + 0.1);
  Restricted<double> machine(4, 2);
  bias_to_means(machine, data);
  CHECK(arma::abs(log_likelihood_gradient(machine, data).subvec(8, 11)).max() < 1e-12);
  data.row(0).zeros();
  bias_to_means(machine, data);
  CHECK(machine.b()[0] == Approx(std::log(1.0 / 400)));  // not minus infinity
}

TEST_CASE("restricted machine: the first weights are drawn as asked") {
  Stream stream(6);
  Restricted<float> machine(100, 80);
  draw_weights(machine, 0.01, stream);
  CHECK(arma::stddev(arma::vectorise(machine.W())) == Approx(0.01).epsilon(0.05));
  CHECK(arma::accu(arma::abs(machine.theta.tail(180))) == 0);
  check_tiling(machine.blocks(), machine.theta.n_elem);
}

TEST_CASE("restricted machine: bad input is refused in one sentence") {
  CHECK_THROWS_WITH((Restricted<double>(0, 3)), Contains("0 visible"));
  const Restricted<double> machine(22, 21);
  CHECK_THROWS_WITH(log_partition(machine), Contains("2^21") && Contains("at most 20"));
  CHECK_THROWS_WITH(free_energies(machine, arma::mat(21, 1, arma::fill::zeros)), Contains("21 × 1"));
  arma::mat data(22, 3, arma::fill::zeros);
  data(3, 2) = -0.1;
  CHECK_THROWS_WITH(free_energies(machine, data), Contains("unit 3 of pattern 2") && Contains("0 to 1"));
  data(3, 2) = NAN;
  CHECK_THROWS_WITH(free_energies(machine, data), Contains("unit 3 of pattern 2"));
  data(3, 2) = 0.5;
  CHECK_THROWS_WITH(pseudo_log_likelihood(machine, data), Contains("a unit is 0 or 1"));
}
