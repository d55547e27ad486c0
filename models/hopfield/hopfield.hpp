// Hopfield's associative memory, a chapter in three parts: the network and its energy (network.hpp), the
// rules that store patterns (rules.hpp), and recall (recall.hpp).
//
//   auto net = hopfield::store(patterns, hopfield::Rule::hebb);          // patterns: N × P of -1/+1
//   auto recall = hopfield::start(net, cue);                             // cue: N
//   settle(hopfield::Asynchronous<float>{net}, recall, stream);          // recall.s is the recalled pattern
//
// relaxation.hpp gives the energy a value between the states, and plane.hpp a map of it.
//
// Two more parts study the dynamics of such networks with any weights: two-state units, updated all at once
// or one by one (bit_network.hpp), and graded units (rates.hpp).
#pragma once
#include "network.hpp"
#include "recall.hpp"
#include "rules.hpp"
