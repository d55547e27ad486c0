// The training steps that `unroll bench` measures: forward, loss, backpropagation through all steps, Adam;
// float.
#pragma once
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

}  // namespace unroll::lab
