// The training steps that `unroll bench` measures: forward, loss, backpropagation through all steps, Adam; or
// one step of contrastive divergence. All in float.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "models/core/cell.hpp"
#include "team.hpp"
#include "workload_table.hpp"

namespace unroll::lab {

struct BenchModel {
  std::string name;
  const Cell* cell;
};
const std::vector<BenchModel>& bench_models();

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

// The names of all models: bench_models, and "rbm".
std::vector<std::string> bench_names();

// A step of any of them, on a workload that fits it.
std::function<void()> bench_step(const Workload& workload, const std::string& model, Team& team);

}  // namespace unroll::lab
