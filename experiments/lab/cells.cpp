#include "cells.hpp"

#include <algorithm>
#include <stdexcept>

#include "models/gru/gru.hpp"
#include "models/lstm/lstm.hpp"
#include "models/lstm/memory_blocks.hpp"
#include "models/minimal_gated/minimal_gated.hpp"

namespace unroll::lab {
namespace {

std::string with_hyphens(std::string text) {
  std::erase(text, ',');
  std::replace(text.begin(), text.end(), ' ', '-');
  return text;
}

}  // namespace

std::string cell_name(const Model& model) {
  return with_hyphens(model.name) + "/" + with_hyphens(model.variant);
}

const Model& cell_named(const std::string& name) {
  std::string all;
  for (const Model& model : lineup()) {
    if (name == cell_name(model) || name == with_hyphens(model.name)) return model;
    all += (all.empty() ? "" : ", ") + cell_name(model);
  }
  throw std::invalid_argument("\"" + name + "\" is no cell of the lineup; there are " + all);
}

int memory_gate(const Model& model) {
  if (model.name == "gru")
    return model.variant == "reset before" ? int{Gru<Reset::before>::z} : int{Gru<Reset::after>::z};
  if (model.name == "minimal gated") return MinimalGated::f;
  if (model.name == "lstm 2000") return MemoryBlocks<Blocks{.cells = 2, .forget = true}>::f;
  const bool forgets = model.variant == "forget" || model.variant == "diagonal peepholes" ||
                       model.variant == "dense peepholes";
  return model.name == "lstm" && forgets ? int{Lstm<>::f} : -1;
}

}  // namespace unroll::lab
