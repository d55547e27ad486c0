#include "schedules.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>
#include <utility>

#include "text.hpp"

namespace unroll::schedule {
namespace {

double checked(const char* name, double value) {
  if (!(value >= 0 && std::isfinite(value)))
    throw std::invalid_argument(std::string(name) + " of a rate schedule is " + detail::text(value) +
                                "; it must be a number of at least 0");
  return value;
}

double interval(const char* name, double value) {
  if (!(value > 0 && std::isfinite(value)))
    throw std::invalid_argument(std::string(name) + " of a rate schedule is " + detail::text(value) +
                                "; it must be above 0");
  return value;
}
double interval(const char* name, std::uint64_t value) { return interval(name, static_cast<double>(value)); }

Schedule given(Schedule schedule) {
  if (!schedule) throw std::invalid_argument("a rate schedule is missing; give one, such as constant(0.1)");
  return schedule;
}

double part(std::uint64_t n, double over) { return std::min(1.0, static_cast<double>(n) / over); }

}  // namespace

Schedule constant(double rate) {
  checked("the rate", rate);
  return [=](std::uint64_t) { return rate; };
}

Schedule exponential_decay(double rate, double factor, std::uint64_t full) {
  checked("the rate", rate), checked("the factor", factor), interval("the epochs at full rate", full);
  return [=](std::uint64_t n) {
    return n < full ? rate : rate * std::pow(factor, static_cast<double>(n - full + 1));
  };
}

Schedule step_decay(double rate, double factor, std::uint64_t every) {
  checked("the rate", rate), checked("the factor", factor), interval("the interval", every);
  return [=](std::uint64_t n) { return rate * std::pow(factor, static_cast<double>(n / every)); };
}

Schedule linear_decay(double rate, double last, std::uint64_t over) {
  checked("the rate", rate), checked("the last rate", last);
  const double length = interval("the interval", over);
  return [=](std::uint64_t n) { return n >= over ? last : rate + (last - rate) * part(n, length); };
}

Schedule cosine(double rate, double last, std::uint64_t over) {
  checked("the rate", rate), checked("the last rate", last);
  const double length = interval("the interval", over), pi = 3.14159265358979324;
  return [=](std::uint64_t n) {
    return n >= over ? last : last + (rate - last) * (1 + std::cos(pi * part(n, length))) / 2;
  };
}

Schedule inverse_time(double rate, double half) {
  checked("the rate", rate), interval("the half-time", half);
  return [=](std::uint64_t n) { return rate / (1 + static_cast<double>(n) / half); };
}

Schedule warm_up(std::uint64_t over, Schedule then) {
  const double length = interval("the warm-up", over);
  return [=, then = given(std::move(then))](std::uint64_t n) { return part(n + 1, length) * then(n); };
}

Schedule per_epoch(Schedule of_epochs, std::uint64_t iterations_per_epoch) {
  interval("the number of iterations in an epoch", iterations_per_epoch);
  return [=, of_epochs = given(std::move(of_epochs))](std::uint64_t n) {
    return of_epochs(n / iterations_per_epoch);
  };
}

}  // namespace unroll::schedule
