#include "models/core/training.hpp"

#include <cmath>

#include "tests/catch.hpp"
#include "tests/models/core/bowl.hpp"

using namespace unroll;

namespace {

// Trains with SGD from start() and validations that are read from a list; θ is left for inspection.
struct Scripted {
  std::vector<double> values;
  arma::vec theta = start();
  std::vector<arma::vec> seen = {};
  TrainingRecord run(const TrainingOptions& options) {
    Sgd<double> sgd;
    return train(theta, blocks, sgd, options, bowl<double>, [&](const arma::vec& now) {
      seen.push_back(now);
      return values.at(seen.size() - 1);
    });
  }
};

}  // namespace

TEMPLATE_TEST_CASE("training goes down to the minimum and records the way", "", float, double) {
  using S = TestType;
  arma::Col<S> theta = arma::conv_to<arma::Col<S>>::from(start());
  Sgd<S> sgd;
  const TrainingRecord record = train(theta, blocks, sgd, steps(200), bowl<S>);
  CHECK(record.ending == Ending::done);
  REQUIRE(record.losses.size() == 200);
  REQUIRE(record.norms.size() == 200);
  CHECK(record.losses[0] == Approx((0 + 1 + 4 + 9 + 16 + 25 + 36) / 2.0));
  CHECK(record.norms[0] == Approx(std::sqrt(0 + 1 + 4 + 9 + 25 + 36)));  // c is held
  for (std::size_t n = 1; n < 50; ++n) CHECK(record.losses[n] < record.losses[n - 1]);
  CHECK(record.validations.empty());
  CHECK_FALSE(record.best);
  CHECK(theta[4] == 5);
  theta[4] = 1;
  CHECK(arma::abs(theta - 1).max() < 1e-5);
}

TEST_CASE("held blocks stay where they are, whatever the loss says and whoever steps") {
  arma::vec theta = start();
  Adam<double> adam;
  TrainingOptions options = steps(50);
  options.l2 = 0.1;
  options.clip_norm = 1;
  train(theta, blocks, adam, options, bowl<double>);
  CHECK(theta[4] == 5);
  CHECK(theta[6] < 7);
}

TEST_CASE("the loss is asked for its gradient at each iteration anew, at the rate of its schedule") {
  arma::vec theta = start();
  Sgd<double> sgd;
  TrainingOptions options = steps(5);
  options.rate = [](std::uint64_t n) { return n == 3 ? 0.5 : 0; };
  std::vector<std::uint64_t> iterations;
  std::vector<double> rates;
  const auto loss = [&](const arma::vec& at, arma::vec& gradient, std::uint64_t n) {
    CHECK(gradient.n_elem == 7);
    CHECK(arma::all(gradient == 0));
    iterations.push_back(n);
    return bowl(at, gradient, n);
  };
  train(theta, blocks, sgd, options, loss, {}, [&](const TrainingProgress& now) {
    CHECK(now.iteration == iterations.back() + 1);
    CHECK(now.iterations == 5);
    CHECK_FALSE(now.validation);
    rates.push_back(now.rate);
    return true;
  });
  CHECK(iterations == std::vector<std::uint64_t>{0, 1, 2, 3, 4});
  CHECK(rates == std::vector<double>{0, 0, 0, 0.5, 0});
  CHECK(arma::all(theta == arma::vec{1, 1.5, 2, 2.5, 5, 3.5, 4}));
}

TEST_CASE("L2 acts in training on weights that decay alone, and counts in the loss") {
  arma::vec theta = start();
  Sgd<double> sgd;
  TrainingOptions options = steps(1, 0.5);
  options.l2 = 0.2;
  const auto flat = [](const arma::vec&, arma::vec&, std::uint64_t) { return 3.0; };
  const TrainingRecord record = train(theta, blocks, sgd, options, flat);
  CHECK(arma::abs(theta - arma::vec{0.9, 1.8, 2.7, 3.6, 5, 6, 7}).max() < 1e-15);
  CHECK(record.losses[0] == Approx(3 + 0.1 * (1 + 4 + 9 + 16)));
  CHECK(record.norms[0] == Approx(0.2 * std::sqrt(30)));
}

TEST_CASE("clipping limits the step, and the norm that is reported is the one before") {
  for (const double limit : {1.0, 100.0}) {
    arma::vec theta = start();
    Sgd<double> sgd;
    TrainingOptions options = steps(1, 1);
    options.clip_norm = limit;
    const TrainingRecord record = train(theta, blocks, sgd, options, bowl<double>);
    const double norm_before = std::sqrt(75.0);
    CHECK(record.norms[0] == Approx(norm_before));
    CHECK(norm(arma::vec(theta - start())) == Approx(std::min(limit, norm_before)));
  }
  arma::vec theta = start();
  Sgd<double> sgd;
  TrainingOptions options = steps(1, 1);
  options.clip_elements = 2.5;
  train(theta, blocks, sgd, options, bowl<double>);
  CHECK(arma::all(theta == arma::vec{1, 1, 1, 1.5, 5, 3.5, 4.5}));
}

TEST_CASE("training validates now and then and after the last iteration, and puts the best back") {
  for (const bool put_back : {true, false}) {
    Scripted scripted{{5, 3, 4, 3.5}};
    TrainingOptions options = steps(10);
    options.validate_every = 3;
    options.put_back_best = put_back;
    const TrainingRecord record = scripted.run(options);
    CHECK(record.ending == Ending::done);
    REQUIRE(record.validations.size() == 4);
    const std::uint64_t when[] = {3, 6, 9, 10};
    for (std::size_t k = 0; k < 4; ++k) {
      CHECK(record.validations[k].iteration == when[k]);
      CHECK(record.validations[k].value == scripted.values[k]);
    }
    REQUIRE(record.best);
    CHECK(record.best->iteration == 6);
    CHECK(record.best->value == 3);
    CHECK(arma::all(scripted.theta == scripted.seen[put_back ? 1 : 3]));
    CHECK_FALSE(arma::all(scripted.seen[1] == scripted.seen[3]));
  }
}

TEST_CASE("θ stays where it lies, so that windows of it stay valid") {
  arma::vec theta(100, arma::fill::ones);  // too long for Armadillo to keep it within the object
  const double* where = theta.memptr();
  Sgd<double> sgd;
  TrainingOptions options = steps(2);
  options.validate_every = 1;
  const auto first_is_best = [](const arma::vec& at) { return -at[0]; };
  const auto rising = [](const arma::vec&, arma::vec& gradient, std::uint64_t) {
    gradient.ones();
    return 1.0;
  };
  train(theta, {{"θ", 0, 100, 1}}, sgd, options, rising, first_is_best);
  CHECK(theta.memptr() == where);
  options.rate = schedule::constant(1e300);
  const auto overflowing = [](const arma::vec&, arma::vec& gradient, std::uint64_t) {
    gradient.fill(1e20);
    return 1.0;
  };
  CHECK_THROWS_AS(train(theta, {{"θ", 0, 100, 1}}, sgd, options, overflowing, first_is_best), Diverged);
  CHECK(theta.memptr() == where);
}

TEST_CASE("of equal validations the first is the best") {
  Scripted scripted{{2, 2, 2}};
  TrainingOptions options = steps(3);
  options.validate_every = 1;
  CHECK(scripted.run(options).best->iteration == 1);
  CHECK(arma::all(scripted.theta == scripted.seen[0]));
}

TEST_CASE("patience counts validations in a row without improvement") {
  Scripted scripted{{5, 6, 4, 4, 7, 4, 1, 1}};
  TrainingOptions options = steps(100);
  options.validate_every = 2;
  options.patience = 3;
  const TrainingRecord record = scripted.run(options);
  CHECK(record.ending == Ending::early);
  CHECK(record.validations.size() == 6);
  CHECK(record.losses.size() == 12);
  CHECK(record.best->value == 4);
  CHECK(record.best->iteration == 6);
  CHECK(arma::all(scripted.theta == scripted.seen[2]));
}

TEST_CASE("what is below the least improvement does not count for patience, yet may be the best") {
  Scripted scripted{{5, 4.9, 4.8, 4, 3.9, 3.8, 3.7}};
  TrainingOptions options = steps(100);
  options.validate_every = 1;
  options.patience = 3;
  options.improvement = 0.5;
  const TrainingRecord record = scripted.run(options);
  CHECK(record.ending == Ending::early);
  CHECK(record.validations.size() == 7);
  CHECK(record.best->value == 3.7);
  // Small gains add up: what has fallen by the least improvement since the last one that counted does count.
  Scripted slow{{5, 4.8, 4.6, 4.4, 4.2, 4, 3.8, 3.6}};
  options.iterations = 8;
  CHECK(slow.run(options).ending == Ending::done);
}

TEST_CASE("a progress report can stop the training and finds θ as the step left it") {
  Sgd<double> sgd;
  arma::vec theta = start(), seen;
  const auto until_four = [&](const TrainingProgress& now) {
    seen = theta;
    return now.iteration < 4;
  };
  const TrainingRecord record = train(theta, blocks, sgd, steps(10), bowl<double>, {}, until_four);
  CHECK(record.ending == Ending::stopped);
  CHECK(record.losses.size() == 4);
  CHECK(arma::all(theta == seen));

  theta = start();
  CHECK(train(theta, blocks, sgd, steps(4), bowl<double>, {}, until_four).ending == Ending::done);
}

TEST_CASE("a progress report is told of validations") {
  Sgd<double> sgd;
  arma::vec theta = start();
  TrainingOptions options = steps(4);
  options.validate_every = 2;
  std::vector<std::uint64_t> told;
  train(
      theta, blocks, sgd, options, bowl<double>, [](const arma::vec& at) { return at[0]; },
      [&](const TrainingProgress& now) {
        if (now.validation) told.push_back(now.iteration);
        return true;
      });
  CHECK(told == std::vector<std::uint64_t>{2, 4});
}

TEST_CASE("a resumed training takes the same steps as one in a piece") {
  arma::vec whole = start(), parts = start();
  Adam<double> adam, adam_in_parts;
  TrainingOptions options = steps(20);
  options.rate = schedule::inverse_time(0.5, 4);
  train(whole, blocks, adam, options, bowl<double>);
  options.iterations = 8;
  train(parts, blocks, adam_in_parts, options, bowl<double>);
  options.iterations = 20;
  options.done = 8;
  CHECK(train(parts, blocks, adam_in_parts, options, bowl<double>).losses.size() == 12);
  CHECK(arma::all(whole == parts));
}
