// The training steps that `unroll bench` measures: forward, loss, backpropagation through all steps, Adam;
// float.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "models/core/cell.hpp"
#include "team.hpp"

namespace unroll::lab {

struct Workload {
  std::string name;
  arma::uword inputs, units, batch, steps, outputs;
  bool symbols;      // the input is one of `inputs` symbols at each step
  bool each_step;    // softmax over the outputs at each step; else one number's squared error at the last
  bool states_only;  // the gradient with respect to the states of all steps, and no more
};
const std::vector<Workload>& workloads();

struct BenchModel {
  std::string name;
  const Cell* cell;
  double gates;
};
const std::vector<BenchModel>& bench_models();

// Multiplications and additions that no exact method can leave out. An input of symbols costs none.
double operations(const Workload& workload, const BenchModel& model);

// A network in training on drawn data, its batch in shards on the threads of the team.
class TrainingStep {
 public:
  TrainingStep(const Workload& workload, const BenchModel& model, Team& team, std::size_t shards);
  ~TrainingStep();
  void run();
  double loss() const;  // of the last run
  const arma::fvec& theta() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace unroll::lab
