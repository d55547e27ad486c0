#include "lessons.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "experiments/lab/interrupt.hpp"

namespace unroll::experiments::restricted {
namespace {

constexpr double lesson_spread = 0.01;
constexpr arma::uword looked_at_closely = 200;  // a pseudo-likelihood asks each pixel of each picture

// About as many in each decade: 0, 1, 2, 3, 6, 10, … and the last.
bool is_checkpoint(arma::uword iteration, arma::uword last) {
  constexpr double per_decade = 4;
  const auto place = [](arma::uword n) {
    return std::floor(per_decade * std::log10(static_cast<double>(n)) + 1e-9);
  };
  return iteration < 2 || iteration == last || place(iteration) != place(iteration - 1);
}

// The batches of a lesson: every picture once in random order, then all again; what does not fill a batch is
// left for the next order.
class Batches {
 public:
  Batches(const arma::fmat& images, arma::uword size, Stream& stream)
      : images_(images), size_(std::min(size, images.n_cols)), stream_(stream), at_(images.n_cols) {}

  arma::fmat next() {
    if (at_ + size_ > images_.n_cols) {
      order_ = stream_.sample(images_.n_cols, images_.n_cols);
      at_ = 0;
    }
    arma::uvec columns(size_);
    for (arma::uword& column : columns) column = order_[at_++];
    return images_.cols(columns);
  }

 private:
  const arma::fmat& images_;
  arma::uword size_;
  Stream& stream_;
  std::vector<std::size_t> order_;
  arma::uword at_;
};

Checkpoint look(const boltzmann::Restricted<float>& machine, const Lesson& lesson, const arma::fmat& shown,
                const arma::fmat& test, arma::uword iteration) {
  const auto some = [](const arma::fmat& images) {
    return thresholded(images.head_cols(std::min(looked_at_closely, images.n_cols)));
  };
  const auto energy = [&](const arma::fmat& images) {
    return arma::mean(free_energies(machine, as_shown(lesson, images)));
  };
  return {iteration, energy(shown), energy(test), pseudo_log_likelihood(machine, some(shown)),
          pseudo_log_likelihood(machine, some(test))};
}

}  // namespace

arma::fmat as_shown(const Lesson& lesson, const arma::fmat& images) {
  return lesson.grey ? images : thresholded(images);
}

Learner learn(const lab::Run& run, const Share& share, const Lesson& lesson, std::size_t number) {
  const lab::Settings& settings = run.settings();
  const arma::uword pictures = lesson.few
                                   ? std::min<arma::uword>(settings.count("few"), share.train.images.n_cols)
                                   : share.train.images.n_cols;
  const arma::fmat shown = share.train.images.head_cols(pictures), data = as_shown(lesson, shown);
  Learner learner{lesson, number, {data.n_rows, settings.count("filters")}, {}};
  auto& machine = learner.machine;
  Stream weights = run.stream("restricted", number, "weights of the filters"),
         order = run.stream(lesson.name, number, "order"), chains = run.stream(lesson.name, number, "chains");
  boltzmann::draw_weights(machine, lesson_spread, weights);
  boltzmann::bias_to_means(machine, data);
  boltzmann::ContrastiveDivergence<float> divergence(
      machine, {.k = 1, .persistent = settings.word("chains") == "persistent"}, chains);
  Batches batches(data, settings.count("batch"), order);
  const arma::uword iterations = settings.count("iterations");
  const arma::fmat looked_at = shown.head_cols(std::min(shown.n_cols, share.test.images.n_cols));
  for (arma::uword iteration = 0; iteration <= iterations; ++iteration) {
    if (iteration > 0) {
      const double left = 1 - static_cast<double>(iteration - 1) / static_cast<double>(iterations);
      divergence.add(machine, batches.next(), settings.real("learning-rate") * left, machine.theta);
    }
    if (iteration % 1000 == 0) lab::check_interrupt();
    if (is_checkpoint(iteration, iterations))
      learner.checkpoints.push_back(look(machine, lesson, looked_at, share.test.images, iteration));
  }
  return learner;
}

}  // namespace unroll::experiments::restricted
