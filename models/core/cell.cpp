#include "cell.hpp"

namespace unroll {

arma::uword Layout::U(std::size_t product) const {
  arma::uword at = rows(cell->input) * inputs;
  for (const Product& p : cell->products.first(product)) at += rows(p.to) * rows(p.from);
  return at;
}

void Layout::check() const {
  const auto refuse = [&](const std::string& why) {  // runs at every step: no text before it fails
    throw std::invalid_argument("a cell of " + std::to_string(inputs) + " inputs and " +
                                std::to_string(units) + " units" +
                                (outputs > 0 ? " and " + std::to_string(outputs) + " outputs" : "") + why);
  };
  if (inputs == 0 || units == 0) refuse("; it must have at least 1 of each");
  if (own_units() == 0 || width() == 0)
    throw std::invalid_argument("a cell that feeds back its outputs has 0 of them; it must have at least 1");
  const arma::uword most = largest_size / static_cast<arma::uword>(cell->slots);
  if (std::max({inputs, units, outputs}) > most)
    refuse(" is too large; there may be up to " + std::to_string(most) + " of each");
  double numbers = static_cast<double>(rows(cell->input)) * static_cast<double>(inputs);
  for (const Product& p : cell->products)
    numbers += static_cast<double>(rows(p.to)) * static_cast<double>(rows(p.from));
  if (numbers > largest_array) refuse(" is too large; it would have more than 2^32 weights");
}

std::vector<ParameterBlock> Layout::blocks() const {
  std::vector<ParameterBlock> all{{"W", W(), rows(cell->input), inputs, false, true}};
  for (std::size_t k = 0; k < cell->products.size(); ++k)
    all.push_back({"U" + std::to_string(k), U(k), rows(cell->products[k].to), rows(cell->products[k].from),
                   false, true});
  all.push_back({"b", b(), rows(cell->bias), 1, false, false});
  for (std::size_t k = 0; k < cell->own.size(); ++k)
    all.push_back({cell->own[k].name, w() + k * own_units(), own_units(), 1, cell->own[k].held, false});
  return all;
}

void Layout::check_bias(int slot) const {
  const Range bias = cell->bias;
  if (slot >= bias.first && slot < bias.first + bias.count) return;
  throw std::invalid_argument("slot " + std::to_string(slot) + " of this cell has no bias; " +
                              (bias.count == 0 ? std::string("none has")
                                               : "slots " + std::to_string(bias.first) + " to " +
                                                     std::to_string(bias.first + bias.count - 1) + " have"));
}

}  // namespace unroll
