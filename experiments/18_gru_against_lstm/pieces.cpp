#include "pieces.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

#include "experiments/lab/data.hpp"
#include "experiments/lab/error.hpp"

namespace unroll::experiments::music {
namespace {

using datasets::Chord, datasets::Piece;

constexpr const char* set_name = "jsb-chorales";

std::filesystem::path have_chorales(lab::Run& run) {
  try {
    return lab::get_data(set_name, [&](const std::string& line) { run.say(line); });
  } catch (const lab::Error& problem) {
    throw lab::Error(fmt::format(
        "there are no chorales to learn from: {}; `unroll data get {}` tries again, --file takes your own",
        problem.what(), set_name));
  }
}

std::filesystem::path file_of(lab::Run& run) {
  const std::string& own = run.settings().word("file");
  if (!own.empty()) {
    run.note(fmt::format("chorales from {}", own));
    return own;
  }
  const auto folder = have_chorales(run);
  const lab::DataSet& set = lab::find_data_set(set_name);
  run.note(fmt::format("chorales from {}: {} (licence: {})", set_name, set.origin, set.licence));
  return folder / "jsb-chorales-quarter.json";
}

void check_keys(const std::vector<Piece>& pieces, const char* part, const std::string& file) {
  for (std::size_t i = 0; i < pieces.size(); ++i)
    for (const Chord& chord : pieces[i])
      for (const int note : chord)
        if (note < lowest || note > highest)
          throw lab::Error(
              fmt::format("'{}' has note {} in piece {} of \"{}\", which is on no piano; notes must be from "
                          "{} to {}",
                          file, note, i + 1, part, lowest, highest));
}

}  // namespace

arma::fvec keys_of(const Chord& chord) {
  arma::fvec column(keys, arma::fill::zeros);
  for (const int note : chord) {
    if (note < lowest || note > highest)
      throw std::out_of_range("note " + std::to_string(note) + " is on no piano");
    column[static_cast<arma::uword>(note - lowest)] = 1;
  }
  return column;
}

Chord chord_of(const arma::fvec& column) {
  Chord chord;
  for (arma::uword k = 0; k < column.n_elem; ++k)
    if (column[k] > 0) chord.push_back(lowest + static_cast<int>(k));
  return chord;
}

Batch batch_of(const std::vector<const Piece*>& pieces) {
  std::size_t longest = 0;
  for (const Piece* piece : pieces) longest = std::max(longest, piece->size());
  Batch batch{.x = arma::fcube(keys, pieces.size(), longest, arma::fill::zeros)};
  batch.targets = batch.x;
  arma::uvec lengths(pieces.size());
  for (std::size_t b = 0; b < pieces.size(); ++b) {
    const Piece& piece = *pieces[b];
    lengths[b] = piece.size();
    for (std::size_t t = 0; t < piece.size(); ++t) {
      batch.targets.slice(t).col(b) = keys_of(piece[t]);
      if (t + 1 < longest) batch.x.slice(t + 1).col(b) = batch.targets.slice(t).col(b);
    }
  }
  batch.weights = mean(each_step(pieces.size(), longest, lengths));
  batch.given.lengths = lengths;
  return batch;
}

std::vector<Batch> batches_by_length(const std::vector<Piece>& pieces, std::size_t size) {
  std::vector<const Piece*> sorted;
  for (const Piece& piece : pieces) sorted.push_back(&piece);
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const Piece* a, const Piece* b) { return a->size() < b->size(); });
  std::vector<Batch> batches;
  for (std::size_t first = 0; first < sorted.size(); first += size) {
    const std::size_t last = std::min(sorted.size(), first + size);
    batches.push_back(batch_of({sorted.begin() + static_cast<std::ptrdiff_t>(first),
                                sorted.begin() + static_cast<std::ptrdiff_t>(last)}));
  }
  return batches;
}

datasets::Chorales chosen_chorales(lab::Run& run) {
  const auto file = file_of(run);
  datasets::Chorales all;
  try {
    all = datasets::read_chorales(file);
  } catch (const std::runtime_error& problem) {
    throw lab::Error(problem.what());
  }
  check_keys(all.train, "train", file.string());
  check_keys(all.valid, "valid", file.string());
  check_keys(all.test, "test", file.string());
  const auto pieces = run.settings().count("pieces");
  if (all.train.size() > pieces) all.train.resize(pieces);
  return all;
}

Memoryless::Memoryless(const std::vector<Piece>& pieces) : p(keys, arma::fill::zeros) {
  double steps = 0;
  for (const Piece& piece : pieces)
    for (const Chord& chord : piece) {
      ++steps;
      for (const int note : chord) ++p[static_cast<arma::uword>(note - lowest)];
    }
  p = (p + 0.5) / (steps + 1);
}

double Memoryless::nll(const std::vector<Piece>& pieces) const {
  const arma::vec on = -arma::log(p), off = -arma::log(1 - p);
  const double silence = arma::accu(off);
  double sum = 0, steps = 0;
  for (const Piece& piece : pieces)
    for (const Chord& chord : piece) {
      ++steps;
      sum += silence;
      for (const int note : chord) {
        const auto k = static_cast<arma::uword>(note - lowest);
        sum += on[k] - off[k];
      }
    }
  return sum / steps;
}

}  // namespace unroll::experiments::music
