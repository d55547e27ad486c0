// Hopfield's associative memory, a chapter in three parts: the network and its energy (network.hpp), the
// rules that store patterns (rules.hpp), and recall (recall.hpp).
//
//   auto net = hopfield::store(patterns, hopfield::Rule::hebb);          // patterns: N × P of -1/+1
//   auto recall = hopfield::start(net, cue);                             // cue: N
//   settle(hopfield::Asynchronous<float>{net}, recall, stream);          // recall.s is what it remembers
#pragma once
#include "network.hpp"
#include "recall.hpp"
#include "rules.hpp"
