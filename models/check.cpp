#include "check.hpp"

#include "check_cell.hpp"
#include "lineup.hpp"

namespace unroll {
namespace {

// Checks one model at each depth, direction and loss.
void check_model(const Model& model, std::uint64_t seed, const std::function<void(const CheckRow&)>& done) {
  for (const std::size_t depth : {1u, 2u})
    for (const int directions : {1, 2})
      for (std::size_t loss = 0; loss < check_losses.size(); ++loss) {
        Stream stream(seed, "check", model.name + " " + model.variant,
                      depth * 8 + static_cast<std::size_t>(directions) * 4 + loss, check_losses[loss]);
        CheckRow row = directions == 1 ? check_row<Recurrent>(*model.cell, depth, loss, stream)
                                       : check_row<Bidirectional>(*model.cell, depth, loss, stream);
        row.model = model.name;
        row.variant = model.variant;
        done(row);
      }
}

}  // namespace

std::size_t check_rows() { return lineup().size() * 2 * 2 * check_losses.size(); }

std::vector<CheckRow> check_all(std::uint64_t seed, const std::function<void(const CheckRow&)>& done) {
  std::vector<CheckRow> rows;
  for (const Model& model : lineup())
    check_model(model, seed, [&](const CheckRow& row) {
      rows.push_back(row);
      done(row);
    });
  return rows;
}

}  // namespace unroll
