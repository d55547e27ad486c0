// Prints a digest of the bits of everything whose bits must not depend on compiler, optimisation or machine.
// The grids come from integers alone. NaNs are left out: IEEE 754 leaves their bits open.
#include <bit>
#include <cinttypes>
#include <cstdio>
#include <numeric>
#include <vector>

#include "models/core/activations.hpp"
#include "models/core/clones.hpp"
#include "models/core/random.hpp"

namespace {

// FNV-1a, 64 bits wide, over the bytes from the lowest to the highest.
class Digest {
 public:
  template <class T>
  void add(T value) {
    unroll::detail::Bits<T> bits{};
    if constexpr (std::is_integral_v<T>)
      bits = static_cast<unroll::detail::Bits<T>>(value);
    else
      bits = std::bit_cast<unroll::detail::Bits<T>>(value);
    for (std::size_t k = 0; k < sizeof bits; ++k) hash_ = (hash_ ^ (bits >> 8 * k & 0xff)) * 0x100000001b3;
  }
  void print(const char* name) const { std::printf("%016" PRIx64 " %s\n", hash_, name); }

 private:
  std::uint64_t hash_ = 0xcbf29ce484222325;
};

// Equal steps from -40 to 40, from -800 to 800, and numbers of every size.
template <class S>
std::vector<S> grid() {
  using unroll::detail::Bits;
  std::vector<S> x;
  for (int k = -10240; k <= 10240; ++k) {
    x.push_back(static_cast<S>(k) / 256);
    x.push_back(static_cast<S>(k) * 5 / 64);
    const std::uint64_t mixed = static_cast<std::uint64_t>(k) * 0x9e3779b97f4a7c15;
    if (const S any = std::bit_cast<S>(static_cast<Bits<S>>(mixed >> (64 - 8 * sizeof(S)))); any == any)
      x.push_back(any);
  }
  return x;
}

struct Tanh {
  template <class S>
  static S of(S x) {
    return unroll::tanh(x);
  }
};

struct Sigmoid {
  template <class S>
  static S of(S x) {
    return unroll::sigmoid(x);
  }
};

template <class Function, class S>
void plain(const S* x, S* y, std::size_t count) {
  for (std::size_t k = 0; k < count; ++k) y[k] = Function::of(x[k]);
}

template <class Function, class S>
UNROLL_CLONES void cloned(const S* x, S* y, std::size_t count) {
  UNROLL_INDEPENDENT
  for (std::size_t k = 0; k < count; ++k) y[k] = Function::of(x[k]);
}

template <class S>
void print(const char* name, void (*loop)(const S*, S*, std::size_t)) {
  const std::vector<S> x = grid<S>();
  std::vector<S> y(x.size());
  loop(x.data(), y.data(), x.size());
  Digest digest;
  for (const S value : y) digest.add(value);
  digest.print(name);
}

template <class Draw>
void print_draws(const char* name, Draw&& draw) {
  unroll::Stream stream(1, "bits", "none", 0, name);
  Digest digest;
  for (int k = 0; k < 2000; ++k) draw(stream, digest);
  digest.print(name);
}

void print_shuffles() {
  print_draws("shuffle", [](auto& stream, auto& digest) {
    std::vector<std::uint64_t> v(20);
    std::iota(v.begin(), v.end(), 0u);
    stream.shuffle(v);
    for (const auto value : v) digest.add(value);
  });
  print_draws("sample", [](auto& stream, auto& digest) {
    for (const auto value : stream.sample(5, 30)) digest.add(std::uint64_t{value});
  });
}

}  // namespace

int main() {
  print<float>("tanh float", plain<Tanh, float>);
  print<float>("tanh float, clones", cloned<Tanh, float>);
  print<double>("tanh double", plain<Tanh, double>);
  print<double>("tanh double, clones", cloned<Tanh, double>);
  print<float>("sigmoid float", plain<Sigmoid, float>);
  print<float>("sigmoid float, clones", cloned<Sigmoid, float>);
  print<double>("sigmoid double", plain<Sigmoid, double>);
  print<double>("sigmoid double, clones", cloned<Sigmoid, double>);
  print_draws("bits", [](auto& stream, auto& digest) { digest.add(stream.bits()); });
  print_draws("uniform", [](auto& stream, auto& digest) { digest.add(stream.uniform()); });
  print_draws("uniform in a range", [](auto& stream, auto& digest) { digest.add(stream.uniform(-3, 0.7)); });
  print_draws("below few", [](auto& stream, auto& digest) { digest.add(stream.below(1000)); });
  print_draws("below many", [](auto& stream, auto& digest) { digest.add(stream.below(0xc000000000000001)); });
  print_draws("chance", [](auto& stream, auto& digest) { digest.add(std::uint64_t{stream.chance(0.3)}); });
  print_draws("normal", [](auto& stream, auto& digest) { digest.add(stream.normal()); });
  print_shuffles();
}
