// The parts of experiment 16: published lines, nets, answers, stops.
#include <cmath>

#include "experiments/16_lstm_long_lags/learner.hpp"
#include "models/core/losses.hpp"
#include "models/lstm/memory_blocks.hpp"
#include "tests/catch.hpp"

using namespace unroll;
using namespace unroll::experiments::long_lags;

namespace {

Line line_named(const std::string& word) {
  const auto lines = lines_of({word});
  REQUIRE(lines.size() == 1);
  return lines.front();
}

}  // namespace

TEST_CASE("the published numbers of weights follow from the topology of every published net") {
  for (const Line& line : published_lines()) {
    INFO(line.name);
    REQUIRE(line.weights > 0);
    CHECK(network_of(line, Model::lstm).parameters() == line.weights);
  }
}

TEST_CASE("rivals have about as many weights as the net they stand beside") {
  for (const Line& line : published_lines()) {
    INFO(line.name);
    const auto rival = static_cast<double>(network_of(line, Model::elman).parameters());
    CHECK(std::abs(rival / static_cast<double>(line.weights) - 1) < 0.1);
  }
}

TEST_CASE("words of --tasks are lines, beginnings of lines, and tasks with a length of one's own") {
  CHECK(lines_of({"reber"}).size() == 5);
  CHECK(lines_of({"reber-3x2"}).size() == 3);
  CHECK(lines_of({"adding"}).size() == 4);
  CHECK(lines_of({"adding-100"}).size() == 1);
  CHECK(!line_named("adding-100").logistic);
  CHECK(line_named("adding-100-logistic").logistic);
  CHECK(lines_of({"6a", "6a-100", "6a"}).size() == 1);
  const Line own = line_named("6a-20");
  CHECK(own.T == 20);
  CHECK(own.published.sequences == 0);
  CHECK(network_of(own, Model::lstm).parameters() == 156);
  const Line shortcut = line_named("reber-3x2-0.5-shortcut");
  CHECK(network_of(shortcut, Model::lstm).parameters() == 276 + 7 * 7);
  CHECK(shortcut.published.sequences == 0);
  for (const char* wrong :
       {"", "rebe", "7", "6a-", "6a-19", "6a-20x", "6c", "adding-10001", "6a-20-logistic", "6a-shortcut"})
    CHECK_THROWS_AS(lines_of({wrong}), std::invalid_argument);
}

TEST_CASE("nets start from the paper's range, with the paper's biases of the gates") {
  const auto start = [](const Line& line, arma::fvec& theta, Network<Recurrent>& network) {
    network = network_of(line, Model::lstm);
    Stream stream(1);
    theta = start_of(line, Model::lstm, network, stream);
    return network.stack.layers.front().layout;
  };
  arma::fvec theta;
  Network<Recurrent> network;
  const Layout adding = start(line_named("adding-100"), theta, network);
  using Two = MemoryBlocks<Blocks{.cells = 2}>;
  CHECK(adding.b(theta, Two::i)[0] == -3);
  CHECK(adding.b(theta, Two::i)[1] == -6);
  adding.b(theta, Two::i).zeros();
  CHECK((arma::abs(theta).max() <= 0.1f && arma::abs(theta).max() > 0.09f));
  const Layout reber = start(line_named("reber-4x1-0.1"), theta, network);
  using One = MemoryBlocks<Blocks{.cells_have_bias = false}>;
  for (arma::uword k = 0; k < 4; ++k) CHECK(reber.b(theta, One::o)[k] == -static_cast<float>(k + 1));
  reber.b(theta, One::o).zeros();
  CHECK((arma::abs(theta).max() <= 0.2f && arma::abs(theta).max() > 0.18f));
  const Layout order = start(line_named("6b"), theta, network);
  for (arma::uword k = 0; k < 3; ++k) CHECK(order.b(theta, Two::i)[k] == -2 * static_cast<float>(k + 1));
}

TEST_CASE("the gradient of every net is that of differences where it is whole") {
  // Rivals, and the carousel of 2a; that of memory blocks is `unroll check`'s.
  for (const auto& [word, model] : {std::pair{"2a-20", Model::lstm}, {"6a-20", Model::elman}}) {
    const Line line = line_named(word);
    const Network<Recurrent> network = network_of(line, model);
    Stream stream(3);
    Sequence sequence;
    draw(line, stream, sequence);
    arma::vec theta = arma::conv_to<arma::vec>::from(start_of(line, model, network, stream));
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
  const Line line = line_named("reber-3x2-0.5");
  Sequence sequence;
  of_string({0, 1, 0, 1, 4, 3, 6, 1, 6}, sequence);  // BTBTXSETE
  arma::fcube y(7, 1, sequence.steps());
  for (arma::uword t = 0; t < sequence.steps(); ++t)
    for (arma::uword k = 0; k < 7; ++k) y(k, 0, t) = (sequence.next[t] >> k & 1u) != 0 ? 0.6f : 0.4f;
  CHECK(answer(line, sequence, y).right);
  const arma::uword last = sequence.steps() - 2;  // where T must come, and P must not
  y(2, 0, last) = 0.6f;
  CHECK(!answer(line, sequence, y).right);
  y(2, 0, last) = 0.59f;
  CHECK(answer(line, sequence, y).right);
}

TEST_CASE("an answer is right where no output misses by the tolerance, and only where it is asked") {
  const Line line = line_named("6a");
  Stream stream(5);
  Sequence sequence;
  draw(line, stream, sequence);
  arma::fcube y = sequence.targets;
  y.head_slices(sequence.steps() - 1).fill(9);
  CHECK(answer(line, sequence, y).right);
  CHECK(answer(line, sequence, y).error == 0);
  float& one = y(0, 0, sequence.steps() - 1);
  const float right = one;
  one = right + 0.29f;
  CHECK(answer(line, sequence, y).right);
  one = right - 0.31f;
  CHECK(!answer(line, sequence, y).right);
  CHECK(answer(line, sequence, y).error == Approx(0.31 / 4));
}

TEST_CASE("what guessing gets right is what the best constant answer gets right") {
  Stream stream(6);
  Sequence sequence;
  const auto share = [&](const Line& line, float constant) {
    constexpr int n = 4000;
    int right = 0;
    for (int k = 0; k < n; ++k) {
      draw(line, stream, sequence);
      arma::fcube y(arma::size(sequence.targets));
      y.fill(constant);
      right += answer(line, sequence, y).right;
    }
    return right / static_cast<double>(n);
  };
  const Line adding = line_named("adding-100"), times = line_named("multiplication-100-13");
  CHECK(share(adding, 0.5f) == Approx(adding.guessing()).margin(0.025));
  CHECK(share(adding, 0.6f) < adding.guessing());
  CHECK(share(times, 0.04f) == Approx(times.guessing()).margin(0.05));
  CHECK(share(times, 0.25f) < times.guessing());
  CHECK(share(line_named("6a"), 0.25f) == 0);  // no constant is near a target of one 1
  CHECK(line_named("6a").guessing() == 0.25);
  CHECK(line_named("6b").guessing() == 0.125);
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
