// The published figures of experiment 18, and what is measured beside them.
#pragma once
#include <vector>

#include "training.hpp"

namespace unroll::experiments::music {

std::vector<lab::Claim> claims();

// Whether data, sizes and pieces are the published ones; else what is published stays unmeasured.
bool as_published(const lab::Run& run);

void measure(lab::Run& run, const Material& material, const std::vector<Trained>& all);

}  // namespace unroll::experiments::music
