// `--seeds 1..10`: the repetitions of an experiment, each with its own random streams.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "experiment.hpp"

namespace unroll::lab {

// Reads "7" or "1..10", both ends included; throws std::invalid_argument for anything else, and for more than
// 10,000.
std::vector<std::uint64_t> parse_seeds(const std::string& text);

Option seeds_option(std::array<std::string, 3> standard);

}  // namespace unroll::lab
