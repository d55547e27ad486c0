#include "experiments/lab/experiment.hpp"

#include <signal.h>

unroll::lab::Experiment unroll::experiment() {
  return {.body = [](lab::Run& run) {
    run.file("begun.txt", "a");
    ::raise(SIGSEGV);
  }};
}
