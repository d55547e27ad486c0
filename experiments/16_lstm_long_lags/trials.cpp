#include "trials.hpp"

#include <algorithm>
#include <numeric>

#include "experiments/lab/seeds.hpp"
#include "experiments/lab/states.hpp"
#include "models/core/losses.hpp"

namespace unroll::experiments::long_lags {
namespace {

// Where nothing was published the line's own task at its published length is the measure.
double usual_sequences(const Line& line) {
  if (line.published.sequences > 0) return line.published.sequences;
  for (const Line& other : published_lines())
    if (other.kind == line.kind) return other.published.sequences;
  return 0;
}

Budget budget_of(const lab::Settings& settings, const Line& line, Model model) {
  const double usual = usual_sequences(line);
  const bool rival = model != Model::lstm;
  Budget budget;
  budget.sequences = static_cast<std::uint64_t>(usual * settings.real(rival ? "rival-patience" : "patience"));
  budget.stretch = std::max<std::uint64_t>(1, static_cast<std::uint64_t>(usual / 50));
  budget.rate = rival ? settings.real("rival-rate") : line.rate;
  budget.clip_norm = model == Model::elman ? 1 : 0;
  return budget;
}

// One rival for each task, beside its first line; on Reber's grammar Elman's own procedure, too.
std::vector<Model> models_of(const std::vector<Line>& lines, const Line& line) {
  const auto first = std::find_if(lines.begin(), lines.end(), [&](const Line& other) {
    return other.kind == line.kind && other.T == line.T && other.logistic == line.logistic;
  });
  if (first->name != line.name) return {Model::lstm};
  if (line.kind == Kind::reber) return {Model::lstm, Model::elman, Model::elman_copied};
  return {Model::lstm, Model::elman};
}

std::vector<Trial> plan(const lab::Run& run, const std::vector<Line>& lines) {
  std::vector<Trial> all;
  const auto seeds = lab::parse_seeds(run.settings().word("seeds"));
  const auto rivals = run.settings().count("rivals");
  for (const Line& line : lines)
    for (const Model model : models_of(lines, line))
      for (std::size_t k = 0; k < (model == Model::lstm ? seeds.size() : std::min(rivals, seeds.size())); ++k)
        all.push_back({.line = line,
                       .model = model,
                       .seed = seeds[k],
                       .weights = network_of(line, model).parameters(),
                       .budget = budget_of(run.settings(), line, model),
                       .followed = models_of(lines, line).size() > 1 && model != Model::elman_copied});
  return all;
}

// Ten sequences of one length, as one batch; the loss reads their last step.
struct Batch {
  Symbols symbols = {};
  arma::cube numbers = {}, targets = {};

  Input<double> input() const { return numbers.is_empty() ? Input<double>(symbols) : Input<double>(numbers); }
};

Batch batch_of(const Line& line, Stream& stream) {
  constexpr arma::uword count = 10;
  Batch batch;
  Sequence sequence;
  const arma::uword steps = line.common_steps();  // others are drawn and left
  batch.targets.set_size(line.outputs(), count, steps);
  for (arma::uword b = 0; b < count;) {
    draw(line, stream, sequence);
    if (sequence.steps() != steps) continue;
    if (sequence.numbers.is_empty()) {
      batch.symbols.count = line.inputs();
      batch.symbols.at.resize(count, steps);
      batch.symbols.at.row(b) = sequence.symbols.at;
    } else {
      batch.numbers.resize(2, count, steps);
      batch.numbers.col(b) = arma::conv_to<arma::cube>::from(sequence.numbers);
    }
    batch.targets.col(b++) = arma::conv_to<arma::cube>::from(sequence.targets);
  }
  return batch;
}

void follow_gradients(const lab::Run& run, Trial& trial, const char* when, const Network<Recurrent>& network,
                      const arma::fvec& theta) {
  if (!lab::gradients_asked(run) || !trial.followed) return;
  Stream stream = run.stream(trial.line.name, trial.seed, "sequences of --gradients");
  const Batch batch = batch_of(trial.line, stream);
  const arma::mat at_the_end = last_step(batch.targets.n_cols, batch.targets.n_slices);
  trial.gradients.push_back(
      {std::string(name_of(trial.model)) + " " + trial.line.name, when, trial.seed,
       lab::gradients_of(network, theta, batch.input(), [&](const arma::cube& y, arma::cube& dy) {
         squared_error(y, batch.targets, at_the_end, dy);
       })});
}

void train_one(const lab::Run& run, Trial& trial) {
  const Line& line = trial.line;
  const std::string model = std::string(name_of(trial.model)) + " " + line.name;
  const Network<Recurrent> network = network_of(line, trial.model);
  Stream weights = run.stream(model, trial.seed, "weights");
  const arma::fvec start = start_of(line, trial.model, network, weights);
  Strings strings;
  if (line.kind == Kind::reber) {  // three pairs of sets, as in the paper
    Stream pair = run.stream("reber", trial.seed % 3, "strings");
    strings = draw_strings(pair);
  }
  follow_gradients(run, trial, "before training", network, start);
  trial.trained = train_online(
      line, trial.model, start, trial.budget, strings,
      {run.stream(model, trial.seed, "sequences"), run.stream(model, trial.seed, "test sequences")});
  follow_gradients(run, trial, "after training", network, trial.trained.theta);
  if (!lab::states_asked(run) || !trial.trained.success || trial.model != Model::lstm) return;
  Stream shown = run.stream(model, trial.seed, "sequence of --states");
  trial.states = states_of(line, network, trial.trained.theta, shown);
}

}  // namespace

std::vector<Trial> train_all(lab::Run& run, const std::vector<Line>& lines) {
  std::vector<Trial> all = plan(run, lines);
  std::vector<std::size_t> order(all.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto longest = [&](std::size_t k) {
    return static_cast<double>(all[k].budget.sequences) * all[k].line.steps();
  };
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return longest(a) > longest(b); });
  run.parallel("trainings", all.size(), [&](std::size_t k) { train_one(run, all[order[k]]); });
  return all;
}

std::vector<const Trial*> of(const std::vector<Trial>& all, const Line& line, Model model) {
  std::vector<const Trial*> some;
  for (const Trial& trial : all)
    if (trial.line.name == line.name && trial.model == model) some.push_back(&trial);
  return some;
}

std::size_t successes(const std::vector<const Trial*>& trials) {
  return static_cast<std::size_t>(
      std::count_if(trials.begin(), trials.end(), [](const Trial* t) { return t->trained.success; }));
}

std::vector<double> sequences(const std::vector<const Trial*>& trials) {
  std::vector<double> all;
  for (const Trial* trial : trials)
    all.push_back(
        static_cast<double>(trial->trained.success ? trial->trained.sequences : trial->budget.sequences));
  return all;
}

}  // namespace unroll::experiments::long_lags
