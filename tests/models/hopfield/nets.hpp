// Networks of every kind for the tests of Hopfield's model.
#pragma once
#include <cmath>
#include <string>
#include <vector>

#include "models/hopfield/hopfield.hpp"

namespace unroll::hopfield {

inline arma::mat random_patterns(arma::uword units, arma::uword count, Stream& stream) {
  arma::mat patterns(units, count);
  for (double& value : patterns) value = stream.chance(0.5) ? 1 : -1;
  return patterns;
}

inline arma::vec random_state(arma::uword units, Coding coding, Stream& stream) {
  arma::vec s(units);
  for (double& value : s) value = stream.chance(0.5) ? 1 : low<double>(coding);
  return s;
}

struct Named {
  std::string name;
  Network<double> net;
};

// The same weights with biases about as large as the fields: a wrong sign of b could not hide.
inline Network<double> strongly_biased(const Network<double>& net, Stream& stream) {
  arma::vec b(net.size());
  const double size = arma::stddev(arma::vectorise(net.W())) * std::sqrt(double(net.size()));
  for (double& value : b) value = size * stream.normal();
  return Network<double>(net.W(), b, net.coding());
}

// Every rule × coding × bias × self-connections × clipping, with other patterns each.
inline std::vector<Named> every_network(arma::uword units, arma::uword count, Stream& stream) {
  std::vector<Named> all;
  for (const Rule rule : {Rule::hebb, Rule::storkey, Rule::projection})
    for (const Coding coding : {Coding::plus_minus, Coding::zero_one})
      for (const bool bias : {false, true})
        for (const bool self : {false, true}) {
          // Storkey's own self-connections may be negative, and then nothing is promised.
          if (self && rule == Rule::storkey) continue;
          auto net = store(random_patterns(units, count, stream), rule,
                           {.coding = coding, .bias = bias, .self_connections = self});
          const std::string name = "rule " + std::to_string(int(rule)) + " coding " +
                                   std::to_string(int(coding)) + (bias ? " bias" : "") +
                                   (self ? " self" : "");
          all.push_back({name + " clipped", clipped(net)});
          if (bias) all.push_back({name + " strong bias", strongly_biased(net, stream)});
          all.push_back({name, std::move(net)});
        }
  return all;
}

}  // namespace unroll::hopfield
