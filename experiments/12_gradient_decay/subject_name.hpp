// How the networks of experiment 12 are named on the command line.
#pragma once
#include <map>
#include <string>

#include "models/lineup.hpp"

namespace unroll::experiments {

// What the user wrote: model[/variant][:key=value]…, such as lstm:bias=2 or elman/relu:init=identity.
struct SubjectName {
  std::string word, cell;                 // all of it, and what stands before the first colon
  std::string init = "normal";            // of U: normal, orthogonal, identity, zero (then W as well)
  std::map<std::string, double> numbers;  // gain, bias, alpha, mu, ways
  double number(const std::string& key, double otherwise) const;
  const Model& in_lineup() const;  // throws std::invalid_argument that lists what there is
};

// Throws std::invalid_argument with one sentence for what it does not understand.
SubjectName parse_subject(const std::string& word);

}  // namespace unroll::experiments
