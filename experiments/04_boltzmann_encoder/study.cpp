#include "study.hpp"

#include <array>

#include "datasets/encoder.hpp"
#include "divergence.hpp"

namespace unroll::experiments::encoder {
namespace {

constexpr std::array<arma::uword, 7> lengths{1, 2, 4, 8, 16, 32, 64};
constexpr arma::uword shown_length = 8;   // of the ways whose energies are shown
constexpr std::size_t shown_runs = 3;     // of the machines whose G is shown
constexpr double low_T = 1, high_T = 10;  // temperatures of the ways that stay at one

struct Plans {
  Plan four, followed, proportional, spread, eight, wide;
};

arma::uword number_of(const lab::Settings& settings, const char* name) { return settings.count(name); }

Plans plans_of(const lab::Settings& settings) {
  const auto n = [&](const char* name) { return number_of(settings, name); };
  return {{{4, 2}, n("runs"), n("limit"), n("after"), 0},
          {{4, 2}, shown_runs, n("followed"), 0, n("followed"), true},
          {{4, 2}, shown_runs, n("followed"), 0, n("followed"), true, {boltzmann::Step::proportional, 20}},
          {{4, 3}, n("spread-runs"), n("limit"), 0, n("spread-cycles")},
          {{8, 3}, n("eight-runs"), n("eight-limit"), n("after"), 0},
          plan_of_wide(settings)};
}

Recall recall(const lab::Run& run, const Learnt& learnt) {
  const auto patterns = datasets::encoder_patterns<float>(learnt.size.v);
  Stream stream = run.stream(learnt.size.name(), learnt.run, "answers");
  return {exact_answers(*learnt.machine, patterns, 10),
          score(*learnt.machine, patterns, annealed(gentle), 5, stream)};
}

std::vector<Way> ways(arma::uword each) {
  return {annealed(each), held_at("quenched", low_T, each), held_at("warm", high_T, each)};
}

std::vector<Cooled> cool(const lab::Run& run, const Learnt& learnt) {
  const auto patterns = datasets::encoder_patterns<float>(learnt.size.v);
  Stream stream = run.stream("wide", learnt.run, "answers");
  const auto times = run.settings().count("answers");
  std::vector<Cooled> all;
  for (const arma::uword each : lengths) {
    if (learnt.at_solved)
      for (const Way& way : ways(each))
        all.push_back({learnt.run, false, way, each, score(*learnt.at_solved, patterns, way, times, stream)});
    all.push_back({learnt.run, true, annealed(each), each,
                   score(*learnt.machine, patterns, annealed(each), times, stream)});
  }
  return all;
}

std::vector<Cooling> watch_energies(const lab::Run& run, const Learnt& learnt) {
  const auto patterns = datasets::encoder_patterns<float>(learnt.size.v);
  const arma::uword chains = number_of(run.settings(), "chains");
  const Machine& machine = learnt.at_solved ? *learnt.at_solved : *learnt.machine;
  Stream stream = run.stream("wide", learnt.run, "energies");
  std::vector<Cooling> all;
  for (const Way& way : ways(shown_length)) {
    all.push_back({way, arma::mat(way.sweeps, chains)});
    for (arma::uword k = 0; k < chains; ++k)
      all.back().energies.col(k) =
          arma::vec(answer(machine, patterns, k % learnt.size.v, way, stream, true).energies);
  }
  return all;
}

template <class Item>
void append(std::vector<Item>& all, const std::vector<std::vector<Item>>& of_runs) {
  for (const auto& of_run : of_runs) all.insert(all.end(), of_run.begin(), of_run.end());
}

}  // namespace

Plan plan_of_wide(const lab::Settings& settings) {
  const auto n = [&](const char* name) { return number_of(settings, name); };
  return {{n("wide"), n("wide-hidden")}, n("wide-runs"), n("wide-cycles"), 0, n("wide-cycles")};
}

Study do_all(lab::Run& run) {
  const auto& settings = run.settings();
  const Plans plans = plans_of(settings);
  Study study;
  std::vector<std::function<void()>> work;
  study.shifters.resize(number_of(settings, "shift-runs"), {0, {}, Machine(boltzmann::between_layers(1, 1))});
  for (std::size_t r = 0; r < study.shifters.size(); ++r)
    work.emplace_back([&, r] { study.shifters[r] = learn_shifter(run, r); });
  std::vector<std::vector<Cooled>> cooled(plans.wide.runs);
  const auto lessons = [&](const Plan& plan, std::vector<Learnt>& to, auto&& then) {
    to.resize(plan.runs);
    for (std::size_t r = 0; r < plan.runs; ++r)
      work.emplace_back([&run, &plan, &to, then, r] {
        to[r] = learn(run, plan, r);
        then(r);
      });
  };
  study.recalls.resize(plans.four.runs);
  lessons(plans.wide, study.wide, [&](std::size_t r) {
    cooled[r] = cool(run, study.wide[r]);
    if (r == 0) study.coolings = watch_energies(run, study.wide[r]);
  });
  lessons(plans.eight, study.eight, [](std::size_t) {});
  std::vector<std::vector<Pair>> drawn(number_of(settings, "drawn"));
  for (std::size_t r = 0; r < drawn.size(); ++r)
    work.emplace_back([&, r] { drawn[r] = drawn_pairs(run, r); });
  lessons(plans.followed, study.followed, [](std::size_t) {});
  lessons(plans.proportional, study.proportional, [](std::size_t) {});
  lessons(plans.spread, study.spread, [](std::size_t) {});
  lessons(plans.four, study.four, [&](std::size_t r) {
    study.recalls[r] = recall(run, study.four[r]);
    if (r == 0) study.learnt_pairs = learnt_pairs(run, study.four[r]);
  });
  run.parallel("machines", work.size(), [&](std::size_t i) { work[i](); });
  append(study.cooled, cooled);
  append(study.drawn, drawn);
  for (const auto& pairs : drawn) study.drawn_differences.push_back(largest_difference(pairs));
  return study;
}

}  // namespace unroll::experiments::encoder
