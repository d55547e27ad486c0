#include "models/core/rtrl.hpp"

#include "models/elman/elman.hpp"
#include "tests/catch.hpp"
#include "tests/models/recurrent.hpp"

using namespace recurrent;
using Catch::Matchers::Contains;

TEST_CASE("the gradient carried forward is the gradient carried back") {
  Stream stream(31);
  for (const Model& model : lineup())
    for (const arma::uword length : {7u, 4u}) {
      INFO(model.name << ", length " << length << " of 7");
      const auto net = model.make(Size{.inputs = 3, .units = 4, .outputs = 3});
      const arma::vec theta = random_theta(net->blocks(), stream);
      const arma::cube x = random_cube(3, 1, 7, stream);
      arma::cube dy = random_cube(net->outputs(), 1, 7, stream);
      if (length < 7) dy.slices(length, 6).zeros();
      const Given<double> given{.state = random_mat(net->state_height(), 1, stream),
                                .lengths = arma::uvec{length}};
      const arma::vec back = net->run(theta, x, given, dy).gradient;
      CHECK(arma::abs(back).max() > 1e-3);
      CHECK(difference(net->rtrl(theta, x, given, dy), back) < 1e-12);
    }
}

TEST_CASE("RTRL refuses a batch") {
  const auto net = lineup().front().make(Size{});
  const arma::vec theta(net->parameters(), arma::fill::zeros);
  CHECK_THROWS_WITH(net->rtrl(theta, arma::cube(2, 2, 3), {}, arma::cube(3, 2, 3)),
                    Contains("one sequence") && Contains("2"));
}
