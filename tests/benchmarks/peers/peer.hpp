// What the peers share: the words, the clock and the lines of `unroll bench`, for steps in another library.
#pragma once
#include <functional>
#include <string>

#include "experiments/lab/workload_table.hpp"

namespace unroll::peers {

// One training step; gives its loss, an rbm's the squared error of its reconstruction. For `states_only`,
// forward and the gradient of the states.
using Step = std::function<double()>;

// Makes the step of a workload and model: "rnn", "gru" with the reset after the product, "lstm", "rbm".
// Throws std::invalid_argument for one that the library has not.
using MakeStep =
    std::function<Step(const lab::Workload& workload, const std::string& model, unsigned threads)>;

// `main` of a peer. Gives 1 where a training's loss does not fall, 2 for wrong words.
int run_peer(const std::string& name, int argc, char** argv, const MakeStep& make_step);

}  // namespace unroll::peers
