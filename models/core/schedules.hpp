// Learning-rate schedules: the rate as a function of n, the iterations (or epochs) that are already done.
//
//   (1)  constant           η
//   (2)  exponential decay  η · f^max(0, n + 1 - full)
//   (3)  step decay         η · f^⌊n / every⌋
//   (4)  linear decay       η + (last - η) · min(1, n / over)
//   (5)  cosine             last + ½ (η - last) (1 + cos(π · min(1, n / over)))
//   (6)  inverse time       η / (1 + n / half)
//   (7)  warm-up            min(1, (n + 1) / over) · then(n)
//
// Sources: (2) after Karpathy, Johnson & Fei-Fei 2015 (arXiv:1506.02078), who multiply by 0.95 for each epoch
// after the 10th: full = 10, f = 0.95. (5) one cycle of Loshchilov & Hutter, "SGDR", ICLR 2017, eq. (5).
// (6) satisfies the conditions of Robbins & Monro, Ann. Math. Statist. 22 (1951) 400–407: Σ η_n = ∞ and
// Σ η_n² < ∞. (7) after Goyal et al. 2017 (arXiv:1706.02677), §2.2.
//
// A schedule is a plain function; any lambda can serve as another. All functions here throw
// std::invalid_argument for a rate or a factor that is negative or not finite, and for an interval of 0. Read
// next: training.hpp.
#pragma once
#include <cstdint>
#include <functional>

namespace unroll {

using Schedule = std::function<double(std::uint64_t)>;

namespace schedule {

Schedule constant(double rate);
// The first `full` epochs have the full rate; each later epoch has `factor` times the rate of the one before.
Schedule exponential_decay(double rate, double factor, std::uint64_t full = 1);
Schedule step_decay(double rate, double factor, std::uint64_t every);
Schedule linear_decay(double rate, double last, std::uint64_t over);
Schedule cosine(double rate, double last, std::uint64_t over);
// After `half` iterations the rate is half the initial one.
Schedule inverse_time(double rate, double half);
Schedule warm_up(std::uint64_t over, Schedule then);

// Turns a schedule over epochs into a schedule over iterations.
Schedule per_epoch(Schedule of_epochs, std::uint64_t iterations_per_epoch);

}  // namespace schedule
}  // namespace unroll
