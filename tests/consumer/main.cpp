// What a user of the installed library writes: store pictures with Hebb's rule, corrupt one, let it settle.
#include <cstddef>
#include <cstdint>
#include <iostream>
#include <unroll/datasets/picture.hpp>
#include <unroll/models/hopfield/hopfield.hpp>

#if __has_include(<models/hopfield/hopfield.hpp>)
#error "the installed headers are found without unroll/, where they would shadow a project's own"
#endif

namespace hopfield = unroll::hopfield;

bool an_lstm_learns_and_comes_back_from_disk();  // recurrent.cpp

int main() {
  constexpr arma::uword units = 400, patterns = 5, wrong = 40;
  unroll::Stream stream(1, "consumer", "hopfield", 0, "patterns");

  arma::fmat X(units, patterns);
  for (float& x : X) x = stream.chance(0.5) ? 1.0f : -1.0f;
  const auto net = hopfield::store(X, hopfield::Rule::hebb);

  const arma::fvec pattern = X.col(2);
  arma::fvec cue = pattern;
  for (const std::size_t i : stream.sample(wrong, units)) cue[i] = -cue[i];
  if (hopfield::overlap(pattern, cue) != 1 - 2.0 * wrong / units) {
    std::cerr << "consumer: the cue should differ from the pattern in " << wrong << " units\n";
    return 1;
  }

  auto recall = hopfield::start(net, cue);
  const auto settled = unroll::settle(hopfield::Asynchronous<float>{net}, recall, stream);
  const double overlap = hopfield::overlap(pattern, recall.s);
  std::cout << "settled after " << settled.sweeps << " sweeps, overlap " << overlap << '\n';

  const unroll::datasets::Picture blank{"blank", arma::Mat<std::uint8_t>(4, 4, arma::fill::zeros)};
  return settled.at_rest && overlap == 1 && blank.gray.n_elem == 16 &&
                 an_lstm_learns_and_comes_back_from_disk()
             ? 0
             : 1;
}
