// Prediction of the next symbol of a stream by Elman's network, trained by copy-back or by backpropagation through
// time (BPTT).
//
//   copy-back            an update after each step; the context h_{t-1} is an input like x_t, so the gradient is
//                        that of one step: Elman 1990
//   copy-back in chunks  the same gradient, summed over a chunk of the stream before each update
//   BPTT                 backpropagation through time over the same chunks, with as many updates
//
// The state is carried from chunk to chunk and from pass to pass. The first two differ in the updates alone, the
// last two in the gradient alone.
#pragma once
#include <armadillo>
#include <functional>
#include <string>
#include <vector>

#include "experiments/lab/grid.hpp"
#include "experiments/lab/harness/training.hpp"

namespace unroll::experiments::structure {

using Net = Network<Recurrent>;
using Tapes = NetworkRun<Recurrent, float>;

enum class Training { copy_back, copy_back_in_chunks, bptt };
inline const std::vector<std::string> training_names{"copy-back", "copy-back in chunks", "BPTT"};

// A stream that is read, and what comes next at each step: inputs × 1 × T.
struct Task {
  arma::fcube x, target;
};

// To predict the code of the next symbol; the codes are the columns of `codes`. Throws std::invalid_argument for
// fewer than 2 symbols.
Task next_symbol(const arma::uvec& symbols, const arma::mat& codes);
Task beginning(const Task& task, arma::uword steps);
arma::mat columns(const arma::fcube& stream);  // n × T

struct TrainingOptions {
  Training training = Training::copy_back;
  arma::uword chunk = 1;  // steps between updates; of copy-back 1, whatever is asked for
  long passes = 1;
  double rate = 0.1;
};

struct Trained {
  Net net;
  lab::TrainingState<float, Sgd<float>> state = {};
};

// Inputs and outputs as the task has them, logistic units as Elman's. The training decides where the gradient goes.
Net network_for(const Task& task, arma::uword units, Training training);
// Weights and biases uniform in ±range.
arma::fvec initial_weights(const Net& net, double range, Stream& stream);
// Elman's context units begin at 1/2.
arma::fmat initial_state(const Net& net, arma::uword batch = 1);

// Gradient descent on the squared error from network.state on, pass by pass; after_pass(number of passes, network), the
// first time with 0.
using AfterPass = std::function<void(long, const Trained&)>;
void learn(Trained& network, const Task& task, const TrainingOptions& options,
           const AfterPass& after_pass = {});

// The outputs and the hidden states at each step of a stream, from the initial state on: outputs × T, units × 1 × T.
arma::mat outputs_over(const Trained& network, const arma::fcube& x);
arma::fcube states_over(const Trained& network, const arma::fcube& x);

// --- at a point of the grid --------------------------------------------------------------------------------

// Every size and training of one task with the first seeds, as many as --shares says.
void each_network(lab::Run& run, const std::string& task, const std::vector<std::size_t>& units,
                  const std::function<void(lab::Point&)>& work);
Training training_of(const lab::Point& at);

// The network of the point, trained. Networks of the same seed begin with the same weights and learn the same stream.
// Throws lab::Error where training diverges.
Trained trained(lab::Point& at, const Task& task, const AfterPass& after_pass = {});

// With --states: the hidden units of a network that was trained by copy-back, while it reads the first steps of x; a label
// for each of them.
void show_states(lab::Point& at, const Trained& network, const arma::fcube& x,
                 const std::vector<std::string>& labels);
std::vector<std::string> letters_of(const std::string& text);

}  // namespace unroll::experiments::structure
