#include "memory_bits.hpp"

#include <stdexcept>
#include <string>

namespace unroll::datasets {
namespace {

MemoryBits random_bits(arma::uword batch, arma::uword steps, Stream& stream) {
  if (batch == 0 || steps == 0)
    throw std::invalid_argument(std::to_string(batch) + " sequences of " + std::to_string(steps) +
                                " bits were asked for; there must be at least 1 of each");
  MemoryBits bits{arma::fcube(1, batch, steps), arma::fcube(1, batch, steps, arma::fill::zeros)};
  for (float& bit : bits.x) bit = static_cast<float>(stream.below(2));
  return bits;
}

}  // namespace

MemoryBits delayed_bits(arma::uword batch, arma::uword steps, arma::uword delay, Stream& stream) {
  MemoryBits bits = random_bits(batch, steps, stream);
  if (delay >= steps)
    throw std::invalid_argument("a delay of " + std::to_string(delay) + " was asked for in sequences of " +
                                std::to_string(steps) + " bits; it must be below that");
  for (arma::uword t = delay; t < steps; ++t) bits.y.slice(t) = bits.x.slice(t - delay);
  return bits;
}

MemoryBits toggled_bits(arma::uword batch, arma::uword steps, Stream& stream) {
  MemoryBits bits = random_bits(batch, steps, stream);
  for (arma::uword t = 0; t < steps; ++t)
    bits.y.slice(t) = t == 0 ? bits.x.slice(0) : arma::fmat(arma::abs(bits.y.slice(t - 1) - bits.x.slice(t)));
  return bits;
}

}  // namespace unroll::datasets
