// Trainings that end with an exception: NaN and Inf, and options that make no sense.
#include <cmath>
#include <limits>

#include "tests/catch.hpp"
#include "tests/models/core/bowl.hpp"

using namespace unroll;
using Catch::Matchers::Contains;

namespace {

const double nan_value = std::numeric_limits<double>::quiet_NaN();
const double infinite = std::numeric_limits<double>::infinity();

// What is said when a training diverges, and θ then.
struct Accident {
  std::string message, block;
  std::uint64_t iteration = 0;
  arma::vec theta = start();
  explicit Accident(const LossAndGradient<double>& loss, const TrainingOptions& options = steps(20),
                    const Validation<double>& validate = {}) {
    Sgd<double> sgd;
    try {
      train(theta, blocks, sgd, options, loss, validate);
    } catch (const Diverged& e) {
      message = e.what(), block = e.block, iteration = e.iteration;
    }
  }
};

}  // namespace

TEST_CASE("a gradient that is no number is diagnosed: where, when, what came before, what to try") {
  const Accident accident([](const arma::vec& theta, arma::vec& gradient, std::uint64_t n) {
    const double loss = bowl(theta, gradient, n);
    if (n == 12) gradient[3] = nan_value;
    return loss;
  });
  INFO(accident.message);
  CHECK_THAT(accident.message, Contains("iteration 12") && Contains("block W, row 1, column 1") &&
                                   Contains("gradient is nan") && Contains("rate below 0.1") &&
                                   Contains("clip_norm 1"));
  CHECK(accident.iteration == 12);
  CHECK(accident.block == "W");
  // The last ten of the twelve norms, which fall by 0.9 each time.
  std::string norms = "until then:";
  for (int n = 2; n < 12; ++n) norms.append(" ").append(detail::text(std::sqrt(75.0) * std::pow(0.9, n)));
  CHECK_THAT(accident.message, Contains(norms + "."));
  CHECK(accident.theta.is_finite());
  CHECK(accident.theta[1] == Approx(1 + std::pow(0.9, 12)));
}

TEST_CASE("a loss that is no number is diagnosed, with the place of its gradient") {
  const Accident with_gradient([](const arma::vec&, arma::vec& gradient, std::uint64_t) {
    gradient[6] = -infinite;
    return nan_value;
  });
  CHECK_THAT(with_gradient.message, Contains("iteration 0") && Contains("the loss is nan") &&
                                        Contains("its gradient is -inf in block b, row 1, column 0") &&
                                        Contains("No gradient came before it"));
  const Accident finite_gradient([](const arma::vec& theta, arma::vec& gradient, std::uint64_t n) {
    bowl(theta, gradient, n);
    return infinite;
  });
  CHECK_THAT(finite_gradient.message, Contains("the loss is inf") && Contains("largest, 6, in block b"));
  CHECK(arma::all(finite_gradient.theta == start()));
}

TEST_CASE("a step to what is no number is taken back and diagnosed") {
  const Accident accident(
      [](const arma::vec& theta, arma::vec& gradient, std::uint64_t n) {
        const double loss = bowl(theta, gradient, n);
        if (n == 2) gradient[2] = -1e305;
        return loss;
      },
      steps(20, 1e6));
  INFO(accident.message);
  CHECK_THAT(accident.message, Contains("iteration 2") && Contains("a parameter after the step is inf") &&
                                   Contains("block W, row 0, column 1") && Contains("1e+305."));
  CHECK(accident.theta.is_finite());
  CHECK(accident.theta[0] == 1);
  CHECK(accident.theta[2] == Approx(1 + 2e12));
}

TEST_CASE("a validation that is no number is diagnosed, and held parameters cannot diverge") {
  TrainingOptions options = steps(20);
  options.validate_every = 5;
  options.clip_norm = 3;
  const auto loss = [](const arma::vec& theta, arma::vec& gradient, std::uint64_t n) {
    const double value = bowl(theta, gradient, n);
    gradient[4] = nan_value;
    return value;
  };
  const Accident accident(loss, options, [](const arma::vec&) { return nan_value; });
  CHECK_THAT(accident.message, Contains("iteration 4") && Contains("the validation is nan") &&
                                   Contains("in block b") && Contains("clip_norm below 3"));
}

TEST_CASE("clipping does not hide a gradient that is no number") {
  TrainingOptions options = steps(20);
  options.clip_norm = 1;
  options.clip_elements = 1;
  const auto loss = [](const arma::vec& theta, arma::vec& gradient, std::uint64_t n) {
    const double value = bowl(theta, gradient, n);
    gradient[0] = infinite;
    return value;
  };
  CHECK_THAT(Accident(loss, options).message, Contains("inf in block W, row 0, column 0"));
}

TEST_CASE("a training names options that make no sense") {
  Sgd<double> sgd;
  const auto fails = [&](auto change) {
    arma::vec theta = start();
    TrainingOptions options = steps(10);
    options.validate_every = 2;
    change(options);
    std::string message = "accepted";
    try {
      train(theta, blocks, sgd, options, bowl<double>, [](const arma::vec&) { return 1.0; });
    } catch (const std::invalid_argument& e) {
      message = e.what();
    }
    CHECK((message == "accepted" || arma::all(theta == start())));
    return message;
  };
  using Options = TrainingOptions;
  CHECK(fails([](Options&) {}) == "accepted");
  CHECK_THAT(fails([](Options& o) { o.iterations = 0; }), Contains("iterations") && Contains("is 0"));
  CHECK_THAT(fails([](Options& o) { o.done = 10; }), Contains("already done") && Contains("10"));
  CHECK_THAT(fails([](Options& o) { o.rate = {}; }), Contains("no rate"));
  CHECK_THAT(fails([](Options& o) { o.rate = [](std::uint64_t) { return -0.5; }; }),
             Contains("the rate at iteration 0") && Contains("-0.5"));
  CHECK_THAT(fails([](Options& o) { o.rate = [](std::uint64_t) { return nan_value; }; }), Contains("nan"));
  CHECK_THAT(fails([](Options& o) { o.clip_norm = -1; }), Contains("clip_norm") && Contains("-1"));
  CHECK_THAT(fails([](Options& o) { o.clip_norm = nan_value; }), Contains("clip_norm") && Contains("nan"));
  CHECK_THAT(fails([](Options& o) { o.clip_elements = -2; }), Contains("clip_elements") && Contains("-2"));
  CHECK_THAT(fails([](Options& o) { o.l2 = -0.1; }), Contains("l2") && Contains("-0.1"));
  CHECK_THAT(fails([](Options& o) { o.improvement = infinite; }), Contains("improvement"));
  CHECK_THAT(fails([](Options& o) { o.validate_every = 0, o.patience = 2; }), Contains("patience"));
}

TEST_CASE("a training names parameters and blocks that do not fit") {
  Sgd<double> sgd;
  TrainingOptions options = steps(10);
  arma::vec theta = start(), short_one(6, arma::fill::zeros), none;
  CHECK_THROWS_WITH(train(short_one, blocks, sgd, options, bowl<double>), Contains("all 6 parameters"));
  CHECK_THROWS_WITH(train(none, {}, sgd, options, bowl<double>), Contains("no parameters"));
  theta[5] = infinite;
  CHECK_THROWS_WITH(train(theta, blocks, sgd, options, bowl<double>),
                    Contains("inf in block b, row 0, column 0"));
  theta = start();
  const auto resizes = [](const arma::vec&, arma::vec& gradient, std::uint64_t) {
    gradient.set_size(3);
    return 1.0;
  };
  CHECK_THROWS_WITH(train(theta, blocks, sgd, options, resizes), Contains("3 elements"));
  options.validate_every = 2;
  CHECK_THROWS_WITH(train(theta, blocks, sgd, options, bowl<double>), Contains("validate_every"));
}
