// 18 GRU against LSTM: three networks of about as many weights learn Bach's chorales.
#include "experiments/lab/experiment.hpp"

#include "claims.hpp"
#include "experiments/lab/seeds.hpp"
#include "figures.hpp"
#include "tables.hpp"

namespace unroll::experiments {
namespace {

using namespace lab;
using namespace music;

void body(Run& run) {
  const Material material = material_of(chosen_chorales(run));
  const auto all = trainings(run, material);
  measure(run, material, all);
  write_curves(run, material, all);
  write_samples(run, material, all);
  write_time(run, all);
  std::vector<Gradients> gradients;
  std::vector<States> states;
  for (const Trained& one : all) {
    gradients.insert(gradients.end(), one.gradients.begin(), one.gradients.end());
    states.insert(states.end(), one.states.begin(), one.states.end());
  }
  write_gradients(run, gradients);
  write_states(run, states);
}

std::vector<Option> options() {
  return {
      seeds_option({"1..2", "1..3", "1..10"}),
      integer_option("pieces", {40, 229, 229}, 1, 100000, "that are learnt from"),
      integer_option("updates", {200, 2500, 20000}, 1, 10000000, "of each network, at most"),
      integer_option("validate-every", {50, 50, 50}, 1, 1000000, "updates"),
      integer_option("patience", {40, 40, 40}, 0, 1000000,
                     "validations without a better one until it stops; 0: never"),
      integer_option("batch", {5, 10, 10}, 1, 1000, "pieces of an update"),
      real_option("rate", {0.005, 0.002, 0.002}, 1e-6, 10, "learning rate of RMSProp"),
      real_option("clip-norm", {1, 1, 1}, 1e-6, 1e6, "the norm to which gradients are cut"),
      real_option("weight-noise", {0.075, 0.075, 0.075}, 0, 10,
                  "standard deviation of what is added to the weights at each update"),
      real_option("gain", {1, 1, 1}, 0, 10, "singular values of U before training"),
      integer_option("tanh-units", {100, 100, 100}, 1, 1000, "of the tanh network"),
      integer_option("gru-units", {46, 46, 46}, 1, 1000, "of the GRU"),
      integer_option("lstm-units", {36, 36, 36}, 1, 1000, "of the LSTM"),
      integer_option("samples", {2, 3, 3}, 1, 100, "MIDI files of each network"),
      integer_option("begin", {8, 8, 8}, 0, 1000, "chords of a real piece that a sample goes on from"),
      word_option("file", "FILE", {"", "", ""},
                  "chorales of your own, as JSON like that of `unroll data get jsb-chorales`"),
      flag_option("clock", "draw the same curves against processor time"),
      gradients_option(),
      states_option(),
  };
}

}  // namespace

Experiment gru_against_lstm();

Experiment gru_against_lstm() {
  return {.title = "GRU against LSTM and tanh on Bach's chorales",
          .part = "IV Gates",
          .shows = "polyphonic music",
          .question =
              "Of two ways to gate a unit, which learns music better, and is either better than no "
              "gates at all, if all have about as many weights?",
          .takes = {"4 s", "45 s", "15 min"},
          .references =
              {"J. Chung, C. Gulcehre, K. Cho & Y. Bengio, Empirical evaluation of gated recurrent neural "
               "networks on sequence modeling, arXiv:1412.3555 (2014)",
               "N. Boulanger-Lewandowski, Y. Bengio & P. Vincent, Modeling temporal dependencies in "
               "high-dimensional sequences, ICML 2012 (arXiv:1206.6392)",
               "K. Cho et al., Learning phrase representations using RNN encoder–decoder for statistical "
               "machine translation, EMNLP 2014 (arXiv:1406.1078)",
               "S. Hochreiter & J. Schmidhuber, Long short-term memory, Neural Computation 9 (1997) "
               "1735–1780",
               "A. Graves, Practical variational inference for neural networks, NIPS 2011: weight noise",
               "M. Allan & C. Williams, Harmonising chorales by probabilistic inference, NIPS 2004"},
          .options = options(),
          .claims = claims(),
          .figures = figures(),
          .body = body};
}

}  // namespace unroll::experiments
