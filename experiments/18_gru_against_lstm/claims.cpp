#include "claims.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace unroll::experiments::music {
namespace {

const char* const table_2 = "Chung et al. 2014, Table 2: JSB Chorales, test";

lab::Claim nll(const char* id, const char* claim, const char* published, double low, double high,
               const char* reason) {
  return {.id = id,
          .claim = claim,
          .source = table_2,
          .published = published,
          .unit = "nats a step",
          .low = low,
          .high = high,
          .reason = reason};
}

lab::Claim weights(const char* id, const char* claim, const char* published, double thousands) {
  return {.id = id,
          .claim = claim,
          .source = "Chung et al. 2014, Table 1: number of parameters",
          .published = published,
          .unit = "thousand",
          .low = thousands - 0.05,
          .high = thousands + 0.05,
          .reason = "a count; the paper prints three digits of it"};
}

std::vector<double> tests_of(const std::vector<Trained>& all, const std::string& net) {
  std::vector<double> list;
  for (const Trained& one : all)
    if (one.net == net) list.push_back(one.test);
  return list;
}

std::vector<double> differences(const std::vector<double>& a, const std::vector<double>& b) {
  std::vector<double> list;
  for (std::size_t k = 0; k < a.size(); ++k) list.push_back(a[k] - b[k]);
  return list;
}

void measure_weights(lab::Run& run) {
  for (const Kind& kind : kinds)
    run.measured(std::string("weights_") + kind.name,
                 {static_cast<double>(layer_weights(net_of(run, kind.name))) / 1000});
}

}  // namespace

std::vector<lab::Claim> claims() {
  const char* width = "as wide as the band of the GRU: initial weights, learning rate and batch are ours";
  return {
      nll("test_tanh", "NLL of the test set, 100 tanh units", "9.10", 8.8, 9.4, width),
      nll("test_gru", "The same, 46 GRU units", "8.54", 8.3, 8.9,
          "one run is published; initial weights, learning rate and batch are ours"),
      nll("test_lstm", "The same, 36 LSTM units", "8.67", 8.4, 9.0, width),
      {.id = "gru_tanh",
       .claim = "NLL of the test set: GRU minus tanh, seed by seed",
       .source = table_2,
       .published = "-0.56",
       .unit = "nats a step",
       .high = 0,
       .reason = "a comparison over seeds: gates help, or do no harm"},
      {.id = "gru_lstm",
       .claim = "NLL of the test set: GRU minus LSTM, seed by seed",
       .source = table_2,
       .published = "-0.13",
       .unit = "nats a step",
       .high = 0,
       .reason = "a comparison over seeds: the order of the two as printed"},
      {.id = "memory",
       .claim = "NLL of the test set: the model without memory minus the worst of the three networks",
       .source = "control: notes drawn one by one, each as often as in the training set",
       .published = "above 0",
       .unit = "nats a step",
       .low = 0,
       .reason = "a network that remembers nothing useful could do no better"},
      weights("weights_tanh", "Weights of the recurrent layer, tanh, 88 inputs", "20.1", 20.1),
      weights("weights_gru", "The same, GRU", "20.2", 20.2),
      weights("weights_lstm", "The same, LSTM with peepholes", "19.8", 19.8),
  };
}

bool as_published(const lab::Run& run) {
  const lab::Settings& s = run.settings();
  return s.word("file").empty() && s.integer("pieces") >= 229 && s.integer("tanh-units") == 100 &&
         s.integer("gru-units") == 46 && s.integer("lstm-units") == 36;
}

void measure(lab::Run& run, const Material& material, const std::vector<Trained>& all) {
  const auto tanh = tests_of(all, "tanh"), gru = tests_of(all, "gru"), lstm = tests_of(all, "lstm");
  run.measured("gru_tanh", differences(gru, tanh));
  run.measured("gru_lstm", differences(gru, lstm));
  const double chance = Memoryless(material.pieces.train).nll(material.pieces.test);
  std::vector<double> memory;
  for (std::size_t k = 0; k < tanh.size(); ++k)
    memory.push_back(chance - std::max({tanh[k], gru[k], lstm[k]}));
  run.measured("memory", memory);
  if (!as_published(run)) {
    run.note(
        "published figures are those of all 229 training pieces and of 100, 46 and 36 units; with "
        "others they are not measured");
    return;
  }
  run.measured("test_tanh", tanh);
  run.measured("test_gru", gru);
  run.measured("test_lstm", lstm);
  measure_weights(run);
}

}  // namespace unroll::experiments::music
