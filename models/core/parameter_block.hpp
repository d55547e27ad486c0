// A named matrix in a model's one vector of parameters θ.
#pragma once
#include <armadillo>
#include <string>

namespace unroll {

// `rows` × `columns`, column after column, from θ[first] on. A block that is `held` holds constants: no
// optimiser moves them. One that `decays` holds weights: L2 acts on it, not on biases or constants.
struct ParameterBlock {
  std::string name;
  arma::uword first = 0, rows = 0, columns = 0;
  bool held = false, decays = false;
};

}  // namespace unroll
