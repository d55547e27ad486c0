// A toy experiment for what the lab draws and writes only where a flag asks for it.
#pragma once
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "experiments/lab/run.hpp"

// A run of `toy` into `out` at quick scale, without the flag and with it.
inline unroll::lab::Outcome run_toy(unroll::lab::Experiment toy, const std::filesystem::path& out,
                                    const std::string& flag, bool asked) {
  using namespace unroll::lab;
  toy.number = 97;
  toy.slug = "toy";
  Request request;
  request.out = out;
  std::ostringstream said;
  Progress progress(said, Progress::Style::lines);
  std::map<std::string, std::vector<std::string>> given;
  if (asked) given[flag] = {"yes"};
  return run_experiment(toy, Settings(toy, Scale::quick, given), request, progress);
}
