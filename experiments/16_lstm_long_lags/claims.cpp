#include "claims.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "experiments/lab/wilson.hpp"

namespace unroll::experiments::long_lags {
namespace {

const std::string paper = "Hochreiter & Schmidhuber 1997, ";

// 74000 as "74,000".
std::string thousands(double number) {
  std::string text = fmt::format("{:.0f}", number);
  for (std::size_t at = text.size(); at > 3;) text.insert(at -= 3, ",");
  return text;
}

// The lines whose shares of successes are one finding.
struct Group {
  const char *id, *what, *source, *published;
  std::vector<std::string> words;
};

const std::vector<Group>& groups() {
  static const std::vector<Group> all{
      {"reber",
       "Embedded Reber grammar, all nets of Table 1",
       "Table 1: two failures in 150 trials",
       "0.99",
       {"reber"}},
      {"lags", "Tasks 2a and 2c", "Tables 2 and 3", "1", {"2a", "2c"}},
      {"adding", "Adding, linear output", "Table 7", "1", {"adding-100", "adding-500", "adding-1000"}},
      {"adding_logistic",
       "Adding, T = 100, with the paper's logistic output",
       "Table 7",
       "1",
       {"adding-100-logistic"}},
      {"multiplication", "Multiplication", "Table 8", "1", {"multiplication"}},
      {"order", "Temporal order, 6a and 6b", "Table 9", "1", {"6a", "6b"}},
  };
  return all;
}

lab::Claim sequences_claim(const Line& line) {
  return {.id = line.name + "_sequences",
          .claim = line.label + ": sequences until success (a failure counts as all that were given)",
          .source = paper + line.published.source,
          .published = thousands(line.published.sequences),
          .unit = "",
          .low = line.published.sequences / 2,
          .high = line.published.sequences * 2,
          .reason =
              "a factor of 2 either way: the mean of 10 to 30 trials was published, not its spread; of "
              "single trials a factor of 2 to 3 (Table 1, last line: 3,800 to 24,100)"};
}

lab::Claim success_claim(const Group& group) {
  return {.id = std::string(group.id) + "_success",
          .claim = std::string(group.what) + ": share of trainings that meet the stop",
          .source = paper + group.source,
          .published = group.published,
          .unit = "",
          .low = 0.9,
          .high = 1,
          .reason = "a failure in ten trainings is within chance where two in 150 were published"};
}

// "Never more than 3", and with multiplication 170 and 15.
lab::Claim wrong_claim(const Line& line) {
  const bool product = line.kind == Kind::multiplication;
  const double most = !product ? 3 : line.stop.mistakes == 139 ? 170 : 15;
  return {.id = line.name + "_wrong",
          .claim = line.label + ": wrong ones of 2560 new sequences",
          .source = paper + line.published.source,
          .published = fmt::format("{}", line.published.wrong),
          .unit = "",
          .low = 0,
          .high = most,
          .reason = fmt::format("the most that the paper saw in any trial, {}", most)};
}

std::vector<lab::Claim> rival_claims() {
  return {
      {.id = "elman_copied_reber",
       .claim = "Embedded Reber grammar, Elman's net by Elman's procedure, 15 units: share that learns it",
       .source = paper + "Table 1: ELM, after Cleeremans et al. 1989",
       .published = "0",
       .unit = "",
       .low = 0,
       .high = 0,
       .reason = "none"},
      {.id = "elman_reber",
       .claim = "Embedded Reber grammar, Elman's net by the whole gradient: share that learns it",
       .source = paper + "Table 1: RTRL, whose gradient is the same",
       .published = "some fraction",
       .unit = "",
       .low = 0.05,
       .high = 0.95,
       .reason = "some: not none and not all"},
      {.id = "elman_lags",
       .claim =
           "Tasks 2, 4, 5 and 6 at their published lengths, Elman's net by the whole gradient: share that "
           "meets the stop",
       .source = paper + "section 5: RTRL and BPTT fail from lags of 10 steps on",
       .published = "0",
       .unit = "",
       .low = 0,
       .high = 0,
       .reason = "none"},
  };
}

lab::Claim weights_claim() {
  return {.id = "weights",
          .claim = "Published lines whose net has, by its topology, the published number of weights",
          .source = paper + "Tables 1, 2, 3, 7, 8 and 9: 93, 156, 264, 276, 308, 6064, 10,504",
          .published = fmt::format("{}", published_lines().size()),
          .unit = "",
          .low = static_cast<double>(published_lines().size()),
          .high = static_cast<double>(published_lines().size()),
          .reason = "counts"};
}

// The share of some trainings, with a note of how far it can be trusted.
void measure_share(lab::Run& run, const std::string& id, const std::string& what,
                   const std::vector<const Trial*>& trials) {
  if (trials.empty()) return;
  const std::size_t n = trials.size(), solved = successes(trials);
  const auto [low, high] = lab::wilson(solved, n);
  run.measured(id, {static_cast<double>(solved) / static_cast<double>(n)});
  run.note(
      fmt::format("{}: {} of {} (95 % interval of the share: {:.2f} to {:.2f})", what, solved, n, low, high));
}

void add(std::vector<const Trial*>& all, const std::vector<const Trial*>& more) {
  all.insert(all.end(), more.begin(), more.end());
}

void measure_line(lab::Run& run, const std::vector<Trial>& all, const Line& line) {
  const auto trials = of(all, line, Model::lstm);
  run.measured(line.name + "_sequences", sequences(trials));
  if (line.published.wrong < 0) return;
  std::vector<double> wrong;
  for (const Trial* trial : trials)
    if (trial->trained.success) wrong.push_back(static_cast<double>(trial->trained.wrong));
  run.measured(line.name + "_wrong", wrong);
}

void measure_rivals(lab::Run& run, const std::vector<Line>& lines, const std::vector<Trial>& all) {
  std::vector<const Trial*> reber, copied, lags;
  for (const Line& line : lines) {
    add(copied, of(all, line, Model::elman_copied));
    if (line.kind == Kind::reber)
      add(reber, of(all, line, Model::elman));
    else if (line.published.sequences > 0)  // a lag of one's own may be short
      add(lags, of(all, line, Model::elman));
  }
  measure_share(run, "elman_copied_reber", "Elman's procedure on the embedded Reber grammar", copied);
  measure_share(run, "elman_reber", "Elman's net, whole gradient, on the embedded Reber grammar", reber);
  measure_share(run, "elman_lags", "Elman's net, whole gradient, on the other tasks", lags);
}

}  // namespace

std::vector<lab::Claim> claims() {
  std::vector<lab::Claim> all;
  for (const Line& line : published_lines()) {
    all.push_back(sequences_claim(line));
    if (line.published.wrong >= 0) all.push_back(wrong_claim(line));
  }
  for (const Group& group : groups()) all.push_back(success_claim(group));
  for (const lab::Claim& claim : rival_claims()) all.push_back(claim);
  all.push_back(weights_claim());
  return all;
}

void measure(lab::Run& run, const std::vector<Line>& lines, const std::vector<Trial>& all) {
  const auto asked = [&](const Line& line) {
    return std::any_of(lines.begin(), lines.end(), [&](const Line& l) { return l.name == line.name; });
  };
  for (const Line& line : published_lines())
    if (asked(line)) measure_line(run, all, line);
  for (const Group& group : groups()) {
    std::vector<const Trial*> trials;
    for (const Line& line : lines_of(group.words))
      if (line.published.sequences > 0) add(trials, of(all, line, Model::lstm));
    measure_share(run, std::string(group.id) + "_success", group.what, trials);
  }
  measure_rivals(run, lines, all);
  double right = 0;
  for (const Line& line : published_lines())
    right += network_of(line, Model::lstm).parameters() == line.weights;
  run.measured("weights", {right});
}

}  // namespace unroll::experiments::long_lags
