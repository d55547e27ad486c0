#include "training.hpp"

#include <algorithm>
#include <cmath>

#include "experiments/lab/interrupt.hpp"

namespace unroll::experiments::restricted {
namespace {

constexpr double spread_of_weights = 0.01;          // after Hinton 2010, section 8
constexpr arma::uword for_pseudo_likelihood = 200;  // pictures: it needs every pixel of each of them

// About four in each decade: 0, 1, 2, 3, 6, 10, … and the last.
bool is_checkpoint(arma::uword iteration, arma::uword last) {
  const auto place = [](arma::uword n) { return std::floor(4 * std::log10(static_cast<double>(n)) + 1e-9); };
  return iteration < 2 || iteration == last || place(iteration) != place(iteration - 1);
}

// Every picture once in random order, then all again in another order; what does not fill a batch is left out.
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

arma::fmat as_in(const Data& data, const arma::fmat& images) {
  return data.grey ? images : thresholded(images);
}

Checkpoint measure(const boltzmann::Restricted<float>& machine, const Data& data, const arma::fmat& shown,
                   const arma::fmat& test, arma::uword iteration) {
  const auto energy = [&](const arma::fmat& images) {
    return arma::mean(free_energies(machine, as_in(data, images)));
  };
  const auto pseudo_likelihood = [&](const arma::fmat& images) {
    return pseudo_log_likelihood(
        machine, thresholded(images.head_cols(std::min(for_pseudo_likelihood, images.n_cols))));
  };
  return {iteration, energy(shown), energy(test), pseudo_likelihood(shown), pseudo_likelihood(test)};
}

}  // namespace

Trained train(const lab::Point& at, const Split& split, const Data& data) {
  const lab::Settings& settings = at.settings();
  const arma::uword all = split.train.images.n_cols,
                    pictures = data.few ? std::min<arma::uword>(settings.count("few"), all) : all;
  const arma::fmat shown = split.train.images.head_cols(pictures), images = as_in(data, shown),
                   measured = shown.head_cols(std::min(shown.n_cols, split.test.images.n_cols));
  Trained trained{{images.n_rows, settings.count("filters")}, {}};
  auto& machine = trained.machine;
  Stream weights = at.stream("restricted", "weights of the filters"), order = at.stream(data.name, "order"),
         chains = at.stream(data.name, "chains");
  boltzmann::draw_weights(machine, spread_of_weights, weights);
  boltzmann::bias_to_means(machine, images);
  boltzmann::ContrastiveDivergence<float> divergence(
      machine, {.k = 1, .persistent = settings.word("chains") == "persistent"}, chains);
  Batches batches(images, settings.count("batch"), order);
  const arma::uword iterations = settings.count("iterations");
  for (arma::uword iteration = 0; iteration <= iterations; ++iteration) {
    if (iteration > 0) {
      const double left = 1 - static_cast<double>(iteration - 1) / static_cast<double>(iterations);
      divergence.add(machine, batches.next(), settings.real("learning-rate") * left, machine.theta);
    }
    if (iteration % 1000 == 0) lab::check_interrupt();
    if (is_checkpoint(iteration, iterations))
      trained.checkpoints.push_back(measure(machine, data, measured, split.test.images, iteration));
  }
  return trained;
}

}  // namespace unroll::experiments::restricted
