#include "models/check.hpp"

#include <set>

#include "models/lineup.hpp"
#include "tests/catch.hpp"

using unroll::check_all;
using unroll::CheckRow;
using unroll::gradient_limit;

namespace {

std::string name_of(const CheckRow& row) {
  return row.model + ", " + row.variant + ", layers " + std::to_string(row.depth) + ", directions " +
         std::to_string(row.directions) + ", " + row.loss;
}

std::set<std::string> everything() {
  std::set<std::string> all;
  for (const unroll::Model& model : unroll::lineup())
    for (const int depth : {1, 2})
      for (const int directions : {1, 2})
        for (const char* loss : {"softmax", "binary", "squared", "hinge"})
          all.insert(name_of({model.name, model.variant, depth, directions, loss, {}, 0}));
  return all;
}

void check_seed(std::uint64_t seed) {
  std::size_t told = 0;
  std::set<std::string> found;
  const auto rows = check_all(seed, [&](const CheckRow& row) {
    INFO(name_of(row) << ": " << row.error.block << " element " << row.error.element
                      << " at T = " << row.steps);
    CHECK(row.error.worst <= gradient_limit);
    CHECK(row.error.worst > 0);  // exact agreement with differences would be no check
    ++told;
    found.insert(name_of(row));
  });
  CHECK(told == rows.size());
  CHECK(rows.size() == unroll::check_rows());
  CHECK(found == everything());
}

}  // namespace

TEST_CASE("every gradient of the lineup is right") { check_seed(1); }
TEST_CASE("every gradient of the lineup is right from another seed too") { check_seed(2); }

TEST_CASE("the gradient check draws from its seed") {
  // One row of either seed is enough to see; all would take as long again.
  struct Enough {};
  const auto first_row = [](std::uint64_t seed) {
    double worst = 0;
    try {
      check_all(seed, [&](const CheckRow& row) {
        worst = row.error.worst;
        throw Enough{};
      });
    } catch (Enough) {
    }
    return worst;
  };
  CHECK(first_row(1) == first_row(1));
  CHECK(first_row(1) != first_row(2));
}
