// The parts of experiment 16: published tasks, networks, answers, stops.
#include <cmath>

#include "experiments/16_lstm_long_lags/learner.hpp"
#include "models/core/losses.hpp"
#include "models/lstm/memory_blocks.hpp"
#include "tests/catch.hpp"

using namespace unroll;
using namespace unroll::experiments::long_lags;

namespace {

Task task_named(const std::string& word) {
  const auto tasks = tasks_of({word});
  REQUIRE(tasks.size() == 1);
  return tasks.front();
}

}  // namespace

TEST_CASE("the published numbers of weights follow from the topology of every published network") {
  for (const Task& task : published_tasks()) {
    INFO(task.name);
    REQUIRE(task.weights > 0);
    CHECK(network_of(task, Net::lstm).parameters() == task.weights);
  }
}

TEST_CASE("baselines have about as many weights as the network beside them") {
  for (const Task& task : published_tasks()) {
    INFO(task.name);
    const auto baseline = static_cast<double>(network_of(task, Net::elman).parameters());
    CHECK(std::abs(baseline / static_cast<double>(task.weights) - 1) < 0.1);
  }
}

TEST_CASE("words of --tasks are published tasks, beginnings of their names, and tasks with another length") {
  CHECK(tasks_of({"reber"}).size() == 5);
  CHECK(tasks_of({"reber-3x2"}).size() == 3);
  CHECK(tasks_of({"adding"}).size() == 4);
  CHECK(tasks_of({"adding-100"}).size() == 1);
  CHECK(!task_named("adding-100").logistic);
  CHECK(task_named("adding-100-logistic").logistic);
  CHECK(tasks_of({"6a", "6a-100", "6a"}).size() == 1);
  const Task shorter = task_named("6a-20");
  CHECK(shorter.T == 20);
  CHECK(shorter.sequences == 0);
  CHECK(network_of(shorter, Net::lstm).parameters() == 156);
  const Task shortcut = task_named("reber-3x2-0.5-shortcut");
  CHECK(network_of(shortcut, Net::lstm).parameters() == 276 + 7 * 7);
  CHECK(shortcut.sequences == 0);
  for (const char* wrong :
       {"", "rebe", "7", "6a-", "6a-19", "6a-20x", "6c", "adding-10001", "6a-20-logistic", "6a-shortcut"})
    CHECK_THROWS_AS(tasks_of({wrong}), std::invalid_argument);
}

TEST_CASE("networks start from the paper's range, with the paper's biases of the gates") {
  const auto start = [](const Task& task, arma::fvec& theta, Network<Recurrent>& network) {
    network = network_of(task, Net::lstm);
    Stream stream(1);
    theta = start_of(task, Net::lstm, network, stream);
    return network.stack.layers.front().layout;
  };
  arma::fvec theta;
  Network<Recurrent> network;
  const Layout adding = start(task_named("adding-100"), theta, network);
  using Two = MemoryBlocks<Blocks{.cells = 2}>;
  CHECK(adding.b(theta, Two::i)[0] == -3);
  CHECK(adding.b(theta, Two::i)[1] == -6);
  adding.b(theta, Two::i).zeros();
  CHECK((arma::abs(theta).max() <= 0.1f && arma::abs(theta).max() > 0.09f));
  const Layout reber = start(task_named("reber-4x1-0.1"), theta, network);
  using One = MemoryBlocks<Blocks{.cells_have_bias = false}>;
  for (arma::uword k = 0; k < 4; ++k) CHECK(reber.b(theta, One::o)[k] == -static_cast<float>(k + 1));
  reber.b(theta, One::o).zeros();
  CHECK((arma::abs(theta).max() <= 0.2f && arma::abs(theta).max() > 0.18f));
  const Layout order = start(task_named("6b"), theta, network);
  for (arma::uword k = 0; k < 3; ++k) CHECK(order.b(theta, Two::i)[k] == -2 * static_cast<float>(k + 1));
}

TEST_CASE("the gradient of every network is that of differences where it is whole") {
  // Baselines, and the carousel of 2a; that of memory blocks is `unroll check`'s.
  for (const auto& [word, model] : {std::pair{"2a-20", Net::lstm}, {"6a-20", Net::elman}}) {
    const Task task = task_named(word);
    const Network<Recurrent> network = network_of(task, model);
    Stream stream(3);
    Sequence sequence;
    draw(task, stream, sequence);
    arma::vec theta = arma::conv_to<arma::vec>::from(start_of(task, model, network, stream));
    const arma::cube targets = arma::conv_to<arma::cube>::from(sequence.targets);
    NetworkRun<Recurrent, double> run;
    const auto loss = [&](const arma::vec& at) {
      network.forward(at, sequence.symbols, {}, run);
      return squared_error(run.y, targets, sequence.asked, run.dy);
    };
    loss(theta);
    arma::vec gradient(theta.n_elem, arma::fill::zeros);
    network.backward(theta, sequence.symbols, {}, run, gradient);
    constexpr double h = 1e-5;
    double largest = 0;
    for (arma::uword k = 0; k < theta.n_elem; ++k) {
      arma::vec more = theta, less = theta;
      more[k] += h;
      less[k] -= h;
      largest = std::max(largest, std::abs((loss(more) - loss(less)) / (2 * h) - gradient[k]));
    }
    INFO(word);
    CHECK(largest < 1e-8);
    CHECK(arma::abs(gradient).max() > 1e-3);
  }
}

TEST_CASE("a Reber answer is right where all that may come is more active than all that may not") {
  const Task task = task_named("reber-3x2-0.5");
  Sequence sequence;
  read_string({0, 1, 0, 1, 4, 3, 6, 1, 6}, sequence);  // BTBTXSETE
  arma::fcube y(7, 1, sequence.steps());
  for (arma::uword t = 0; t < sequence.steps(); ++t)
    for (arma::uword k = 0; k < 7; ++k) y(k, 0, t) = (sequence.next[t] >> k & 1u) != 0 ? 0.6f : 0.4f;
  CHECK(answer(task, sequence, y).right);
  const arma::uword last = sequence.steps() - 2;  // where T must come, and P must not
  y(2, 0, last) = 0.6f;
  CHECK(!answer(task, sequence, y).right);
  y(2, 0, last) = 0.59f;
  CHECK(answer(task, sequence, y).right);
}

TEST_CASE("an answer is right where no output misses by the tolerance, and only where it is asked") {
  const Task task = task_named("6a");
  Stream stream(5);
  Sequence sequence;
  draw(task, stream, sequence);
  arma::fcube y = sequence.targets;
  y.head_slices(sequence.steps() - 1).fill(9);
  CHECK(answer(task, sequence, y).right);
  CHECK(answer(task, sequence, y).error == 0);
  float& one = y(0, 0, sequence.steps() - 1);
  const float right = one;
  one = right + 0.29f;
  CHECK(answer(task, sequence, y).right);
  one = right - 0.31f;
  CHECK(!answer(task, sequence, y).right);
  CHECK(answer(task, sequence, y).error == Approx(0.31 / 4));
}

TEST_CASE("the share that guessing gets right is that of the best constant answer") {
  Stream stream(6);
  Sequence sequence;
  const auto share = [&](const Task& task, float constant) {
    constexpr int n = 4000;
    int right = 0;
    for (int k = 0; k < n; ++k) {
      draw(task, stream, sequence);
      arma::fcube y(arma::size(sequence.targets));
      y.fill(constant);
      right += answer(task, sequence, y).right;
    }
    return right / static_cast<double>(n);
  };
  const Task adding = task_named("adding-100"), times = task_named("multiplication-100-13");
  CHECK(share(adding, 0.5f) == Approx(adding.guessing).margin(0.025));
  CHECK(share(adding, 0.6f) < adding.guessing);
  CHECK(share(times, 0.04f) == Approx(times.guessing).margin(0.05));
  CHECK(share(times, 0.25f) < times.guessing);
  CHECK(share(task_named("6a"), 0.25f) == 0);  // no constant is near a target of one 1
  CHECK(task_named("6a").guessing == 0.25);
  CHECK(task_named("6b").guessing == 0.125);
}

TEST_CASE("recent answers are counted over the last 2000 of them") {
  Recent recent;
  for (int k = 0; k < 1999; ++k) recent.see({k != 5, 0.5});
  CHECK(!recent.full());
  recent.see({true, 0.5});
  CHECK((recent.full() && recent.mistakes() == 1));
  CHECK(recent.error() == Approx(0.5));
  for (int k = 0; k < 5; ++k) recent.see({true, 0});
  CHECK(recent.mistakes() == 1);
  recent.see({true, 0});
  CHECK(recent.mistakes() == 0);
  CHECK(recent.error() == Approx(0.5 * 1994 / 2000));
  CHECK(recent.right_in_a_row() == 2000);
}

TEST_CASE("test strings of a pair of Reber sets are none of those trained on") {
  Stream stream(7);
  const Strings strings = draw_strings(stream);
  CHECK(strings.training.size() == 256);
  REQUIRE(strings.test.size() == 256);
  for (const auto& string : strings.test)
    CHECK(std::find(strings.training.begin(), strings.training.end(), string) == strings.training.end());
}
