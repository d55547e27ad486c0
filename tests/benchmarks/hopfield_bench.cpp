// Hopfield's memory against what bounds it: storing beside one symmetric rank-k product of the same shape,
// and recall with incremental fields beside one dot product a visit. N units, P = N/20 patterns, a cue with a
// tenth of its units flipped.
//
//   OPENBLAS_NUM_THREADS=1 build/release/bin/bench_hopfield --benchmark_enable_random_interleaving=true
//   and further --benchmark_repetitions=5 --benchmark_report_aggregates_only=true
#include <benchmark/benchmark.h>

#include "models/hopfield/hopfield.hpp"

using namespace unroll;
using namespace unroll::hopfield;

namespace {

struct Setting {
  arma::fmat patterns;
  arma::fvec cue;
};

Setting setting(std::int64_t units) {
  const auto n = static_cast<arma::uword>(units);
  Stream stream(1);
  Setting s{arma::fmat(n, n / 20), {}};
  for (float& value : s.patterns) value = stream.chance(0.5) ? 1.0f : -1.0f;
  s.cue = s.patterns.col(0);
  for (const auto i : stream.sample(n / 10, n)) s.cue[i] = -s.cue[i];
  return s;
}

// The product alone, into memory that is already there: one triangle.
void rank_k_product(benchmark::State& state) {
  const Setting s = setting(state.range(0));
  const auto n = static_cast<arma::blas_int>(s.patterns.n_rows),
             k = static_cast<arma::blas_int>(s.patterns.n_cols);
  arma::fmat W(s.patterns.n_rows, s.patterns.n_rows, arma::fill::zeros);
  const char upper = 'U', plain = 'N';
  const float one = 1, zero = 0;
  for (auto _ : state) {
    arma::blas::syrk<float>(&upper, &plain, &n, &k, &one, s.patterns.memptr(), &n, &zero, W.memptr(), &n);
    benchmark::DoNotOptimize(W.memptr());
  }
}

// The same, and a fresh matrix for it each time, as store() makes one.
void rank_k_product_fresh(benchmark::State& state) {
  const Setting s = setting(state.range(0));
  const auto n = static_cast<arma::blas_int>(s.patterns.n_rows),
             k = static_cast<arma::blas_int>(s.patterns.n_cols);
  const char upper = 'U', plain = 'N';
  const float one = 1, zero = 0;
  for (auto _ : state) {
    arma::fmat W(s.patterns.n_rows, s.patterns.n_rows, arma::fill::none);
    arma::blas::syrk<float>(&upper, &plain, &n, &k, &one, s.patterns.memptr(), &n, &zero, W.memptr(), &n);
    benchmark::DoNotOptimize(W.memptr());
  }
}

void store_hebb(benchmark::State& state) {
  const Setting s = setting(state.range(0));
  for (auto _ : state) {
    const auto net = store(s.patterns, Rule::hebb);
    benchmark::DoNotOptimize(net.W().memptr());
  }
}

void recall_incremental(benchmark::State& state) {
  const Setting s = setting(state.range(0));
  const auto net = store(s.patterns, Rule::hebb);
  Stream stream(2);
  double exact = 0;
  for (auto _ : state) {
    auto recall = start(net, s.cue);
    settle(Asynchronous<float>{net}, recall, stream);
    exact += overlap(arma::fvec(s.patterns.col(0)), recall.s) == 1;
  }
  state.counters["exact"] = exact / static_cast<double>(state.iterations());
}

// What one writes without incremental fields: a dot product for every unit visited.
void recall_dot(benchmark::State& state) {
  const Setting s = setting(state.range(0));
  const auto net = store(s.patterns, Rule::hebb);
  Stream stream(2);
  for (auto _ : state) {
    arma::fvec v = s.cue;
    for (bool changed = true; changed;) {
      changed = false;
      for (const auto i : stream.sample(v.n_elem, v.n_elem)) {
        const float next = net.updated(arma::dot(net.W().col(i), v), v[i]);
        changed |= next != v[i];
        v[i] = next;
      }
    }
    benchmark::DoNotOptimize(v.memptr());
  }
}

BENCHMARK(rank_k_product)->Arg(10000)->Unit(benchmark::kMillisecond);
BENCHMARK(rank_k_product_fresh)->Arg(10000)->Unit(benchmark::kMillisecond);
BENCHMARK(store_hebb)->Arg(10000)->Unit(benchmark::kMillisecond);
BENCHMARK(recall_incremental)->Arg(1000)->Arg(10000)->Unit(benchmark::kMillisecond);
BENCHMARK(recall_dot)->Arg(1000)->Arg(10000)->Unit(benchmark::kMillisecond);

}  // namespace
