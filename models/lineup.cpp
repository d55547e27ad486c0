#include "lineup.hpp"

#include <algorithm>
#include <stdexcept>

#include "elman/elman.hpp"
#include "elman/modrelu.hpp"
#include "elman/residual.hpp"
#include "gru/gru.hpp"
#include "jordan/jordan.hpp"
#include "leaky/leaky.hpp"
#include "lstm/lstm.hpp"
#include "lstm/memory_blocks.hpp"
#include "minimal_gated/minimal_gated.hpp"

namespace unroll {
namespace {

std::string with_hyphens(std::string text) {
  std::erase(text, ',');
  std::replace(text.begin(), text.end(), ' ', '-');
  return text;
}

}  // namespace

const std::vector<Model>& lineup() {
  static const std::vector<Model> models{
      {"elman", "tanh", "tanh network (Elman)", &cell_of<Elman<>>()},
      {"elman", "sigmoid", "sigmoid network (Elman)", &cell_of<Elman<Activation::sigmoid>>()},
      {"elman", "relu", "ReLU network (Elman)", &cell_of<Elman<Activation::relu>>()},
      {"elman", "modrelu", "modReLU network", &cell_of<ModReluElman>()},
      {"elman", "copied context", "Elman network, copied context",
       &cell_of<Elman<Activation::sigmoid, Context::copied>>()},
      {"elman", "residual", "residual tanh network", &cell_of<ResidualElman<>>()},
      {"jordan", "sigmoid", "Jordan network", &cell_of<Jordan<>>()},
      {"jordan", "tanh, identity", "Jordan network, tanh units, linear output",
       &cell_of<Jordan<Activation::tanh, Activation::identity>>()},
      {"leaky", "held", "leaky units", &cell_of<Leaky<>>()},
      {"leaky", "learnt", "leaky units, learnt retention", &cell_of<Leaky<Retention::learnt>>()},
      {"lstm", "forget", "LSTM", &cell_of<Lstm<>>()},
      {"lstm", "no forget gate", "LSTM without forget gate", &cell_of<Lstm<Forget::none>>()},
      {"lstm", "coupled", "LSTM, coupled gates", &cell_of<Lstm<Forget::coupled>>()},
      {"lstm", "diagonal peepholes", "LSTM, diagonal peepholes",
       &cell_of<Lstm<Forget::gate, Peephole::diagonal>>()},
      {"lstm", "dense peepholes", "LSTM, dense peepholes", &cell_of<Lstm<Forget::gate, Peephole::dense>>()},
      {"lstm", "coupled, diagonal", "LSTM, coupled gates, diagonal peepholes",
       &cell_of<Lstm<Forget::coupled, Peephole::diagonal>>()},
      {"lstm", "coupled, dense", "LSTM, coupled gates, dense peepholes",
       &cell_of<Lstm<Forget::coupled, Peephole::dense>>()},
      {"lstm", "no forget gate, diagonal", "LSTM without forget gate, diagonal peepholes",
       &cell_of<Lstm<Forget::none, Peephole::diagonal>>()},
      {"lstm", "no forget gate, dense", "LSTM without forget gate, dense peepholes",
       &cell_of<Lstm<Forget::none, Peephole::dense>>()},
      {"gru", "reset before", "GRU, reset before the product", &cell_of<Gru<Reset::before>>()},
      {"gru", "reset after", "GRU, reset after the product", &cell_of<Gru<Reset::after>>()},
      {"minimal gated", "one gate", "minimal gated unit", &cell_of<MinimalGated>()},
      {"lstm 1997", "1 cell", "LSTM of 1997, 1 cell per block", &cell_of<MemoryBlocks<>>()},
      {"lstm 1997", "2 cells", "LSTM of 1997, 2 cells per block",
       &cell_of<MemoryBlocks<Blocks{.cells = 2}>>()},
      {"lstm 1997", "whole gradient", "LSTM of 1997, full gradient",
       &cell_of<MemoryBlocks<Blocks{.cells = 2, .truncated = false}>>()},
      {"lstm 2000", "whole gradient", "LSTM of 2000, full gradient",
       &cell_of<MemoryBlocks<Blocks{.cells = 2, .forget = true, .truncated = false}>>()},
      {"lstm 2000", "2 cells", "LSTM of 2000, 2 cells per block",
       &cell_of<MemoryBlocks<Blocks{
           .cells = 2, .forget = true, .gates_feed_back = false, .cells_have_bias = false}>>()},
  };
  return models;
}

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

}  // namespace unroll
