#include "temporal_xor.hpp"

#include <stdexcept>

namespace unroll::datasets {

arma::uvec temporal_xor(arma::uword triples, Stream& stream) {
  if (triples == 0)
    throw std::invalid_argument("a stream of 0 triples of bits was asked for; there must be at least 1");
  arma::uvec bits(3 * triples);
  for (arma::uword k = 0; k < triples; ++k) {
    bits[3 * k] = stream.below(2);
    bits[3 * k + 1] = stream.below(2);
    bits[3 * k + 2] = bits[3 * k] ^ bits[3 * k + 1];
  }
  return bits;
}

}  // namespace unroll::datasets
