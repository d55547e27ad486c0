#include "tests/models/recurrent.hpp"

namespace recurrent {

const std::vector<Model>& lineup() {
  static const std::vector<Model> models = [] {
    std::vector<Model> all;
    add_ungated(all);
    add_gated(all);
    add_memory_blocks(all);
    return all;
  }();
  return models;
}

}  // namespace recurrent
