#include "nets.hpp"

#include <stdexcept>

#include "models/elman/elman.hpp"
#include "models/gru/gru.hpp"
#include "models/lstm/lstm.hpp"
#include "pieces.hpp"

namespace unroll::experiments::music {
namespace {

using PeepholeLstm = Lstm<Forget::gate, Peephole::diagonal>;

const Cell& cell_called(const std::string& name) {
  if (name == "tanh") return cell_of<Elman<>>();
  if (name == "gru") return cell_of<Gru<>>();
  return cell_of<PeepholeLstm>();
}

}  // namespace

const Kind& kind_of(const std::string& name) {
  for (const Kind& kind : kinds)
    if (name == kind.name) return kind;
  throw std::invalid_argument("\"" + name + "\" is none of tanh, gru, lstm");
}

Net net_of(const std::string& name, arma::uword units) {
  return {.stack = stack_of<Recurrent>(1, cell_called(kind_of(name).name), keys, units), .outputs = keys};
}

Net net_of(const lab::Run& run, const std::string& name) {
  return net_of(name, run.settings().count(name + "-units"));
}

arma::uword layer_weights(const Net& net) { return net.stack.parameters(); }

int drawn_slot(const std::string& name) {
  if (name == "lstm") return PeepholeLstm::c;
  return name == "gru" ? int{Gru<>::h} : int{Elman<>::h};
}

}  // namespace unroll::experiments::music
