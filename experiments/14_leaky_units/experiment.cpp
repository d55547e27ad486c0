// 14 Leaky units: a pulse is kept as α^k; which α is best for which delay; mixed and learnt ones; and what a
// leak costs.
#include "experiments/lab/experiment.hpp"

#include <algorithm>
#include <stdexcept>

#include "experiments/lab/error.hpp"
#include "experiments/lab/seeds.hpp"
#include "results.hpp"

namespace unroll::experiments {
namespace {

using namespace lab;
using namespace leaks;

// A number of [low, high]; of `whole` ones only whole numbers.
std::function<void(const std::string&)> number_check(double low, double high, bool whole,
                                                     const std::string& right) {
  return [=](const std::string& text) {
    std::size_t end = 0;
    double value = 0;
    try {
      value = std::stod(text, &end);
    } catch (const std::exception&) {
      end = 0;
    }
    if (end == 0 || end != text.size() || !(value >= low && value <= high) ||
        (whole && value != static_cast<double>(static_cast<long>(value))))
      throw std::invalid_argument("must be " + right);
  };
}

void check(const Run& run) {
  for (const char* option : {"delays", "long-delays", "alphas", "alpha-starts"}) {
    auto list = numbers_of(run, option);
    std::sort(list.begin(), list.end());
    if (std::adjacent_find(list.begin(), list.end()) != list.end())
      throw UsageError(std::string("--") + option + " names a number twice; name each once");
  }
  for (const double delay : numbers_of(run, "long-delays"))
    if (delay == static_cast<double>(run.settings().integer("short-delay")))
      throw UsageError("--short-delay is also one of --long-delays; they must be two delays");
}

void body(Run& run) {
  check(run);
  const Results all = measure(run);
  judge(run, all);
  write(run, all);
}

std::vector<Option> options() {
  const auto alpha = [](double low) {
    return number_check(low, 0.9999, false,
                        low > 0 ? "retentions from 0.01 to 0.9999" : "retentions from 0 to 0.9999");
  };
  return {
      seeds_option({"1..2", "1..5", "1..10"}),
      integer_option("lags", {500, 500, 2000}, 10, 100000, "steps for which one pulse is followed"),
      real_option("noise", {0.1, 0.1, 0.1}, 0.001, 10, "standard deviation of the noise among the pulses"),
      words_option("delays", "STEPS...", {"2 20", "2 5 10 20 40", "1 2 5 10 20 40 80"},
                   "delays of the one pulse for one unit",
                   number_check(1, 200, true, "whole steps from 1 to 200")),
      integer_option("sequences", {4000, 5000, 20000}, 100, 10000000,
                     "for each readout, half to fit it and half to test it"),
      words_option("alpha-starts", "ALPHA...", {"0.5 0.99", "0.5 0.9 0.99", "0.5 0.9 0.99"},
                   "from where α is learnt", alpha(0.01)),
      integer_option("alpha-iterations", {200, 300, 4000}, 1, 10000000, "of learning α alone"),
      real_option("alpha-rate", {0.03, 0.03, 0.01}, 1e-6, 100,
                  "learning rate of Adam there, falling to a tenth"),
      integer_option("alpha-batch", {60, 100, 100}, 2, 10000, "sequences of an iteration there"),
      integer_option("short-delay", {3, 3, 3}, 0, 200, "of one of the two pulses for many units"),
      words_option("long-delays", "STEPS...", {"30", "30 60 120", "30 60 120 200"},
                   "the other of the two; all but the first for a few nets only",
                   number_check(1, 200, true, "whole steps from 1 to 200")),
      integer_option("pulse-delay", {20, 20, 20}, 1, 200, "of the one pulse beside latch and toggle"),
      words_option("alphas", "ALPHA...", {"0 0.5 0.9", "0 0.5 0.8 0.9 0.95 0.98", "0 0.5 0.8 0.9 0.95 0.98"},
                   "held retentions of the nets that are trained", alpha(0)),
      integer_option("units", {8, 8, 8}, 2, 1000, "of those nets"),
      integer_option("batch", {20, 20, 20}, 1, 10000, "sequences of an iteration there"),
      integer_option("iterations", {400, 1500, 20000}, 1, 10000000, "of their training"),
      real_option("rate", {0.02, 0.01, 0.01}, 1e-6, 100, "learning rate of Adam there, falling to a tenth"),
      gradients_option(),
      states_option(),
  };
}

}  // namespace

Experiment leaky_units();

Experiment leaky_units() {
  return {.title = "Leaky units",
          .part = "III Gradients",
          .shows = "time scales, α^k, and what a leak costs",
          .question =
              "A unit that keeps a share α of its state remembers for -1/ln α steps. How long should "
              "that be, and what does it cost?",
          .takes = {"4 s", "40 s", "30 min"},
          .references =
              {"Y. Bengio, N. Boulanger-Lewandowski & R. Pascanu, Advances in optimizing recurrent networks, "
               "arXiv:1212.0901 (2012), section 3.1",
               "H. Jaeger, M. Lukoševičius, D. Popovici & U. Siewert, Optimization and applications of echo "
               "state networks with leaky-integrator neurons, Neural Networks 20 (2007) 335–352",
               "M. C. Mozer, Induction of multiscale temporal structure, NIPS 4 (1992) 275–282",
               "Y. Bengio, P. Simard & P. Frasconi, Learning long-term dependencies with gradient descent is "
               "difficult, IEEE Trans. Neural Networks 5 (1994) 157–166"},
          .options = options(),
          .claims = claims(),
          .figures = figures(),
          .body = body};
}

}  // namespace unroll::experiments
