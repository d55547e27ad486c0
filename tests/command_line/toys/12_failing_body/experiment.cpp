#include "experiments/lab/experiment.hpp"

#include "experiments/lab/error.hpp"

unroll::lab::Experiment unroll::experiment() {
  return {.body = [](lab::Run& run) {
    run.file("begun.txt", "a");
    run.parallel("failing", 8, [](std::size_t i) {
      if (i >= 2) throw lab::Error("step " + std::to_string(i) + " of the test failed, as it should");
    });
  }};
}
