// What the four tasks have in common: their networks, side by side, and what is looked at on request.
#pragma once
#include <string>
#include <vector>

#include "tasks.hpp"

namespace unroll::experiments::structure {

// Every way × run of networks of so many units each; of the same run all have the same weights and lesson.
template <class One>
std::vector<One> all_networks(const std::vector<arma::uword>& units, std::size_t runs) {
  std::vector<One> all;
  for (const arma::uword n : units)
    for (const Way way : {Way::copied, Way::pieces, Way::through})
      for (std::size_t r = 0; r < runs; ++r) {
        One one;
        one.way = way;
        one.units = n;
        one.run = r;
        all.push_back(one);
      }
  return all;
}

// The settings of a task, --TASK-passes, --TASK-rate and --piece.
Training training_of(const lab::Run& run, const std::string& task, Way way);

// The network of a task, its weights drawn, learns; after_pass as `learn` has it.
struct Pupil {
  Net net;
  arma::fvec theta;
};
Pupil taught(const lab::Run& run, const std::string& task, Trained& one, const Lesson& lesson,
             const std::function<void(long, const arma::fvec&)>& after_pass = {});

// With --states, and for the first run's copy-back alone: what the net's units do over x.
void watch_states(const lab::Run& run, const std::string& task, Trained& one, const Pupil& pupil,
                  const arma::fcube& x, std::vector<std::string> labels);

// The first `count` steps of a stream.
arma::fcube beginning(const arma::fcube& x, arma::uword count);

// T numbers a column, n × T.
arma::mat columns(const arma::fcube& stream);

}  // namespace unroll::experiments::structure
