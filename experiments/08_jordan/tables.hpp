// The CSV files of experiment 08, and what its figures need to know beyond them.
#pragma once
#include "cycles.hpp"
#include "memory.hpp"

namespace unroll::experiments::serial_order {

void write_cycles(lab::Run& run, const std::vector<Cycles>& all);
void write_memory(lab::Run& run, const std::vector<Remembered>& all);

}  // namespace unroll::experiments::serial_order
