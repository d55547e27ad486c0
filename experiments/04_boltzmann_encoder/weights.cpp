// Weights as Hinton's diagrams have them: each unit a box, in the box a square at the place of every other
// unit.
#include <algorithm>
#include <cmath>

#include "datasets/encoder.hpp"
#include "datasets/shifter.hpp"
#include "tables.hpp"

namespace unroll::experiments::encoder {
namespace {

struct Place {
  double column, row;  // rows from the top
};

// The first group above, the second below, the hidden units between them.
Place place_of(arma::uword unit, Size size) {
  const auto [v, h] = size;
  if (unit < v) return {static_cast<double>(unit), 0};
  if (unit < 2 * v) return {static_cast<double>(unit - v), 2};
  return {static_cast<double>(unit - 2 * v) + (static_cast<double>(v) - static_cast<double>(h)) / 2, 1};
}

// The first machine that has kept its codes to the end, or the first.
const Learnt& shown(const std::vector<Learnt>& encoder) {
  const auto good = std::find_if(encoder.begin(), encoder.end(), [](const Learnt& one) {
    return one.solved && one.different.back() == one.size.v;
  });
  return good == encoder.end() ? encoder.front() : *good;
}

void write_encoder(lab::Csv& weights, lab::Csv& codes, const Learnt& one) {
  const Machine& machine = *one.machine;
  for (arma::uword i = 0; i < machine.units(); ++i)
    for (arma::uword j = 0; j < machine.units(); ++j) {
      const double w = i == j ? machine.b()[i] : machine.W()(i, j);
      const Place box = place_of(i, one.size), square = place_of(j, one.size);
      weights.row(one.size.name(), one.run, i, j, box.column, box.row, square.column, square.row, w);
    }
  const Codes found = codes_of(machine, datasets::encoder_patterns<float>(one.size.v));
  for (arma::uword mu = 0; mu < one.size.v; ++mu) {
    std::string text;
    for (arma::uword k = 0; k < one.size.h; ++k) text += found.states(k, mu) != 0 ? '1' : '0';
    codes.row(one.size.name(), one.run, mu, text);
  }
}

double largest_weight(const Machine& machine) {
  return std::max<double>(arma::abs(machine.W()).max(), arma::abs(machine.b()).max());
}

}  // namespace

void write_weights(lab::Run& run, const Study& study) {
  lab::Csv weights{"encoder", "run", "unit", "other", "column", "row", "other_column", "other_row", "weight"},
      codes{"encoder", "run", "pattern", "code"};
  const char* variables[] = {"four_largest", "spread_largest", "eight_largest"};
  int k = 0;
  for (const auto* encoder : {&study.four, &study.spread, &study.eight}) {
    const Learnt& one = shown(*encoder);
    write_encoder(weights, codes, one);
    run.variable(variables[k++], fmt::format("{}", largest_weight(*one.machine)));
  }
  run.table("weights", weights);
  run.table("shown_codes", codes);
  const Machine& machine = study.shifters.front().machine;
  lab::Csv shifter{"hidden", "unit", "column", "row", "weight"};  // unit -1: the bias
  for (arma::uword h = 0; h < shifter_hidden; ++h) {
    const arma::uword unit = machine.visible() + h;
    for (arma::uword i = 0; i < machine.visible(); ++i) {
      const arma::uword row = i / shifter_width, column = i % shifter_width;
      shifter.row(h, static_cast<int>(i),
                  row < 2 ? static_cast<int>(column) : 2 * static_cast<int>(column) + 2, row,
                  machine.W()(unit, i));
    }
    shifter.row(h, -1, 0, 2, machine.b()[unit]);
  }
  run.table("shifter_weights", shifter);
  run.variable("shifter_largest", fmt::format("{}", largest_weight(machine)));
}

}  // namespace unroll::experiments::encoder
