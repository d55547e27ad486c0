// The training harness: fit is core's training, can be stopped and resumed bit for bit, and what --gradients, --states and
// --curves show is what the network does.
#include <cmath>

#include "experiments/lab/files.hpp"
#include "experiments/lab/harness/declarations.hpp"
#include "experiments/lab/harness/watch.hpp"
#include "models/bidirectional/bidirectional.hpp"
#include "models/core/initial_theta.hpp"
#include "models/leaky/leaky.hpp"
#include "models/lstm/lstm.hpp"
#include "tests/catch.hpp"
#include "tests/lab/declared.hpp"
#include "tests/lab/scratch.hpp"

using namespace unroll;
using namespace unroll::lab;
using scratch::contains;
namespace fs = std::filesystem;

namespace {

constexpr arma::uword steps = 12;

template <class Layer>
Network<Layer> network_of(const Cell& cell, std::size_t depth, arma::uword outputs) {
  Network<Layer> network;
  network.stack = stack_of<Layer>(depth, cell, 2, 5);
  network.outputs = outputs;
  return network;
}

// Random inputs whose targets are their own sums.
template <class S>
Batch<S> random_batch(Stream& stream, arma::uword outputs = 2) {
  Batch<S> batch{.x = arma::Cube<S>(2, 4, steps), .targets = arma::Cube<S>(outputs, 4, steps)};
  for (S& value : batch.x) value = static_cast<S>(stream.normal());
  for (S& value : batch.targets) value = static_cast<S>(stream.normal());
  batch.weights = mean(each_step(4, steps));
  return batch;
}

using State = TrainingState<float, Adam<float>>;

State fresh(const Network<Recurrent>& net) {
  Stream weights(1);
  State state;
  state.theta = initial_theta<float>(net, weights);
  state.batches = Stream(2);
  return state;
}

FitOptions options_of(std::uint64_t updates) {
  return {.training = {.iterations = updates, .rate = schedule::constant(0.01), .clip_norm = 1}};
}

void train_to(const Network<Recurrent>& net, State& state, std::uint64_t updates) {
  Batch<float> batch;
  fit(net, state, options_of(updates), [&](std::uint64_t, Stream& stream) -> const Batch<float>& {
    return batch = random_batch<float>(stream);
  });
}

bool same(const arma::fvec& a, const arma::fvec& b) { return a.n_elem == b.n_elem && arma::all(a == b); }

}  // namespace

TEST_CASE("fit: it makes the very updates of core's training, and records loss and norm of each") {
  const auto net = network_of<Recurrent>(cell_of<Lstm<>>(), 1, 2);
  State state = fresh(net), by_hand = fresh(net);
  train_to(net, state, 20);
  NetworkRun<Recurrent, float> run;
  const auto record = train(by_hand.theta, net.blocks(), by_hand.optimiser, options_of(20).training,
                            [&](const arma::fvec& theta, arma::fvec& gradient, std::uint64_t) {
                              const auto batch = random_batch<float>(by_hand.batches);
                              net.forward(theta, batch.x, {}, run);
                              const double loss = squared_error(run.y, batch.targets, batch.weights, run.dy);
                              net.backward(theta, batch.x, {}, run, gradient);
                              return loss;
                            });
  CHECK(same(state.theta, by_hand.theta));
  CHECK(state.record.losses == record.losses);
  CHECK(state.record.norms == record.norms);
  CHECK(state.updates == 20);
}

TEST_CASE("fit: a training that stops and goes on ends where one in a single piece ends, bit for bit") {
  const auto net = network_of<Recurrent>(cell_of<Lstm<>>(), 2, 2);
  State whole = fresh(net), parts = fresh(net);
  train_to(net, whole, 30);
  train_to(net, parts, 11);
  State kept = parts;  // the state is a value: what is kept goes on by itself
  train_to(net, parts, 30);
  train_to(net, kept, 30);
  CHECK(same(whole.theta, parts.theta));
  CHECK(same(whole.theta, kept.theta));
  CHECK(parts.record.losses == whole.record.losses);
}

TEST_CASE("fit: the state is carried from batch to batch where that is asked for") {
  const auto net = network_of<Recurrent>(cell_of<Lstm<>>(), 1, 2);
  Stream draws(5);
  const auto first = random_batch<float>(draws), second = random_batch<float>(draws);
  State state = fresh(net);
  FitOptions options = options_of(2);
  options.carry_state = true;
  options.training.rate = schedule::constant(0);
  fit(net, state, options,
      [&](std::uint64_t n, Stream&) -> const Batch<float>& { return n == 0 ? first : second; });
  NetworkRun<Recurrent, float> run;
  evaluate(net, state.theta, first, Loss::squared_error, run);
  Batch<float> continued = second;
  continued.given.state = net.stack.state(run.stack, steps);
  CHECK(state.record.losses[1] == evaluate(net, state.theta, continued, Loss::squared_error, run));
  CHECK(state.record.losses[1] != evaluate(net, state.theta, second, Loss::squared_error, run));
}

TEST_CASE("fit: weight noise changes the gradient and not the weights that are stepped from") {
  const auto net = network_of<Recurrent>(cell_of<Lstm<>>(), 1, 2);
  State still = fresh(net), noisy = fresh(net);
  FitOptions options = options_of(1);
  options.weight_noise = 0.1;
  options.training.rate = schedule::constant(0);
  const auto next = [](std::uint64_t, Stream& stream) -> const Batch<float>& {
    static Batch<float> batch;
    return batch = random_batch<float>(stream);
  };
  noisy.noise = Stream(9);
  const arma::fvec before = noisy.theta;
  fit(net, noisy, options, next);
  CHECK(same(noisy.theta, before));
  options.weight_noise = 0;
  fit(net, still, options, next);
  CHECK(noisy.record.losses[0] != still.record.losses[0]);
}

TEST_CASE("fit: a divergence ends it, is told, and leaves the last finite weights") {
  const auto net = network_of<Recurrent>(cell_of<Lstm<>>(), 1, 2);
  State state = fresh(net);
  Batch<float> batch;
  fit(net, state, options_of(10), [&](std::uint64_t n, Stream& stream) -> const Batch<float>& {
    batch = random_batch<float>(stream);
    if (n == 4) batch.targets.fill(std::nanf(""));
    return batch;
  });
  CHECK(state.diverged_at == 5);
  CHECK(state.record.losses.size() == 4);
  CHECK(state.theta.is_finite());
}

TEST_CASE("fit: every loss is the one of core") {
  const auto net = network_of<Recurrent>(cell_of<Lstm<>>(), 1, 2);
  const State state = fresh(net);
  Stream draws(5);
  Batch<float> batch = random_batch<float>(draws);
  batch.labels = arma::umat(4, steps, arma::fill::ones);
  NetworkRun<Recurrent, float> run;
  arma::fcube dy;
  const double softmax = evaluate(net, state.theta, batch, Loss::softmax_cross_entropy, run);
  CHECK(softmax == softmax_cross_entropy(run.y, batch.labels, batch.weights, dy));
  const double binary = evaluate(net, state.theta, batch, Loss::binary_cross_entropy, run);
  CHECK(binary == binary_cross_entropy(run.y, batch.targets, batch.weights, dy));
  CHECK(evaluate(net, state.theta, batch, Loss::squared_error, run) ==
        squared_error(run.y, batch.targets, batch.weights, dy));
}

TEST_CASE("stretches: means of the loss, largest norms, and nothing of a stretch that was not finished") {
  TrainingRecord record;
  record.losses = {1, 3, 5, 7, 9};
  record.norms = {2, 1, 4, 3, 9};
  const auto all = stretches_of(record, 6, 3);
  REQUIRE(all.size() == 2);
  CHECK((all[0].updates == 2 && all[0].loss == 2 && all[0].norm == 2));
  CHECK((all[1].updates == 4 && all[1].loss == 6 && all[1].norm == 4));
  CHECK(stretches_of(record, 5, 100).size() == 5);
}

// --- what is shown ----------------------------------------------------------------------------------------------------------

namespace {

Declaration declaration() {
  Declaration d;
  d.number = 94;
  d.slug = "watched";
  d.options = {declared::option("seeds", Option::Kind::seeds, "3")};
  d.harness = {"gradients", "states", "curves"};
  add_harness(d, UNROLL_HARNESS);
  return d;
}

template <class Layer>
void train_at(Point& at, const std::string& name, const Network<Layer>& net) {
  Stream weights = at.stream(name, "weights");
  TrainingState<float, Adam<float>> state;
  state.theta = initial_theta<float>(net, weights);
  state.batches = at.stream(name, "batches");
  Batch<float> batch;
  fit_at(at, name, net, state, options_of(10), [&](std::uint64_t, Stream& stream) -> const Batch<float>& {
    return batch = random_batch<float>(stream);
  });
}

void body(Run& run) {
  run.grid({.label = "one", .seeds = run.seeds()},
           [](Point& at) { train_at(at, "one", network_of<Recurrent>(cell_of<Lstm<>>(), 1, 2)); });
  run.grid({.label = "two", .seeds = run.seeds()},
           [](Point& at) { train_at(at, "two", network_of<Bidirectional>(cell_of<Lstm<>>(), 2, 2)); });
}

}  // namespace

TEST_CASE("harness: without flags there is no table, no script and no picture") {
  const scratch::Folder folder;
  const auto outcome = declared::run(declaration(), {.body = body}, folder.path);
  for (const auto& entry : fs::directory_iterator(outcome.folder))
    for (const char* name : {"gradients", "states", "curves"})
      CHECK(!contains(entry.path().filename().string(), name));
  CHECK(outcome.missing_figures.empty());
}

TEST_CASE(
    "harness: with the flags there are tables and pictures of every network, time, layer and direction") {
  const scratch::Folder folder;
  const auto outcome = declared::run(declaration(), {.body = body}, folder.path,
                                     {{"gradients", {"yes"}}, {"states", {"yes"}}, {"curves", {"yes"}}}, 2);
  for (const auto& why : outcome.missing_figures) CHECK(contains(why, "gnuplot was not found"));
  const std::string summary = read_file(outcome.folder / "gradients_summary.csv");
  CHECK(contains(summary,
                 "curve,network,when,layer,direction,lag,count,log10_norm_median,log10_norm_least,log10_norm_"
                 "greatest\n"));
  for (const char* row :
       {"\none,one,before training,1,forwards,0,3,", "\none,one,after training,1,forwards,12,3,",
        "\ntwo (layer 1) ←,two,before training,1,backwards,11,3,",
        "\ntwo (layer 2) →,two,before training,2,forwards,12,3,"})
    CHECK(contains(summary, row));
  CHECK(contains(
      summary, "\ntwo (layer 2) ←,two,before training,2,backwards,1,3,-inf"));  // it begins at the last step
  CHECK(!contains(summary, "nan"));
  const Table states = Table::parse(read_file(outcome.folder / "states.csv"));
  CHECK(states.rows() == 3 * 5 * steps);  // of the first seed: one network, and two directions of the other
  const Table curves = Table::parse(read_file(outcome.folder / "curves.csv"));
  CHECK(curves.rows() == 2 * 3 * 10);
}

TEST_CASE("gradients: the loss is that of the last step, and counts 1 there whatever its size") {
  auto network = network_of<Recurrent>(cell_of<Leaky<>>(), 1, 0);
  Stream stream(1);
  arma::vec theta = initial_theta<double>(network, stream);
  network.stack.layers[0].layout.U(theta, 0).zeros();
  set_own(network, theta, "alpha", 0.8);
  auto batch = random_batch<double>(stream, 5);
  for (const double size : {1e-150, 1.0, 1e150}) {
    batch.weights.fill(size);
    const auto curves = gradients_of(network, theta, batch, Loss::squared_error);
    REQUIRE(curves.size() == 1);
    REQUIRE(curves[0].log10_norms.n_elem == steps + 1);
    for (arma::uword k = 0; k <= steps; ++k)
      CHECK(curves[0].log10_norms[k] ==
            Approx(static_cast<double>(k) * std::log10(0.8)).margin(1e-12).epsilon(1e-12));
  }
}

TEST_CASE("gradients: they start from the initial state of the batch") {
  const auto network = network_of<Recurrent>(cell_of<Lstm<>>(), 1, 2);
  Stream stream(1);
  const arma::vec theta = initial_theta<double>(network, stream);
  auto batch = random_batch<double>(stream);
  const auto from_zero = gradients_of(network, theta, batch, Loss::squared_error)[0].log10_norms;
  batch.given.state = arma::mat(network.stack.layers[0].state_height(), 4, arma::fill::value(0.5));
  CHECK(arma::abs(gradients_of(network, theta, batch, Loss::squared_error)[0].log10_norms - from_zero).max() >
        1e-6);
}

TEST_CASE("gradients: a sequence of which the loss asks nothing does not count, and none gives no curve") {
  const auto network = network_of<Recurrent>(cell_of<Lstm<>>(), 1, 2);
  Stream stream(1);
  const arma::vec theta = initial_theta<double>(network, stream);
  const auto with = [&](const std::vector<arma::uword>& silent) {
    Stream draws(3);
    auto batch = random_batch<double>(draws);
    for (const arma::uword b : silent) batch.weights.row(b).zeros();
    return gradients_of(network, theta, batch, Loss::squared_error)[0].log10_norms;
  };
  const arma::vec all = with({}), even = with({1, 3}), odd = with({0, 2}), none = with({0, 1, 2, 3});
  CHECK(all.is_finite());
  for (arma::uword k = 0; k <= steps; ++k) {
    CHECK(all[k] == Approx((even[k] + odd[k]) / 2));
    CHECK(none[k] == -std::numeric_limits<double>::infinity());
  }
  CHECK(arma::abs(even - odd).max() > 1e-6);
}

TEST_CASE("states: they are those of the slot and the sequence, without the one before the first step") {
  const auto net = network_of<Recurrent>(cell_of<Lstm<>>(), 1, 0);
  Stream stream(1);
  const arma::vec theta = initial_theta<double>(net, stream);
  const auto batch = random_batch<double>(stream);
  NetworkRun<Recurrent, double> run;
  net.forward(theta, batch.x, {}, run);
  const auto& layer = net.stack.layers[0];
  const auto& layer_run = run.stack.layers[0].run;
  for (const int slot : {int{Lstm<>::c}, int{Lstm<>::h}})
    for (const arma::uword sequence : {0, 3}) {
      const arma::mat values = states_of(layer, layer_run, slot, sequence);
      REQUIRE(arma::size(values) == arma::SizeMat(5, steps));
      for (arma::uword t = 0; t < steps; ++t)
        for (arma::uword i = 0; i < 5; ++i)
          CHECK(values(i, t) == layer_run.tape(layer.layout.row(slot) + i, sequence, t + 1));
    }
  CHECK_THROWS_AS(states_of(layer, layer_run, Lstm<>::c, 4), std::invalid_argument);
}
