#include "training.hpp"

#include <algorithm>

#include "text.hpp"

namespace unroll::detail {
namespace {

void require(bool sensible, const char* name, double value, const std::string& right) {
  if (!sensible)
    throw std::invalid_argument(std::string(name) + " of a training is " + text(value) + "; it must be " +
                                right);
}

void require_size(const char* name, double value) {
  require(value >= 0 && std::isfinite(value), name, value, "a number of at least 0");
}

double number(std::uint64_t n) { return static_cast<double>(n); }

}  // namespace

void check_options(const TrainingOptions& options, bool can_validate) {
  require(options.iterations > 0, "the number of iterations", 0, "at least 1");
  require(options.done < options.iterations, "the number of iterations already done", number(options.done),
          "below the " + std::to_string(options.iterations) + " in all");
  if (!options.rate)
    throw std::invalid_argument("a training has no rate; give a schedule, say schedule::constant(0.1)");
  require_size("clip_norm", options.clip_norm);
  require_size("clip_elements", options.clip_elements);
  require_size("l2", options.l2);
  require_size("improvement", options.improvement);
  require(options.validate_every == 0 || can_validate, "validate_every", number(options.validate_every),
          "0 where no validation is given");
  require(options.patience == 0 || options.validate_every > 0, "patience", number(options.patience),
          "0 where nothing is validated");
}

double checked_rate(const TrainingOptions& options, std::uint64_t iteration) {
  const double rate = options.rate(iteration);
  require(rate >= 0 && std::isfinite(rate), ("the rate at iteration " + std::to_string(iteration)).c_str(),
          rate, "a number of at least 0");
  return rate;
}

bool validates_after(const TrainingOptions& options, std::uint64_t done) {
  return options.validate_every > 0 && (done % options.validate_every == 0 || done == options.iterations);
}

void Watch::diverged(const char* what, double value, const char* name, double there,
                     arma::uword element) const {
  std::string message = "training diverged at iteration " + std::to_string(iteration) + ": " + what + " is " +
                        text(value) + ", and " + name + " is " +
                        (std::isfinite(there) ? "largest, " + text(there) + "," : text(there)) + " in " +
                        place(blocks, element) + ". ";
  if (norms.empty()) message += "No gradient came before it. ";
  if (!norms.empty()) {
    message += "The norms of the gradients until then:";
    for (std::size_t i = norms.size() - std::min<std::size_t>(norms.size(), 10); i < norms.size(); ++i)
      message.append(" ").append(text(norms[i]));
    message += ". ";
  }
  message += "Try a rate below " + text(rate);
  message += options.clip_norm > 0 ? ", or clip_norm below " + text(options.clip_norm)
                                   : ", or clip the gradient: clip_norm 1, say";
  throw Diverged(message, iteration, block_of(blocks, element).name);
}

}  // namespace unroll::detail
