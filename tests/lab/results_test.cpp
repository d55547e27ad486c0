// Judging from tables alone: rows that are chosen, values seed by seed, selections that the declaration makes.
#include "experiments/lab/results.hpp"

#include <cmath>
#include <stdexcept>

#include "experiments/lab/outcome.hpp"
#include "tests/catch.hpp"
#include "tests/lab/declared.hpp"

using namespace unroll::lab;

namespace {

Values of(const std::vector<double>& numbers) {
  Values values;
  for (std::size_t k = 0; k < numbers.size(); ++k) values.add(k + 1, numbers[k]);
  return values;
}

Declaration declaration() {
  Declaration d;
  d.number = 97;
  d.slug = "judged";
  d.options = {declared::option("seeds", Option::Kind::seeds, "2"),
               declared::option("rate", Option::Kind::real, "0.1", 0, 1)};
  d.tables = {{"errors", "errors", {"net", "rate", "seed", "step", "error"}}};
  d.summaries = {{.name = "summary", .table = "errors", .by = {"net"}, .of = {"error"}}};
  d.claims = {declared::claim("x", 0, 1)};
  return d;
}

Tables tables(const Declaration& d) {
  Table errors(d.tables[0].columns);
  for (const int seed : {1, 2})
    for (const int step : {0, 1}) {
      errors.row("tanh", 0.1, seed, step, seed + step);         // 1 2, 2 3
      errors.row("lstm", 0.10, seed, step, 0.5 * seed + step);  // 0.5 1.5, 1 2
      errors.row("lstm", 0.3, seed, step, 9);
    }
  return with_summaries(d, {{"errors", errors}});
}

std::vector<double> selection(const Selection& chosen) {
  const Declaration d = declaration();
  const Tables all = tables(d);
  const Settings settings(d, Scale::lecture);
  return selected(chosen, Results(all, settings)).numbers();
}

}  // namespace

TEST_CASE("values: they are subtracted and divided seed by seed, in the order of the first") {
  Values a, b;
  a.add(2, 10);
  a.add(1, 20);
  a.add(7, 1);  // the other has no seed 7
  b.add(1, 4);
  b.add(2, 5);
  CHECK((a - b).numbers() == std::vector<double>{5, 16});
  CHECK((a / b).numbers() == std::vector<double>{2, 5});
  CHECK((a - b)[0].seed == 2);
  CHECK((a - Values(1.0)).numbers() == std::vector<double>{9, 19, 0});
  b.add(1, 4);
  CHECK_THROWS_AS(a - b, std::invalid_argument);
  CHECK_THROWS_AS(a.of_seed(9), std::invalid_argument);
  CHECK(of({}).empty());
}

TEST_CASE("values: several of a seed are reduced to one") {
  Values values;
  for (const auto& [seed, value] : {std::pair{1, 3.0}, {2, 8.0}, {1, 1.0}, {1, 2.0}}) values.add(seed, value);
  CHECK(values.each_seed(reduce::most).numbers() == std::vector<double>{3, 8});
  CHECK(values.each_seed(reduce::least).numbers() == std::vector<double>{1, 8});
  CHECK(values.each_seed(reduce::sum).numbers() == std::vector<double>{6, 8});
  CHECK(values.each_seed(reduce::mean).numbers() == std::vector<double>{2, 8});
  CHECK(values.each_seed(reduce::first).numbers() == std::vector<double>{3, 8});
  CHECK(values.each_seed(reduce::last).numbers() == std::vector<double>{2, 8});
  CHECK(values.each_seed(median_of).numbers() == std::vector<double>{2, 8});
  CHECK(std::isnan(reduce::most({1, std::nan("")})));
  CHECK(of({1, 2}).map([](double v) { return -v; }).numbers() == std::vector<double>{-1, -2});
}

TEST_CASE("rows: conditions compare numbers as numbers and texts as texts") {
  const Declaration d = declaration();
  const Tables all = tables(d);
  const Rows rows(all.at("errors"));
  CHECK(rows.where("rate", 0.1).size() == 8);
  CHECK(rows.where("rate", "0.10").size() == 8);
  CHECK(rows.where("net", "lstm").where("rate", "0.3").size() == 4);
  CHECK(rows.where("error", [](double v) { return v > 2.5; }).size() == 5);
  CHECK(rows.where({{"net", {"tanh", "gru"}}, {"step", {"1"}}}).numbers("error") ==
        std::vector<double>{2, 3});
  CHECK(rows.distinct("net") == std::vector<std::string>{"tanh", "lstm"});
  CHECK(rows.where("net", "nobody").empty());
  CHECK_THROWS_AS(rows.where("nets", "lstm"), std::invalid_argument);
}

TEST_CASE("selections: rows, reductions, differences and options, as the declaration says them") {
  CHECK(selection({.table = "errors", .column = "error", .where = {{"net", {"tanh"}}}, .each = "max"}) ==
        std::vector<double>{2, 3});
  CHECK(selection({.table = "errors",
                   .column = "error",
                   .where = {{"net", {"tanh"}}, {"rate", {"@rate"}}, {"step", {"1"}}},
                   .against = {{"net", {"lstm"}}},
                   .compare = '-'}) == std::vector<double>{0.5, 1});
  CHECK(selection({.table = "errors",
                   .column = "error",
                   .where = {{"net", {"tanh"}}, {"rate", {"@rate"}}, {"step", {"0"}}},
                   .against = {{"net", {"lstm"}}},
                   .compare = '/'}) == std::vector<double>{2, 2});
  CHECK(selection({.table = "summary", .column = "error_median", .where = {{"net", {"tanh"}}}}) ==
        std::vector<double>{2});
  CHECK(selection({.table = "errors", .column = "error", .where = {{"net", {"gru"}}}}).empty());
}

TEST_CASE("judging: a finding is measured only with the settings that it needs") {
  Declaration d = declaration();
  d.claims[0].value = {
      .table = "errors", .column = "error", .where = {{"net", {"lstm"}}, {"step", {"0"}}, {"rate", {"0.1"}}}};
  d.claims[0].given = {{.option = "rate", .low = 0.05, .high = 0.2}};
  const Tables all = tables(d);
  std::vector<std::string> notes;
  CHECK(judged(d, {}, all, Settings(d, Scale::lecture), &notes)[0].values.numbers() ==
        std::vector<double>{0.5, 1});
  CHECK(notes.empty());
  CHECK(judged(d, {}, all, Settings(d, Scale::lecture, {{"rate", {"0.3"}}}), &notes)[0].values.empty());
  CHECK(notes == std::vector<std::string>{
                     "not measured in this run, for it needs --rate from 0.05 to 0.2: Value of x"});
  d.claims[0].given = {{.option = "rate", .words = {"0.3", "0.4"}}};
  CHECK(judged(d, {}, all, Settings(d, Scale::lecture), nullptr)[0].values.empty());
  CHECK(!judged(d, {}, all, Settings(d, Scale::lecture, {{"rate", {"0.4"}}}), nullptr)[0].values.empty());
}
