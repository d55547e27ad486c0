// The gradient of a large batch in parts, the shards, on the threads of a team. How many shards there are is
// an option of the run: the sums are made in the order of the shards, whoever has computed them, so that the
// result is the same on any number of threads.
#pragma once
#include <armadillo>
#include <functional>
#include <vector>

#include "team.hpp"

namespace unroll::lab {

// The sequences first … first + count - 1 of a batch.
struct Shard {
  std::size_t index = 0;
  arma::uword first = 0, count = 0;
};

// Nearly equal shards, none of them empty; at most as many as there are sequences.
std::vector<Shard> shards_of(arma::uword batch, std::size_t count);

template <class S>
class ShardedGradient {
 public:
  // The loss of a shard at θ; adds its gradient to `gradient`.
  using Work = std::function<double(const Shard&, arma::Col<S>& gradient)>;

  ShardedGradient(Team& team, std::vector<Shard> shards) : team_(team), shards_(std::move(shards)) {
    parts_.resize(shards_.size());
    losses_.resize(shards_.size());
  }
  const std::vector<Shard>& shards() const { return shards_; }

  // Adds to `gradient` and returns the loss, both summed over the shards. Memory is kept from call to call.
  double add(arma::Col<S>& gradient, const Work& work) {
    team_.run([&](std::size_t thread) {
      for (std::size_t s = thread; s < shards_.size(); s += team_.size()) {
        parts_[s].zeros(gradient.n_elem);
        losses_[s] = work(shards_[s], parts_[s]);
      }
    });
    double loss = 0;
    for (std::size_t s = 0; s < shards_.size(); ++s) {
      gradient += parts_[s];
      loss += losses_[s];
    }
    return loss;
  }

 private:
  Team& team_;
  std::vector<Shard> shards_;
  std::vector<arma::Col<S>> parts_;
  std::vector<double> losses_;
};

}  // namespace unroll::lab
