// What is shown of a machine: its filters, its chains, and the pictures it restores.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "tables.hpp"

namespace unroll::experiments::restricted {

using lab::Csv;

namespace {

// Three decimals: finer than an eye can tell greys apart.
double rounded(double value) { return std::round(1000 * value) / 1000; }

arma::fmat noise(arma::uword pixels, arma::uword count, Stream& stream) {
  arma::fmat v(pixels, count);
  for (float& pixel : v) pixel = stream.chance(0.5) ? 1.0F : 0.0F;
  return v;
}

// Chains side by side in one picture per frame, with a cell of -1 between them.
struct Mosaic {
  static constexpr arma::uword across = 8, down = 4;
  arma::uword side;
  Csv csv{"frame", "sweep", "y", "x", "ink"};

  void add(std::size_t frame, std::size_t sweep, const arma::fmat& p) {
    const arma::uword step = side + 1;
    for (arma::uword y = 0; y + 1 < down * step; ++y)
      for (arma::uword x = 0; x + 1 < across * step; ++x) {
        const bool gap = y % step == side || x % step == side;
        const arma::uword chain = y / step * across + x / step;
        csv.row(frame, sweep, y, x, gap ? -1 : rounded(p.at(y % step + side * (x % step), chain)));
      }
  }
};

void write_dream(lab::Run& run, const Learner& learner, arma::uword side) {
  Stream stream = run.stream(learner.lesson.name, learner.number, "dream");
  arma::fmat v = noise(side * side, Mosaic::across * Mosaic::down, stream), p = v;
  PlacedRandom random(stream);
  Mosaic mosaic{.side = side};
  const auto frames = run.settings().count("frames");
  for (std::size_t frame = 0; frame < frames; ++frame) {
    if (frame > 0) p = run_chains(learner.machine, v, 1, random);
    mosaic.add(frame, frame, p);
  }
  run.table("dream", mosaic.csv);
  run.variable("frames", fmt::format("{}", frames));
  run.variable("dream_x", fmt::format("{}", Mosaic::across * (side + 1) - 1));
  run.variable("dream_y", fmt::format("{}", Mosaic::down * (side + 1) - 1));
}

// What a cell of a restored picture is drawn as.
enum Shade { paper, ink, wrong_paper, wrong_ink, covered };

Shade shade_of(float guess, float truth) {
  const bool dark = guess >= 0.5F, right = dark == (truth >= 0.5F);
  return dark ? (right ? ink : wrong_ink) : (right ? paper : wrong_paper);
}

struct Panels {
  arma::uword side;
  Csv cells{"row", "column", "y", "x", "shade"};
  Csv captions{"row", "column", "picture", "half", "stage", "wrong"};

  template <class ShadeOf>
  void add(std::size_t row, std::size_t column, arma::uword picture, const char* half,
           const std::string& stage, ShadeOf&& shade_of) {
    int wrong = 0;
    for (arma::uword y = 0; y < side; ++y)
      for (arma::uword x = 0; x < side; ++x) {
        const Shade shade = shade_of(y + side * x);
        wrong += shade == wrong_paper || shade == wrong_ink;
        cells.row(row, column, y, x, static_cast<int>(shade));
      }
    captions.row(row, column, picture, half, stage, wrong);
  }
};

}  // namespace

void write_filters(lab::Run& run, const Learner& learner, arma::uword side) {
  const arma::fmat W = learner.machine.W();
  const arma::frowvec size = arma::max(arma::abs(W), 0);
  const arma::uvec order = arma::stable_sort_index(size, "descend");
  const arma::uword most = 60, shown = std::min(most, W.n_cols);
  Csv csv{"filter", "unit", "y", "x", "w"};
  for (arma::uword k = 0; k < shown; ++k)
    for (arma::uword y = 0; y < side; ++y)
      for (arma::uword x = 0; x < side; ++x)
        csv.row(k, order[k], y, x, rounded(W.at(y + side * x, order[k])));
  run.table("filters", csv);
  run.variable("side", fmt::format("{}", side));
  run.variable("shown_filters", fmt::format("{}", shown));
  run.variable("filters_height", fmt::format("{}", 20 + 107 * ((shown + 9) / 10)));
  // The colour scale ends where one weight in a hundred does, so that a few do not bleach the others.
  arma::fvec sizes = arma::sort(arma::vectorise(arma::abs(W)));
  run.variable("weight_end", fmt::format("{}", rounded(sizes[sizes.n_elem * 99 / 100])));
}

void write_chains(lab::Run& run, const Learner& learner, const Share& share, arma::uword side) {
  constexpr arma::uword sweeps[] = {0, 1, 2, 5, 10, 30, 100, 300, 1000}, each = 3;
  Stream stream = run.stream(learner.lesson.name, learner.number, "samples");
  const arma::fmat test = thresholded(share.test.images);
  arma::fmat v = arma::join_rows(test.head_cols(std::min(each, test.n_cols)),
                                 noise(side * side, each, stream)),
             p = v;
  PlacedRandom random(stream);
  Csv csv{"chain", "column", "y", "x", "ink"}, panels{"chain", "column", "start", "sweep"};
  const auto add = [&](std::size_t column) {
    for (arma::uword chain = 0; chain < v.n_cols; ++chain) {
      for (arma::uword y = 0; y < side; ++y)
        for (arma::uword x = 0; x < side; ++x)
          csv.row(chain, column, y, x, rounded(p.at(y + side * x, chain)));
      panels.row(chain, column, chain + each < v.n_cols ? "test" : "noise", sweeps[column]);
    }
  };
  add(0);
  for (std::size_t column = 1; column < std::size(sweeps); ++column) {
    p = run_chains(learner.machine, v, sweeps[column] - sweeps[column - 1], random);
    add(column);
  }
  run.table("chains", csv);
  run.table("chains_panels", panels);
  run.variable("chain_rows", fmt::format("{}", v.n_cols));
  run.variable("chain_columns", fmt::format("{}", std::size(sweeps)));
  write_dream(run, learner, side);
}

void write_restored(lab::Run& run, const std::vector<Restored>& restored, const Share& share,
                    arma::uword side) {
  constexpr std::size_t of_each_half = 2;
  const arma::fmat truth = thresholded(share.test.images);
  Panels panels{.side = side};
  const std::size_t rows = std::min<std::size_t>(of_each_half * std::size(halves), truth.n_cols);
  for (std::size_t row = 0; row < rows; ++row) {
    const Restored& r = restored[row * std::size(halves) / rows];
    const arma::uvec hidden = hidden_pixels(side, r.half);
    const auto add = [&](std::size_t column, const std::string& stage, auto&& shade) {
      panels.add(row, column, row, halves[r.half], stage, shade);
    };
    add(0, "whole", [&](arma::uword i) { return shade_of(truth.at(i, row), truth.at(i, row)); });
    add(1, "half hidden",
        [&](arma::uword i) { return hidden[i] ? covered : shade_of(truth.at(i, row), truth.at(i, row)); });
    for (std::size_t by = 0; by < std::size(restorers); ++by)
      add(2 + by, restorers[by],
          [&](arma::uword i) { return shade_of(r.by[by].at(i, row), truth.at(i, row)); });
  }
  run.table("restored", panels.cells);
  run.table("restored_panels", panels.captions);
  run.variable("restored_rows", fmt::format("{}", rows));
  run.variable("restored_columns", fmt::format("{}", 2 + std::size(restorers)));
  run.variable("restored_height", fmt::format("{}", 125 + 185 * rows));
}

}  // namespace unroll::experiments::restricted
