// 18 GRU against LSTM: three networks with about as many weights each learn Bach's chorales.
#include "experiments/lab/experiment.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ctime>

#include "datasets/midi.hpp"
#include "models/core/initial_theta.hpp"
#include "models/core/losses.hpp"
#include "models/core/training.hpp"
#include "networks.hpp"

namespace unroll::experiments {
namespace {

using namespace music;

constexpr std::size_t evaluation_batch = 26;  // pieces; the 76 and 77 of validation and test are three batches

// What all trainings share.
struct Data {
  datasets::Chorales pieces;
  std::vector<Batch> valid, test;
  double chance;           // NLL of the test pieces without memory
  std::size_t samples;     // test pieces that are continued
};

// Processor time of this thread alone.
double processor_seconds() {
  std::timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

// Batches in random order, pass after pass. Pieces of similar length, among those of four batches, are together.
class TrainingBatches {
 public:
  TrainingBatches(const std::vector<datasets::Piece>& pieces, std::size_t size, Stream stream)
      : pieces_(pieces), size_(size), stream_(stream) {}

  Batch next() {
    if (queue_.empty()) begin_pass();
    const Batch batch = batch_of(queue_.back());
    queue_.pop_back();
    return batch;
  }

 private:
  void begin_pass() {
    std::vector<const datasets::Piece*> order;
    for (const datasets::Piece& piece : pieces_) order.push_back(&piece);
    stream_.shuffle(order);
    const auto at = [&](std::size_t k) {
      return order.begin() + static_cast<std::ptrdiff_t>(std::min(k, order.size()));
    };
    for (std::size_t k = 0; k < order.size(); k += 4 * size_)
      std::stable_sort(at(k), at(k + 4 * size_),
                       [](const auto* a, const auto* b) { return a->size() < b->size(); });
    for (std::size_t k = 0; k < order.size(); k += size_) queue_.emplace_back(at(k), at(k + size_));
    stream_.shuffle(queue_);
  }

  const std::vector<datasets::Piece>& pieces_;
  std::size_t size_;
  Stream stream_;
  std::vector<std::vector<const datasets::Piece*>> queue_ = {};
};
