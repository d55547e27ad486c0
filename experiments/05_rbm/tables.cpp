#include "tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "datasets/bars_and_stripes.hpp"

namespace unroll::experiments::restricted {

using lab::Csv;

namespace {

std::vector<std::string> names_of_methods(const lab::Run& run) {
  std::vector<std::string> names;
  for (const Method& method : methods(run)) names.push_back(method.name);
  return names;
}

// What the scripts of the curves must know.
void set_curve_variables(lab::Run& run) {
  run.variable("methods", lab::script_words(names_of_methods(run)));
  const auto sides = restricted::sides(run);
  run.variable("sides", fmt::format("'{}'", fmt::join(sides, " ")));
  std::vector<std::string> bounds, coins;
  for (const arma::uword side : sides) {
    bounds.push_back(fmt::format("{}", datasets::bars_and_stripes_bound(side)));
    coins.push_back(fmt::format("{}", of_coins(side)));
  }
  run.variable("bounds", fmt::format("'{}'", fmt::join(bounds, " ")));
  run.variable("coins", fmt::format("'{}'", fmt::join(coins, " ")));
  run.variable("rate", fmt::format("{}", run.settings().real("rate")));
  run.variable("every", fmt::format("{}", run.settings().integer("every")));
  run.variable("updates", fmt::format("{}", run.settings().integer("updates")));
  for (const char* figure : {"likelihood", "weights"})
    run.variable(fmt::format("{}_height", figure), fmt::format("{}", 60 + 720 * sides.size()));
}

// The values of equal keys, in the order in which the keys came.
template <class Key>
class Groups {
 public:
  void add(const Key& key, double value) {
    const auto [at, fresh] = place_.try_emplace(key, groups_.size());
    if (fresh) groups_.push_back({key, {}});
    groups_[at->second].second.push_back(value);
  }
  const auto& all() const { return groups_; }

 private:
  std::map<Key, std::size_t> place_;
  std::vector<std::pair<Key, std::vector<double>>> groups_;
};

}  // namespace

void write_curves(lab::Run& run, const std::vector<Curve>& curves) {
  set_curve_variables(run);
  Csv all{"side", "gradient", "method", "run", "update", "log_likelihood", "largest_weight"};
  Csv ends{"side", "gradient", "method", "run", "peak", "peak_update", "end", "fall"};
  using Key = std::tuple<arma::uword, std::string, std::string, arma::uword>;
  Groups<Key> likelihood, weight;
  for (const Curve& c : curves) {
    const std::string reading = name_of(c.reading), method = c.method;
    for (std::size_t k = 0; k < c.update.size(); ++k) {
      all.row(c.side, reading, method, c.run, c.update[k], c.log_likelihood[k], c.weight[k]);
      likelihood.add({c.side, reading, method, c.update[k]}, c.log_likelihood[k]);
      weight.add({c.side, reading, method, c.update[k]}, c.weight[k]);
    }
    ends.row(c.side, reading, method, c.run, c.log_likelihood[c.peak()], c.update[c.peak()], c.end(),
             c.fall());
  }
  run.table("likelihood", all);
  run.table("ends", ends);
  Csv summary{"side",   "gradient", "method",   "update",        "runs",
              "median", "least",    "greatest", "largest_weight"};
  for (std::size_t k = 0; k < likelihood.all().size(); ++k) {
    const auto& [key, values] = likelihood.all()[k];
    const auto [median, least, greatest] = lab::spread_of(values);
    summary.row(std::get<0>(key), std::get<1>(key), std::get<2>(key), std::get<3>(key), values.size(), median,
                least, greatest, lab::median_of(weight.all()[k].second));
  }
  run.table("likelihood_summary", summary);
}

void write_gaps(lab::Run& run, const std::vector<Learner>& learners) {
  Csv all{"lesson",
          "machine",
          "iteration",
          "free_energy_shown",
          "free_energy_test",
          "gap",
          "pseudo_likelihood_shown",
          "pseudo_likelihood_test"};
  using Key = std::pair<std::string, arma::uword>;
  Groups<Key> gap, shown, test;
  for (const Lesson& lesson : lessons)
    for (const Learner& learner : learners) {
      if (learner.lesson.name != std::string(lesson.name)) continue;
      for (const Checkpoint& c : learner.checkpoints) {
        all.row(lesson.name, learner.number, c.iteration, c.shown_free_energy, c.test_free_energy, c.gap(),
                c.shown_pseudo_likelihood, c.test_pseudo_likelihood);
        const Key key{lesson.name, c.iteration};
        gap.add(key, c.gap());
        shown.add(key, c.shown_pseudo_likelihood);
        test.add(key, c.test_pseudo_likelihood);
      }
    }
  run.table("gap", all);
  Csv summary{"lesson",       "iteration", "machines", "gap",        "gap_least",
              "gap_greatest", "shown",     "test",     "test_least", "test_greatest"};
  for (std::size_t k = 0; k < gap.all().size(); ++k) {
    const auto& [key, values] = gap.all()[k];
    const auto g = lab::spread_of(values), t = lab::spread_of(test.all()[k].second);
    summary.row(key.first, key.second, values.size(), g.median, g.least, g.greatest,
                lab::median_of(shown.all()[k].second), t.median, t.least, t.greatest);
  }
  run.table("gap_summary", summary);
  run.variable("few", fmt::format("{}", run.settings().integer("few")));
  run.variable("iterations", fmt::format("{}", run.settings().integer("iterations")));
}

void write_errors(lab::Run& run, const std::vector<std::vector<Restored>>& all) {
  Csv csv{"machine", "half", "by", "error"};
  using Key = std::pair<std::size_t, std::size_t>;
  Groups<Key> groups;
  for (std::size_t half = 0; half < std::size(halves); ++half)
    for (std::size_t by = 0; by < std::size(restorers); ++by)
      for (std::size_t machine = 0; machine < all.size(); ++machine) {
        const double error = all[machine][half].error[by];
        csv.row(machine, halves[half], restorers[by], error);
        groups.add({half, by}, error);
      }
  run.table("errors", csv);
  Csv summary{"half", "by", "machines", "median", "least", "greatest"};
  for (const auto& [key, values] : groups.all()) {
    const auto [median, least, greatest] = lab::spread_of(values);
    summary.row(halves[key.first], restorers[key.second], values.size(), median, least, greatest);
  }
  run.table("errors_summary", summary);
  std::vector<std::string> names;
  for (const char* name : restorers) names.push_back(name);
  run.variable("restorers", lab::script_words(names));
}

}  // namespace unroll::experiments::restricted
