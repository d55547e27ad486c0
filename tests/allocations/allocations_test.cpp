// That a training step asks for no memory once its run has been used: this program counts what it is asked
// for.
#include <atomic>
#include <cstdlib>

#include "models/core/initial_theta.hpp"
#include "models/core/losses.hpp"
#include "models/core/network.hpp"
#include "models/core/optimisers.hpp"
#include "models/lineup.hpp"
#include "tests/catch.hpp"

#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define UNROLL_COUNTS 1
#else
#define UNROLL_COUNTS 0
#endif

namespace {
std::atomic<long> asked{0};
}

#if UNROLL_COUNTS
extern "C" {
void* __libc_malloc(std::size_t);
void* __libc_calloc(std::size_t, std::size_t);
void* __libc_realloc(void*, std::size_t);
void* __libc_memalign(std::size_t, std::size_t);

void* malloc(std::size_t size) {
  ++asked;
  return __libc_malloc(size);
}
void* calloc(std::size_t count, std::size_t size) {
  ++asked;
  return __libc_calloc(count, size);
}
void* realloc(void* at, std::size_t size) {
  ++asked;
  return __libc_realloc(at, size);
}
void* aligned_alloc(std::size_t alignment, std::size_t size) {
  ++asked;
  return __libc_memalign(alignment, size);
}
int posix_memalign(void** at, std::size_t alignment, std::size_t size) {
  ++asked;
  *at = __libc_memalign(alignment, size);
  return *at == nullptr ? 12 : 0;
}
}
#endif

using namespace unroll;

namespace {

struct Training {
  Network<Recurrent> network;
  arma::fcube x, y;
  arma::mat weights;
  arma::fvec theta, gradient;
  NetworkRun<Recurrent, float> run;
  Adam<float> adam;

  Training(const Cell& cell, arma::uword units, arma::uword batch, arma::uword steps)
      : x(3, batch, steps, arma::fill::zeros), weights(last_step(batch, steps)) {
    network.stack = stack_of<Recurrent>(2, cell, 3, units, 2);
    network.outputs = 2;
    y.zeros(2, batch, steps);
    Stream stream(1);
    theta = initial_theta<float>(network, stream);
  }
  void step() {
    network.forward(theta, x, {}, run);
    squared_error(run.y, y, weights, run.dy);
    gradient.zeros(theta.n_elem);
    network.backward(theta, x, {}, run, gradient);
    adam.step(theta, gradient, 1e-3);
  }
  long asked_in_a_step() {
    const long before = asked;
    step();
    return asked - before;
  }
};

}  // namespace

TEST_CASE("the counter counts") {
  if (!UNROLL_COUNTS) {
    WARN("memory is not counted: not glibc, or under a sanitizer");
    return;
  }
  const long before = asked;
  const arma::fvec some(1000);
  const std::vector<int> others(1000);
  CHECK(asked - before >= 2);
}

TEST_CASE("a training step of a run that was used before asks for no memory, for every cell") {
  for (const Model& model : lineup())
    for (const auto& [units, batch] : {std::pair<arma::uword, arma::uword>{6, 1}, {20, 5}}) {
      INFO(model.name << " " << model.variant << ", " << units << " units, batch " << batch);
      Training training(*model.cell, units, batch, 30);
      training.step();
      CHECK(training.asked_in_a_step() == 0);
    }
}

TEST_CASE("memory grows with the number of steps as the tape and its gradient do") {
  const Cell& cell = *lineup().front().cell;
  const auto numbers = [&](arma::uword steps) {
    Training training(cell, 20, 5, steps);
    training.step();
    double all = 0;
    for (const auto& layer : training.run.stack.layers)
      all +=
          static_cast<double>(layer.run.tape.n_elem + layer.run.d.n_elem + layer.y.n_elem + layer.dx.n_elem);
    return all;
  };
  const double two = numbers(20) - numbers(10), ten = numbers(110) - numbers(10);
  CHECK(ten == 10 * two);
}
