#include "tests/models/recurrent.hpp"

#include "models/lineup.hpp"
#include "tests/models/net_of.hpp"

namespace recurrent {

const std::vector<Model>& lineup() {
  static const std::vector<Model> models = [] {
    std::vector<Model> all;
    for (const unroll::Model& model : unroll::lineup())
      all.push_back(
          {model.name + ", " + model.variant,
           [&](const Size& size) { return std::make_unique<NetOf<unroll::Recurrent>>(*model.cell, size); },
           [&](const Size& size) {
             return std::make_unique<NetOf<unroll::Bidirectional>>(*model.cell, size);
           }});
    return all;
  }();
  return models;
}

}  // namespace recurrent
