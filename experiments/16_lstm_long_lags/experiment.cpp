// 16 LSTM and long time lags: the tasks and the networks of 1997, and the number of sequences they need.
#include "experiments/lab/experiment.hpp"

#include <algorithm>
#include <cmath>

#include "datasets/reber.hpp"
#include "datasets/temporal_order.hpp"
#include "experiments/lab/harness/watch.hpp"
#include "learner.hpp"

namespace unroll::experiments {
namespace {

using namespace long_lags;
using lab::Point, lab::Run, lab::Settings;
using Tasks = std::vector<Task>;

// Where nothing is published for a length, the number published for the same task measures the budget.
double usual_sequences(const Task& task) {
  if (task.sequences > 0) return task.sequences;
  for (const Task& other : published_tasks())
    if (other.kind == task.kind) return other.sequences;
  return 0;
}

OnlineOptions options_of(const Settings& settings, const Task& task, Net net) {
  const double usual = usual_sequences(task);
  const bool baseline = net != Net::lstm;
  const double patience = settings.real(baseline ? "baseline-patience" : "patience");
  return {.sequences = static_cast<std::uint64_t>(usual * patience),
          .interval = std::max<std::uint64_t>(1, static_cast<std::uint64_t>(usual / 50)),
          .rate = baseline ? settings.real("baseline-rate") : task.rate,
          .clip_norm = net == Net::elman ? 1.0 : 0};
}

// Of several networks for one task the first has baselines beside it.
bool has_baselines(const Tasks& tasks, const Task& task) {
  const auto first = std::find_if(tasks.begin(), tasks.end(), [&](const Task& other) {
    return other.kind == task.kind && other.T == task.T && other.logistic == task.logistic;
  });
  return first->name == task.name;
}

const Task& task_at(const Tasks& tasks, const Point& at) { return tasks[at.index("task")]; }
Net net_at(const Point& at) { return static_cast<Net>(at.index("network")); }

// Baselines draw their weights and sequences from the first of the seeds; Elman's own procedure learns the Reber
// grammar alone.
bool is_left_out(const Tasks& tasks, const Point& at) {
  if (net_at(at) == Net::lstm) return false;
  const Task& task = task_at(tasks, at);
  const auto seeds = at.run().seeds();
  const auto place = std::find(seeds.begin(), seeds.end(), at.seed()) - seeds.begin();
  return !has_baselines(tasks, task) || place >= at.settings().integer("baselines") ||
         (net_at(at) == Net::elman_copied && task.kind != Kind::reber);
}

// Ten sequences of one length; the loss reads their last step.
lab::Batch<double> batch_of(const Task& task, Stream stream) {
  constexpr arma::uword count = 10;
  const arma::uword steps = task.common_steps;  // sequences of another length are drawn and left
  lab::Batch<double> batch{.weights = last_step(count, steps)};
  batch.targets.set_size(task.outputs, count, steps);
  Sequence sequence;
  for (arma::uword b = 0; b < count;) {
    draw(task, stream, sequence);
    if (sequence.steps() != steps) continue;
    if (sequence.numbers.is_empty()) {
      batch.symbols.count = task.inputs;
      batch.symbols.at.resize(count, steps);
      batch.symbols.at.row(b) = sequence.symbols.at;
    } else {
      batch.x.resize(2, count, steps);
      batch.x.col(b) = arma::conv_to<arma::cube>::from(sequence.numbers);
    }
    batch.targets.col(b++) = arma::conv_to<arma::cube>::from(sequence.targets);
  }
  return batch;
}

// --- one sequence in a trained network, for --states ----------------------------------------------------

struct Named {
  std::string label;
  arma::uword symbol;
};

// The symbols that have a row each; all others share one.
std::vector<Named> shown_symbols(const Task& task) {
  std::vector<Named> all;
  const auto letters = [&](std::string_view text, std::string_view chosen) {
    for (const char letter : chosen) all.push_back({std::string(1, letter), text.find(letter)});
  };
  if (task.kind == Kind::reber) letters(datasets::reber_letters, datasets::reber_letters);
  if (task.kind == Kind::order_two || task.kind == Kind::order_three)
    letters(datasets::order_letters, "EXYB");
  if (task.kind == Kind::plain_lag) all = {{"x", task.T - 1}, {"y", task.T}};
  if (task.kind == Kind::noisy_lag)
    all = {{"b", task.p + 1}, {"x", task.p + 2}, {"y", task.p + 3}, {"e", task.p}};
  return all;
}

std::vector<Named> shown_outputs(const Task& task) {
  if (task.kind == Kind::plain_lag || task.kind == Kind::reber) return shown_symbols(task);
  if (task.outputs == 1) return {{"answer", 0}};
  const std::string names = task.kind == Kind::noisy_lag ? "xy" : "QRSUVABC";
  std::vector<Named> all;
  for (arma::uword k = 0; k < task.outputs; ++k) all.push_back({std::string(1, names[k]), k});
  return all;
}

// Rows of the table `states`: one for each input, cell, gate and output, and a row of zeros between two groups.
// A cell is shown as h(c) = tanh(c / 2), which is what the output gate lets out.
void add_states(Point& at, const Task& task, const Network<Recurrent>& network, const arma::fvec& theta,
                Stream stream) {
  Sequence sequence;
  draw(task, stream, sequence);
  NetworkRun<Recurrent, float> run;
  network.forward(theta, sequence.input(), {}, run);
  std::size_t row = 0;
  std::string last_group;
  const auto write = [&](const std::string& group, const std::string& label, const auto& value) {
    for (arma::uword t = 0; t < sequence.steps(); ++t)
      at.row("states", group, label, row, t + 1, static_cast<double>(value(t)));
    ++row;
  };
  const auto add = [&](const std::string& group, const std::string& label, const auto& value) {
    if (row > 0 && group != last_group) write("", "", [](arma::uword) { return 0; });
    last_group = group;
    write(group, label, value);
  };
  const auto& read = sequence.symbols.at;
  const auto shown = shown_symbols(task);
  const auto is_shown = [&](arma::uword t) {
    return std::any_of(shown.begin(), shown.end(), [&](const Named& one) { return one.symbol == read[t]; });
  };
  if (!sequence.numbers.is_empty()) {
    add("input", "number", [&](arma::uword t) { return sequence.marked.numbers[t]; });
    add("input", "marker", [&](arma::uword t) { return sequence.marked.markers[t]; });
  } else {
    for (const Named& one : shown)
      add("input", one.label, [&](arma::uword t) { return read[t] == one.symbol; });
    if (task.kind != Kind::reber) add("input", "others", [&](arma::uword t) { return !is_shown(t); });
  }
  const Tape<float>& tape = run.stack.layers.front().run.tape;
  const Layout& layout = network.stack.layers.front().cell_layout();
  const auto slot = [&](int k, arma::uword block) {
    return [&tape, place = layout.row(k) + block](arma::uword t) {
      return static_cast<double>(tape(place, 0, t + 1));
    };
  };
  const bool only_carousel = task.kind == Kind::plain_lag;  // slots g, i, c; of a block g…, i, o, h…, c…, s…
  const int cells = task.cells, c = only_carousel ? 2 : 2 * cells + 2;
  for (arma::uword b = 0; b < task.blocks; ++b)
    for (int j = 0; j < cells; ++j)
      add("cells", fmt::format("{}.{}", b + 1, j + 1),
          [state = slot(c + j, b)](arma::uword t) { return std::tanh(state(t) / 2); });
  for (arma::uword b = 0; b < task.blocks; ++b) add("input gates", std::to_string(b + 1), slot(cells, b));
  for (arma::uword b = 0; b < task.blocks && !only_carousel; ++b)
    add("output gates", std::to_string(b + 1), slot(cells + 1, b));
  for (const Named& one : shown_outputs(task))
    add("outputs", one.label, [&](arma::uword t) { return run.y(one.symbol, 0, t); });
}

// --- the trainings --------------------------------------------------------------------------------------

void add_gradients(Point& at, const Task& task, const char* when, const Network<Recurrent>& network,
                   const arma::fvec& theta) {
  std::string name = (net_at(at) == Net::lstm ? "LSTM, " : "Elman, ") + task.label;
  for (std::size_t comma; (comma = name.find(',')) != name.npos;)
    name.replace(comma, 1, " ·");  // gnuplot splits there
  const auto batch = batch_of(task, at.stream(task.name, "sequences of --gradients"));
  lab::add_gradients(at, name, when, lab::gradients_of(network, theta, batch, lab::Loss::squared_error));
}

void train_at(Point& at, const Tasks& tasks) {
  const Task& task = task_at(tasks, at);
  const Net net = net_at(at);
  const std::string model = at.word("network") + " " + task.name;
  const Network<Recurrent> network = network_of(task, net);
  const OnlineOptions options = options_of(at.settings(), task, net);
  Stream weights = at.stream(model, "weights");
  const arma::fvec start = start_of(task, net, network, weights);
  Strings strings;
  if (task.kind == Kind::reber) {  // three pairs of sets, as in the paper
    Stream pair = at.run().stream("reber", at.seed() % 3, "strings");
    strings = draw_strings(pair);
  }
  const bool gradients = lab::gradients_asked(at) && has_baselines(tasks, task) && net != Net::elman_copied;
  if (gradients) add_gradients(at, task, "before training", network, start);
  const Trained trained = train_online(task, net, start, options, strings, at.stream(model, "sequences"),
                                       at.stream(model, "test sequences"));
  if (gradients) add_gradients(at, task, "after training", network, trained.theta);
  at.row("trainings", task.family, task.kind == Kind::reber, task.sequences > 0, network.parameters(),
         net == Net::lstm ? task.sequences : 0, task.guessing, trained.success, trained.sequences,
         trained.success ? trained.sequences : options.sequences, options.sequences, trained.wrong,
         trained.tested, trained.error, trained.diverged_at);
  for (const CurvePoint& point : trained.curve) at.row("curves", point.sequences, point.wrong, point.error);
  if (at.settings().flag("states") && trained.success && net == Net::lstm)
    add_states(at, task, network, trained.theta, at.stream(model, "sequence of --states"));
}

void body(Run& run) {
  const Tasks tasks = tasks_of(run.settings().words("tasks"));
  std::vector<std::string> names, labels;
  for (const Task& task : tasks) {
    names.push_back(task.name);
    labels.push_back(task.label);
  }
  run.grid({.label = "trainings",
            .axes = {{"task", names}, {"network", net_names}},
            .seeds = run.seeds(),
            .cost =
                [&](const Point& at) {
                  const Task& task = task_at(tasks, at);
                  return static_cast<double>(options_of(at.settings(), task, net_at(at)).sequences) *
                         task.steps;
                },
            .skip = [&](const Point& at) { return is_left_out(tasks, at); }},
           [&](Point& at) { train_at(at, tasks); });
  for (const Task& task : published_tasks()) {
    const arma::uword counted = network_of(task, Net::lstm).parameters();
    run.row("weights", task.name, task.weights, counted, counted == task.weights);
  }
  run.variable("tasks", names);
  run.variable("task_labels", labels);
  run.variable("run_seeds", run.seeds());
  std::size_t rows = 0, panels = tasks.size();
  for (const auto& network : net_names)
    rows += run.results()["trainings"].where("network", network).distinct("task").size();
  const auto reber =
      std::count_if(tasks.begin(), tasks.end(), [](const Task& task) { return task.kind == Kind::reber; });
  if (reber > 1) panels -= static_cast<std::size_t>(reber - 1);  // they share one
  run.variable("successes_height", 260 + 58 * rows);
  run.variable("curves_height", 100 + 650 * ((panels + 2) / 3));
  if (run.settings().flag("states") && run.results()["states"].empty())
    run.warn("no network met its stop, so --states has nothing to show");
}

}  // namespace
}  // namespace unroll::experiments

unroll::lab::Experiment unroll::experiment() {
  using namespace experiments;
  return {.body = body, .checks = {{"tasks", [](const std::string& word) { tasks_of({word}); }}}};
}
