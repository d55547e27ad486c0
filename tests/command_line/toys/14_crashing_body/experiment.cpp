#include <signal.h>

#include "experiments/lab/experiment.hpp"

unroll::lab::Experiment unroll::experiment() {
  return {.body = [](lab::Run& run) {
    run.file("begun.txt", "a");
    ::raise(SIGSEGV);
  }};
}
