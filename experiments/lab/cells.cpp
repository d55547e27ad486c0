#include "cells.hpp"

namespace unroll::lab {

int memory_gate(const Model& model) { return model.cell->memory_gate; }

}  // namespace unroll::lab
