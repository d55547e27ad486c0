// `--states`: files and picture when asked for, and that the table is what the tape holds.
#include "experiments/lab/states.hpp"

#include "models/core/initial_theta.hpp"
#include "models/core/network.hpp"
#include "models/lstm/lstm.hpp"
#include "tests/catch.hpp"
#include "tests/lab/scratch.hpp"
#include "tests/lab/toy.hpp"

using namespace unroll;
using namespace unroll::lab;
namespace fs = std::filesystem;
using scratch::contains;

namespace {

struct Ran {
  Network<Recurrent> net;
  NetworkRun<Recurrent, double> tapes;

  Ran() {
    net.stack = stack_of<Recurrent>(1, cell_of<Lstm<>>(), 2, 3);
    Stream stream(1);
    const arma::vec theta = initial_theta<double>(net, stream);
    arma::cube x(2, 2, 4);
    for (double& value : x) value = stream.normal();
    net.forward(theta, x, {}, tapes);
  }
  States states(int slot, arma::uword sequence, std::size_t labels = 4) const {
    return states_of("lstm \"c\"", net.stack.layers[0], tapes.stack.layers[0].run, slot,
                     std::vector<std::string>(labels, "x"), sequence);
  }
};

void body(Run& run) {
  const Ran ran;
  write_states(run, {ran.states(Lstm<>::c, 0), ran.states(Lstm<>::h, 1)});
}

Outcome run(const fs::path& out, bool asked) {
  Experiment toy;
  toy.options = {states_option()};
  toy.figures = {states_figure()};
  toy.body = body;
  return run_toy(toy, out, "states", asked);
}

}  // namespace

TEST_CASE("states: without the flag there is no table, no script and no picture") {
  const scratch::Folder folder;
  const Outcome outcome = run(folder.path, false);
  for (const auto& entry : fs::directory_iterator(outcome.folder))
    CHECK(!contains(entry.path().filename().string(), "states"));
  CHECK(outcome.missing_figures.empty());
}

TEST_CASE("states: with the flag there are the table and the picture") {
  const scratch::Folder folder;
  const Outcome outcome = run(folder.path, true);
  CHECK(fs::exists(outcome.folder / "states.gp"));
  if (outcome.missing_figures.empty()) CHECK(fs::exists(outcome.folder / "states.svg"));
  for (const auto& why : outcome.missing_figures) CHECK(contains(why, "gnuplot was not found"));
  const std::string csv = read_file(outcome.folder / "states.csv");
  CHECK(contains(csv, "network,step,input,unit,value\n"));
  CHECK(std::count(csv.begin(), csv.end(), '\n') == 1 + 2 * 3 * 4);
}

TEST_CASE("states are those of the slot and the sequence, without the one before the first step") {
  const Ran ran;
  const auto& layer = ran.net.stack.layers[0];
  const auto& tape = ran.tapes.stack.layers[0].run.tape;
  for (const int slot : {int{Lstm<>::c}, int{Lstm<>::h}})
    for (const arma::uword sequence : {0, 1}) {
      const States states = ran.states(slot, sequence);
      REQUIRE(arma::size(states.values) == arma::SizeMat(3, 4));
      for (arma::uword t = 0; t < 4; ++t)
        for (arma::uword i = 0; i < 3; ++i)
          CHECK(states.values(i, t) == tape(layer.layout.row(slot) + i, sequence, t + 1));
    }
  CHECK_THROWS_AS(ran.states(Lstm<>::c, 2), std::invalid_argument);
  CHECK_THROWS_AS(ran.states(Lstm<>::c, 0, 5), std::invalid_argument);
}
