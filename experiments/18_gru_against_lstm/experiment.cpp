// 18 GRU against LSTM: three networks with about as many weights each learn Bach's chorales.
#include "experiments/lab/experiment.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <limits>

#include "datasets/midi.hpp"
#include "experiments/lab/harness/watch.hpp"
#include "models/core/initial_theta.hpp"
#include "networks.hpp"

namespace unroll::experiments {
namespace {

using namespace music;

// What all trainings share.
struct Data {
  datasets::Chorales pieces;
  std::vector<Batch> valid = {}, test = {};
  double chance = 0;        // NLL of the test pieces without memory
  std::size_t samples = 0;  // test pieces that are continued
};

Data data_of(lab::Run& run) {
  constexpr std::size_t size = 26;  // the 76 and 77 pieces of validation and test are three batches each
  Data data{.pieces = chosen_chorales(run)};
  data.valid = batches_by_length(data.pieces.valid, size);
  data.test = batches_by_length(data.pieces.test, size);
  data.chance = Memoryless(data.pieces.train).nll(data.pieces.test);
  data.samples = std::min(run.settings().count("samples"), data.pieces.test.size());
  return data;
}

// Batches in random order, pass after pass. The pieces of four batches are sorted by length.
class TrainingBatches {
 public:
  TrainingBatches(const std::vector<datasets::Piece>& pieces, std::size_t size)
      : pieces_(pieces), size_(size) {}

  const Batch& next(Stream& stream) {
    if (queue_.empty()) begin_pass(stream);
    batch_ = batch_of(queue_.back());
    queue_.pop_back();
    return batch_;
  }
  const Batch& last() const { return batch_; }

 private:
  void begin_pass(Stream& stream) {
    std::vector<const datasets::Piece*> order;
    for (const datasets::Piece& piece : pieces_) order.push_back(&piece);
    stream.shuffle(order);
    const auto at = [&](std::size_t k) {
      return order.begin() + static_cast<std::ptrdiff_t>(std::min(k, order.size()));
    };
    for (std::size_t k = 0; k < order.size(); k += 4 * size_)
      std::stable_sort(at(k), at(k + 4 * size_),
                       [](const auto* a, const auto* b) { return a->size() < b->size(); });
    for (std::size_t k = 0; k < order.size(); k += size_) queue_.emplace_back(at(k), at(k + size_));
    stream.shuffle(queue_);
  }

  const std::vector<datasets::Piece>& pieces_;
  std::size_t size_;
  std::vector<std::vector<const datasets::Piece*>> queue_ = {};
  Batch batch_ = {};
};

// Processor time of this thread, but for the time between stop and go.
class Clock {
 public:
  void stop() { spent_ += now() - begin_; }
  void go() { begin_ = now(); }
  double seconds() const { return spent_; }

 private:
  static double now() {
    std::timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
  }
  double spent_ = 0, begin_ = now();
};

// The first validation pieces that are long enough, cut to one length.
Batch pieces_of_one_length(const std::vector<datasets::Piece>& pieces) {
  constexpr std::size_t most_steps = 32, most_pieces = 20;
  std::size_t steps = 0;
  for (const datasets::Piece& piece : pieces) steps = std::max(steps, std::min(most_steps, piece.size()));
  std::vector<datasets::Piece> cut;
  for (const datasets::Piece& piece : pieces)
    if (piece.size() >= steps && cut.size() < most_pieces)
      cut.emplace_back(piece.begin(), piece.begin() + static_cast<std::ptrdiff_t>(steps));
  return batches_by_length(cut, cut.size()).front();
}

// The highest note of a chord, without its octave.
std::string top_of(const datasets::Chord& chord) {
  constexpr std::array names{"C", "C♯", "D", "E♭", "E", "F", "F♯", "G", "A♭", "A", "B♭", "B"};
  return chord.empty() ? "–" : names[static_cast<std::size_t>(chord.back()) % names.size()];
}

// --gradients over validation pieces, --states over the beginning of the first test piece.
lab::Watch watch_of(const Data& data) {
  constexpr std::size_t most_chords = 32;
  datasets::Piece piece = data.pieces.test.front();
  piece.resize(std::min(piece.size(), most_chords));
  std::vector<std::string> labels{"·"};  // silence comes first
  for (std::size_t t = 0; t + 1 < piece.size(); ++t) labels.push_back(top_of(piece[t]));
  return {.gradients = [&data] { return lab::in_double(pieces_of_one_length(data.pieces.valid)); },
          .states = [piece] { return lab::in_double(batch_of({&piece})); },
          .labels = labels};
}

lab::FitOptions options_of(const lab::Settings& settings) {
  return {.training = {.iterations = settings.count("updates"),
                       .rate = schedule::constant(settings.real("rate")),
                       .clip_norm = settings.real("clip-norm"),
                       .validate_every = settings.count("validate-every"),
                       .patience = settings.count("patience")},
          .loss = lab::Loss::binary_cross_entropy,
          .weight_noise = settings.real("weight-noise")};
}

using State = lab::TrainingState<float, RmsProp<float>>;

// Trains the network of the point from its initial weights, and fills `curves` and `time`.
void train(lab::Point& at, const Data& data, const Kind& kind, const Net& net, State& state) {
  TrainingBatches batches(data.pieces.train, at.settings().count("batch"));
  Tapes tapes;
  Clock clock;
  double loss = 0, steps = 0;  // since the last validation
  lab::fit_at(
      at, kind.title, net, state, options_of(at.settings()),
      [&](std::uint64_t, Stream& stream) -> const Batch& { return batches.next(stream); }, watch_of(data),
      [&](const arma::fvec& theta) {
        clock.stop();
        const double value = nll_of(net, theta, data.valid, Mean::of_steps, tapes);
        clock.go();
        return value;
      },
      [&](const TrainingProgress& now) {
        loss += now.loss * steps_of(batches.last());
        steps += steps_of(batches.last());
        if (!now.validation) return true;
        at.row("curves", now.iteration, loss / steps, *now.validation);
        if (at.settings().flag("clock")) at.row("time", now.iteration, clock.seconds(), *now.validation);
        loss = steps = 0;
        return true;
      });
}

// Where training has diverged, there is no best network.
void add_scores(lab::Point& at, const Data& data, const Kind& kind, const Net& net, const State& state) {
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  const bool diverged = state.diverged_at > 0;
  Tapes tapes;
  const auto test = [&](Mean mean) {
    return diverged ? none : nll_of(net, state.theta, data.test, mean, tapes);
  };
  const char* ending = diverged ? "diverged" : state.record.ending == Ending::early ? "early" : "all updates";
  const double nll = test(Mean::of_steps);
  at.row("scores", net.stack.width(), net.stack.parameters(), net.parameters(), state.updates, ending,
         diverged ? 0 : state.record.best->iteration, diverged ? none : state.record.best->value, nll,
         test(Mean::of_pieces), data.chance - nll, kind.published);
}

void add_roll(const std::function<void(std::size_t, int, bool)>& row, const datasets::Piece& piece,
              std::size_t given) {
  for (std::size_t t = 0; t < piece.size(); ++t)
    for (const int note : piece[t]) row(t + 1, note, t < given);
}

// The first test pieces, as the network continues their beginnings.
void add_samples(lab::Point& at, const Data& data, const Kind& kind, const Net& net,
                 const arma::fvec& theta) {
  const std::size_t begin = at.settings().count("begin");
  for (std::size_t k = 0; k < data.samples; ++k) {
    const datasets::Piece& real = data.pieces.test[k];
    Stream stream = at.run().stream(kind.name, k, "samples");
    const auto last = real.begin() + static_cast<std::ptrdiff_t>(std::min(begin, real.size()));
    const auto piece = continuation(net, theta, {real.begin(), last}, real.size(), stream);
    if (k == 0) add_roll([&](auto... cells) { at.row("rolls", cells...); }, piece, begin);
    at.file(fmt::format("sample_{}_{}.mid", k + 1, kind.name), datasets::midi_file(piece));
  }
}

void add_levels(lab::Run& run, const Data& data) {
  const Memoryless memoryless(data.pieces.train);
  const auto row = [&](const std::string& set, const std::vector<datasets::Piece>& pieces) {
    std::size_t steps = 0;
    for (const auto& piece : pieces) steps += piece.size();
    run.row("levels", set, pieces.size(), steps, memoryless.nll(pieces));
    run.variable("chance_" + set, memoryless.nll(pieces));
  };
  row("train", data.pieces.train);
  row("valid", data.pieces.valid);
  row("test", data.pieces.test);
}

void body(lab::Run& run) {
  const Data data = data_of(run);
  add_levels(run, data);
  std::vector<std::string> names;
  std::vector<double> published;
  for (const Kind& kind : kinds) {
    names.emplace_back(kind.name);
    published.push_back(kind.published);
  }
  run.variable("printed", published);
  add_roll([&](auto... cells) { run.row("rolls", "bach", cells...); }, data.pieces.test.front(),
           run.settings().count("begin"));
  for (std::size_t k = 0; k < data.samples; ++k)
    run.file(fmt::format("sample_{}_bach.mid", k + 1), datasets::midi_file(data.pieces.test[k]));
  run.grid({.label = "trainings", .axes = {{"network", names}}, .seeds = run.seeds()}, [&](lab::Point& at) {
    const Kind& kind = kinds[at.index("network")];
    const Net net = network_of(kind.name, at.settings().count(kind.name + std::string("-units")));
    Stream weights = at.stream(kind.name, "weights");
    State state;
    state.theta = initial_theta<float>(net, weights, at.settings().real("gain"));
    state.batches = at.stream("all", "order of pieces");
    state.noise = at.stream(kind.name, "weight noise");
    train(at, data, kind, net, state);
    add_scores(at, data, kind, net, state);
    if (at.first_seed()) add_samples(at, data, kind, net, state.theta);
  });
}

void judge(const lab::Results& results, lab::Findings& findings) {
  for (const Kind& kind : kinds) {
    const auto rows = results["scores"].where("network", kind.name);
    if (rows.empty()) continue;
    findings.measured(std::string("weights_") + kind.name, rows.number(0, "layer_weights") / 1000);
  }
}

}  // namespace
}  // namespace unroll::experiments

unroll::lab::Experiment unroll::experiment() {
  return {.body = experiments::body, .judge = experiments::judge};
}
