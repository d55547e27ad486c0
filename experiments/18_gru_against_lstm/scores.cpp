#include "scores.hpp"

#include <algorithm>

#include "experiments/lab/seeds.hpp"
#include "models/core/losses.hpp"

namespace unroll::experiments::music {
namespace {

constexpr std::size_t most_lags = 32, most_pieces = 20, most_columns = 32;

// The first pieces that are long enough, cut to `steps`.
std::vector<datasets::Piece> cut(const std::vector<datasets::Piece>& pieces, std::size_t steps) {
  std::vector<datasets::Piece> all;
  for (const datasets::Piece& piece : pieces)
    if (piece.size() >= steps && all.size() < most_pieces)
      all.emplace_back(piece.begin(), piece.begin() + static_cast<std::ptrdiff_t>(steps));
  return all;
}

// The name of the highest note without its octave.
std::string top_of(const datasets::Chord& chord) {
  constexpr std::array names{"C", "C♯", "D", "E♭", "E", "F", "F♯", "G", "A♭", "A", "B♭", "B"};
  return chord.empty() ? "–" : names[static_cast<std::size_t>(chord.back()) % names.size()];
}

}  // namespace

double nll_of(const Net& net, const arma::fvec& theta, const std::vector<Roll>& rolls, Mean mean,
              Tapes& tapes) {
  double sum = 0, count = 0;
  for (const Roll& roll : rolls) {
    net.forward(theta, roll.x, {.lengths = roll.lengths}, tapes);
    arma::mat weights = each_step(roll.x.n_cols, roll.x.n_slices, roll.lengths);
    if (mean == Mean::of_pieces) weights.each_col() /= arma::conv_to<arma::vec>::from(roll.lengths);
    sum += binary_cross_entropy(tapes.y, roll.y, weights, tapes.dy);
    count += mean == Mean::of_pieces ? static_cast<double>(roll.lengths.n_elem) : roll.steps();
  }
  return sum / count;
}

void follow_gradients(const lab::Run& run, const Material& material, const Net& net, const arma::fvec& theta,
                      const char* when, Trained& trained) {
  if (!lab::gradients_asked(run)) return;
  std::size_t longest = 0;
  for (const datasets::Piece& piece : material.pieces.valid) longest = std::max(longest, piece.size());
  const auto pieces = cut(material.pieces.valid, std::min(most_lags, longest));
  const Roll roll = rolls_by_length(pieces, pieces.size()).front();
  const auto x = arma::conv_to<arma::cube>::from(roll.x), y = arma::conv_to<arma::cube>::from(roll.y);
  const arma::mat at_the_end = last_step(x.n_cols, x.n_slices);
  const auto loss = [&](const arma::cube& out, arma::cube& dy) {
    binary_cross_entropy(out, y, at_the_end, dy);
  };
  trained.gradients.push_back(
      {kind_of(trained.net).title, when, trained.seed, lab::gradients_of(net, theta, x, loss)});
}

void follow_states(const lab::Run& run, const Material& material, const Net& net, const arma::fvec& theta,
                   Trained& trained) {
  if (!lab::states_asked(run) || trained.seed != lab::parse_seeds(run.settings().word("seeds")).front())
    return;
  datasets::Piece piece = material.pieces.test.front();
  piece.resize(std::min(piece.size(), most_columns));
  std::vector<std::string> labels{"·"};  // silence comes first
  for (std::size_t t = 0; t + 1 < piece.size(); ++t) labels.push_back(top_of(piece[t]));
  Tapes tapes;
  const Roll roll = roll_of({&piece});
  net.forward(theta, roll.x, {}, tapes);
  trained.states.push_back(lab::states_of(
      kind_of(trained.net).title + std::string(trained.net == "lstm" ? " c" : " h"), net.stack.layers.front(),
      tapes.stack.layers.front().run, drawn_slot(trained.net), labels));
}

}  // namespace unroll::experiments::music
