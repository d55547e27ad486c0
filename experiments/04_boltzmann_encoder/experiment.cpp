// 04 The Boltzmann machine finds codes: encoders, annealing, the shifter.
#include "experiments/lab/experiment.hpp"

#include <algorithm>
#include <cmath>

#include "datasets/encoder.hpp"
#include "divergence.hpp"
#include "encoder.hpp"
#include "experiments/lab/interrupt.hpp"
#include "models/boltzmann/exact.hpp"
#include "shifter.hpp"

namespace unroll::experiments {
namespace {

using namespace encoder;
using lab::Point;
using lab::Run;

constexpr Size four{4, 2}, spread{4, 3}, eight{8, 3};

boltzmann::Cycle cycle_of(Size size, const lab::Settings& settings) {
  return cycle_of_1985(size, settings.real("false-on"),
                       settings.word("order") == "random" ? Order::random_choice : Order::permutation);
}

Trained train_at(const Point& at, const Training& training) {
  Stream stream = at.stream(training.size.name(), "learning");
  return train(training, cycle_of(training.size, at.settings()), stream);
}

// Trains an encoder for each seed, writes its row of `cycles`, and measures more.
std::vector<Trained> train_all(Run& run, const std::string& seeds_option, const Training& training,
                               const std::function<void(Point&, const Trained&)>& measure) {
  const auto seeds = run.seeds(seeds_option);
  const std::string name = training.size.name();
  std::vector<std::optional<Trained>> all(seeds.size());
  run.grid({.label = name, .axes = {{"encoder", {name}}}, .seeds = seeds}, [&](Point& at) {
    const Trained trained = train_at(at, training);
    const auto distance = *std::max_element(trained.distance.begin(), trained.distance.end());
    at.row("cycles", trained.solved.has_value(), trained.solved.value_or(training.limit), training.limit,
           trained.cycles(), trained.kept(), trained.different.back(), distance, distance >= 2);
    measure(at, trained);
    all[static_cast<std::size_t>(std::find(seeds.begin(), seeds.end(), at.seed()) - seeds.begin())] = trained;
  });
  std::vector<Trained> trained;
  for (auto& one : all) trained.push_back(std::move(*one));
  return trained;
}

// --- small encoders -----------------------------------------------------------------------------------------

// How often units are on together, counted in samples and enumerated.
void compare_statistics(Point& at, const std::string& name, const Machine& machine,
                        const boltzmann::Cycle& cycle, Stream& stream) {
  const auto data = datasets::encoder_patterns<float>(machine.visible() / 2);
  const auto sampled = boltzmann::estimate(machine, data, cycle, stream);
  const auto exact = boltzmann::exact_statistics(machine, data, cycle.T);
  const auto compare = [&](const char* phase, const arma::mat& e, const arma::mat& s) {
    for (arma::uword j = 0; j < machine.units(); ++j)
      for (arma::uword i = 0; i <= j; ++i)
        at.row("statistics", name, phase, i, j, e(i, j), s(i, j), std::fabs(s(i, j) - e(i, j)));
  };
  compare("clamped", exact.clamped, sampled.clamped);
  compare("free", exact.free, sampled.free);
}

// A machine of eight visible and two hidden units, all linked, with weights N(0, 1); its data are the patterns of 4-2-4.
void sample_random_machine(Point& at) {
  Stream weights = at.stream("drawn", "weights"), stream = at.stream("drawn", "sampling");
  Machine machine(boltzmann::all_links(8, 2));
  machine.change([&](float, arma::uword, arma::uword) { return static_cast<float>(weights.normal()); });
  boltzmann::Cycle cycle;
  cycle.annealing = {{50, 4}, {50, 2}, {50, 1}};
  cycle.T = 1;
  cycle.counted = at.settings().count("counted");
  cycle.repeats = 10;
  compare_statistics(at, "random weights", machine, cycle, stream);
}

constexpr arma::uword gentle = 32;  // sweeps at each temperature

void measure_recall(Point& at, const Trained& trained) {
  const auto patterns = datasets::encoder_patterns<float>(four.v);
  Stream answers = at.stream(four.name(), "answers");
  const double exact = exact_answers(trained.machine, patterns, 10);
  const Score recalled = score(trained.machine, patterns, annealed(gentle), 5, answers);
  at.row("recall", trained.different.back(), exact, recalled.right, recalled.asked, recalled.share());
  if (!at.first_seed()) return;
  Stream sampling = at.stream("learnt", "sampling");
  boltzmann::Cycle cycle = cycle_of(four, at.settings());
  cycle.noise = {};
  cycle.repeats = 250;  // at least 10,000 states
  compare_statistics(at, "trained 4-2-4", trained.machine, cycle, sampling);
}

void write_spread(Point& at, const Trained& trained) {
  for (arma::uword k = 0; k < at.settings().count("spread-cycles"); ++k)
    at.row("spread", k + 1, trained.different[k] == spread.v, trained.distance[k] >= 2);
}

// The cycles with more different codes than ever before, and the first and the last cycle.
void write_codes(Point& at, const Trained& trained) {
  arma::uword most = 0;
  for (arma::uword k = 1; k <= trained.cycles(); ++k) {
    if (trained.different[k - 1] <= most && k > 1 && k < trained.cycles()) continue;
    most = std::max(most, trained.different[k - 1]);
    at.row("codes", k, most, trained.solved.has_value());
  }
}

// G of three 4-2-4 encoders for each kind of step.
void measure_divergence(Run& run) {
  const auto cycles = run.settings().count("divergence-cycles");
  const std::vector<boltzmann::LearningRule> rules{{boltzmann::Step::sign, 2},
                                                   {boltzmann::Step::proportional, 20}};
  run.grid({.label = "divergence", .axes = {{"step", {"sign", "proportional"}}}, .seeds = {1, 2, 3}},
           [&](Point& at) {
             const Trained trained = train_at(at, {four, cycles, 0, cycles, true, rules[at.index("step")]});
             for (arma::uword k = 0; k <= cycles; ++k)
               at.row("divergence", k, trained.divergence[k], k == 0 ? 0 : trained.different[k - 1]);
           });
  const auto noise = cycle_of(four, run.settings()).noise;
  run.variable("without_code",
               mutual_information(shown_distribution(datasets::encoder_patterns<float>(four.v), noise)));
}

// Bins of equal width on a logarithmic axis, four to a factor of two; the first and the last hold all that is beyond.
void write_histogram(Run& run) {
  const auto rows = run.results()["cycles"].where("encoder", four.name());
  constexpr int first = 12, last = 44;  // 2^(k/4): 8 … 2048
  for (int k = first; k < last; ++k) {
    const double low = std::exp2(k / 4.0), high = std::exp2((k + 1) / 4.0);
    const auto inside = rows.where("cycles", [&](double cycles) {
      return (cycles >= low || k == first) && (cycles < high || k + 1 == last);
    });
    run.row("histogram", low, high, inside.where("solved", "1").size(), inside.where("solved", "0").size());
  }
}

// --- Hinton diagrams ----------------------------------------------------------------------------------------

struct Place {
  double column, row;  // rows from the top
};

// The first group stands above, the second below, the hidden units between them.
Place place_of(arma::uword unit, Size size) {
  const auto [v, h] = size;
  if (unit < v) return {static_cast<double>(unit), 0};
  if (unit < 2 * v) return {static_cast<double>(unit - v), 2};
  return {static_cast<double>(unit - 2 * v) + (static_cast<double>(v) - static_cast<double>(h)) / 2, 1};
}

// Weights and codes of the first encoder whose codes are different at the end, or of the first.
void write_weights(Run& run, const std::string& seeds_option, const std::vector<Trained>& all) {
  const auto good =
      std::find_if(all.begin(), all.end(), [](const Trained& one) { return one.all_different(); });
  const Trained& shown = good == all.end() ? all.front() : *good;
  const auto seed = run.seeds(seeds_option)[static_cast<std::size_t>(&shown - &all.front())];
  const Machine& machine = shown.machine;
  for (arma::uword i = 0; i < machine.units(); ++i)
    for (arma::uword j = 0; j < machine.units(); ++j) {
      const Place box = place_of(i, shown.size), square = place_of(j, shown.size);
      run.row("weights", shown.size.name(), seed, i, j, box.column, box.row, square.column, square.row,
              i == j ? machine.b()[i] : machine.W()(i, j));
    }
  const Codes codes = codes_of(machine, datasets::encoder_patterns<float>(shown.size.v));
  for (arma::uword mu = 0; mu < shown.size.v; ++mu) {
    std::string text;
    for (const arma::uword bit : arma::uvec(codes.states.col(mu))) text += bit != 0 ? '1' : '0';
    run.row("shown_codes", shown.size.name(), seed, mu, text);
  }
}

void write_shifter_weights(Point& at, const Machine& machine) {
  for (arma::uword h = 0; h < shifter_hidden; ++h) {
    const arma::uword unit = machine.visible() + h;
    for (arma::uword i = 0; i < machine.visible(); ++i) {
      const arma::uword row = i / shifter_width, column = i % shifter_width;
      at.row("shifter_weights", h, i, row < 2 ? column : 2 * column + 2, row, machine.W()(unit, i));
    }
    at.row("shifter_weights", h, -1, 0, 2, machine.b()[unit]);
  }
}

// --- the large encoder --------------------------------------------------------------------------------------

std::vector<Schedule> schedules(arma::uword sweeps_each) {
  return {annealed(sweeps_each), constant("quenched", 1, sweeps_each), constant("warm", 10, sweeps_each)};
}

void measure_answers(Point& at, const Trained& trained) {
  const auto patterns = datasets::encoder_patterns<float>(trained.size.v);
  Stream stream = at.stream("wide", "answers");
  const auto measure = [&](const char* until, const Machine& machine, const Schedule& schedule,
                           arma::uword each) {
    const Score s = score(machine, patterns, schedule, at.settings().count("answers"), stream);
    at.row("answers", until, schedule.name, each, schedule.sweeps(), s.right, s.asked, s.share());
  };
  for (arma::uword each = 1; each <= 64; each *= 2) {
    if (trained.at_solved)
      for (const Schedule& schedule : schedules(each))
        measure("until all codes differ", *trained.at_solved, schedule, each);
    measure("to the end", trained.machine, annealed(each), each);
  }
}

void record_energies(Point& at, const Trained& trained) {
  const auto patterns = datasets::encoder_patterns<float>(trained.size.v);
  const Machine& machine = trained.at_solved ? *trained.at_solved : trained.machine;
  Stream stream = at.stream("wide", "energies");
  for (const Schedule& schedule : schedules(8))
    for (arma::uword chain = 0; chain < at.settings().count("chains"); ++chain) {
      const auto energies =
          answer(machine, patterns, chain % trained.size.v, schedule, stream, true).energies;
      arma::uword sweep = 0;
      for (const auto& stage : schedule.stages)
        for (arma::uword k = 0; k < stage.sweeps; ++k, ++sweep)
          at.row("energies", schedule.name, chain, sweep + 1, stage.T, energies[sweep]);
    }
}

// --- the shifter --------------------------------------------------------------------------------------------

void train_shifter(Point& at) {
  constexpr arma::uword measurements = 6;
  const auto& settings = at.settings();
  Stream rows = at.stream("shifter", "rows"), learning = at.stream("shifter", "learning"),
         tests = at.stream("shifter", "answers");
  Machine machine(boltzmann::between_layers(shifter_visible, shifter_hidden));
  const arma::uword updates = settings.count("shift-sweeps");
  for (arma::uword k = 1; k <= updates; ++k) {
    lab::check_interrupt();
    const auto data = datasets::shifted_rows(settings.count("shift-examples"), shifter_width, 0.3, rows);
    const auto p = boltzmann::estimate(machine, data.x, cycle_of_1986(), learning);
    boltzmann::learn(machine, p.clamped, p.free, {boltzmann::Step::proportional, 5, 0.0005});
    if (k * measurements / updates == (k - 1) * measurements / updates) continue;
    for (arma::uword on = 1; on < shifter_width; ++on) {
      const Score s = name_shifts(machine, on, settings.count("shift-cases"), tests);
      at.row("shifter", k, on, s.right, s.asked, 100 * s.share());
    }
  }
  if (at.first_seed()) write_shifter_weights(at, machine);
}

// --- the whole ----------------------------------------------------------------------------------------------

void body(Run& run) {
  const auto n = [&](const char* option) { return run.settings().count(option); };
  run.grid({.label = "shifters", .seeds = run.seeds("shift-seeds")}, train_shifter);
  train_all(run, "wide-seeds", {{n("wide"), n("wide-hidden")}, n("wide-cycles"), 0, n("wide-cycles")},
            [](Point& at, const Trained& trained) {
              measure_answers(at, trained);
              if (at.first_seed()) record_energies(at, trained);
            });
  run.grid({.label = "random weights", .seeds = run.seeds("statistics-seeds")}, sample_random_machine);
  measure_divergence(run);
  write_weights(run, "seeds", train_all(run, "seeds", {four, n("limit"), n("after")}, measure_recall));
  write_weights(run, "spread-seeds",
                train_all(run, "spread-seeds", {spread, n("limit"), 0, n("spread-cycles")}, write_spread));
  write_weights(run, "eight-seeds",
                train_all(run, "eight-seeds", {eight, n("eight-limit"), n("after")}, write_codes));
  write_histogram(run);
}

// The number of bits on with the greatest share of right answers, the smallest of several.
void judge(const lab::Results& results, lab::Findings& findings) {
  const auto rows = results["shifter"].where("sweeps", 9000);
  lab::Values peaks;
  for (const auto& seed : rows.distinct("seed")) {
    const auto of_seed = rows.where("seed", seed);
    const auto percent = of_seed.numbers("percent");
    const auto peak = std::max_element(percent.begin(), percent.end()) - percent.begin();
    peaks.add(std::stoull(seed), of_seed.number(static_cast<std::size_t>(peak), "on"));
  }
  findings.measured("shifter_peak", peaks);
}

}  // namespace
}  // namespace unroll::experiments

unroll::lab::Experiment unroll::experiment() {
  return {.body = experiments::body, .judge = experiments::judge};
}
