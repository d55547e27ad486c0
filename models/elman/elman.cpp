#include "elman.hpp"

#include "../core/passes.hpp"
#include "modrelu.hpp"
#include "residual.hpp"

namespace unroll {

template const Cell& cell_of<Elman<>>();
template const Cell& cell_of<Elman<Activation::sigmoid>>();
template const Cell& cell_of<Elman<Activation::relu>>();
template const Cell& cell_of<Elman<Activation::identity>>();
template const Cell& cell_of<Elman<Activation::sigmoid, Context::copied>>();
template const Cell& cell_of<Elman<Activation::tanh, Context::copied>>();
template const Cell& cell_of<ModReluElman>();
template const Cell& cell_of<ResidualElman<>>();

}  // namespace unroll
