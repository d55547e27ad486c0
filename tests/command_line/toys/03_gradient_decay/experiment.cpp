#include "experiments/lab/experiment.hpp"

unroll::lab::Experiment unroll::experiment() {
  return {.body = [](lab::Run& run) { run.row("values", run.settings().real("value")); }};
}
