#include "tables.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "datasets/midi.hpp"
#include "samples.hpp"

namespace unroll::experiments::music {
namespace {

const char* ended(Ending ending) { return ending == Ending::early ? "early" : "all updates"; }

std::vector<const Trained*> of_net(const std::vector<Trained>& all, const std::string& net) {
  std::vector<const Trained*> list;
  for (const Trained& one : all)
    if (one.net == net) list.push_back(&one);
  return list;
}

// Point k of the curves of every seed; fewer where some have stopped.
std::vector<Learnt> points(const std::vector<const Trained*>& seeds, std::size_t k) {
  std::vector<Learnt> list;
  for (const Trained* one : seeds)
    if (k < one->curve.size()) list.push_back(one->curve[k]);
  return list;
}

lab::Spread spread(const std::vector<Learnt>& list, double Learnt::*what) {
  std::vector<double> values;
  for (const Learnt& point : list) values.push_back(point.*what);
  return lab::spread_of(values);
}

// Rows as long as no seed has stopped, so that all of a curve is of the same networks.
template <class Row>
void for_points(const std::vector<Trained>& all, Row&& row) {
  for (const Kind& kind : kinds) {
    const auto seeds = of_net(all, kind.name);
    for (std::size_t k = 0;; ++k) {
      const auto list = points(seeds, k);
      if (list.size() < seeds.size()) break;
      row(kind, list);
    }
  }
}

void write_scores(lab::Run& run, const std::vector<Trained>& all) {
  lab::Csv csv{"net",    "units",       "layer_weights", "weights", "seed",          "updates",
               "ending", "best_update", "valid",         "test",    "test_by_piece", "published"};
  for (const Trained& one : all) {
    const Net net = net_of(run, one.net);
    csv.row(one.net, net.stack.width(), layer_weights(net), all_weights(net), one.seed,
            one.curve.back().update, ended(one.ending), one.best_update, one.valid, one.test,
            one.test_by_piece, kind_of(one.net).published);
  }
  run.table("scores", csv);
}

void write_levels(lab::Run& run, const Material& material) {
  const Memoryless memoryless(material.pieces.train);
  lab::Csv csv{"set", "pieces", "steps", "memoryless"};
  const auto row = [&](const char* name, const std::vector<datasets::Piece>& pieces) {
    std::size_t steps = 0;
    for (const auto& piece : pieces) steps += piece.size();
    csv.row(name, pieces.size(), steps, memoryless.nll(pieces));
    run.variable(std::string("chance_") + name, fmt::format("{}", memoryless.nll(pieces)));
  };
  row("train", material.pieces.train);
  row("valid", material.pieces.valid);
  row("test", material.pieces.test);
  run.table("levels", csv);
}

void write_roll(lab::Csv& csv, const char* panel, const datasets::Piece& piece, std::size_t begun) {
  for (std::size_t t = 0; t < piece.size(); ++t)
    for (const int note : piece[t]) csv.row(panel, t + 1, note, t < begun ? 1 : 0);
}

}  // namespace

void write_curves(lab::Run& run, const Material& material, const std::vector<Trained>& all) {
  lab::Csv csv{"net", "seed", "update", "train", "valid"};
  for (const Trained& one : all)
    for (const Learnt& at : one.curve) csv.row(one.net, one.seed, at.update, at.train, at.valid);
  run.table("curves", csv);
  lab::Csv summary{"net",          "update",      "runs",
                   "train_median", "train_least", "train_greatest",
                   "valid_median", "valid_least", "valid_greatest"};
  for_points(all, [&](const Kind& kind, const std::vector<Learnt>& list) {
    const auto train = spread(list, &Learnt::train), valid = spread(list, &Learnt::valid);
    summary.row(kind.name, list.front().update, list.size(), train.median, train.least, train.greatest,
                valid.median, valid.least, valid.greatest);
  });
  run.table("curves_summary", summary);
  run.variable("published",
               fmt::format("'{} {} {}'", kinds[0].published, kinds[1].published, kinds[2].published));
  write_scores(run, all);
  write_levels(run, material);
}

void write_samples(lab::Run& run, const Material& material, const std::vector<Trained>& all) {
  const auto begin = run.settings().count("begin");
  lab::Csv csv{"panel", "step", "note", "given"};
  for (std::size_t k = 0; k < sample_count(run, material); ++k) {
    const datasets::Piece& real = material.pieces.test[k];
    if (k == 0) write_roll(csv, "Bach", real, begin);
    run.file(fmt::format("sample_{}_bach.mid", k + 1), datasets::midi_file(real));
    for (const Kind& kind : kinds) {
      const datasets::Piece& made = of_net(all, kind.name).front()->samples[k];
      if (k == 0) write_roll(csv, kind.title, made, begin);
      run.file(fmt::format("sample_{}_{}.mid", k + 1, kind.name), datasets::midi_file(made));
    }
  }
  run.table("rolls", csv);
  run.variable("begun", fmt::format("{}", begin));
  run.variable("steps", fmt::format("{}", material.pieces.test.front().size()));
}

void write_time(lab::Run& run, const std::vector<Trained>& all) {
  if (!run.settings().flag("clock")) return;
  lab::Csv csv{"net", "seed", "update", "seconds", "valid"};
  for (const Trained& one : all)
    for (const Learnt& at : one.curve) csv.row(one.net, one.seed, at.update, at.seconds, at.valid);
  run.table("time", csv);
  lab::Csv summary{"net", "update", "runs", "seconds", "valid_median", "valid_least", "valid_greatest"};
  for_points(all, [&](const Kind& kind, const std::vector<Learnt>& list) {
    const auto valid = spread(list, &Learnt::valid);
    summary.row(kind.name, list.front().update, list.size(), spread(list, &Learnt::seconds).median,
                valid.median, valid.least, valid.greatest);
  });
  run.table("time_summary", summary);
}

}  // namespace unroll::experiments::music
