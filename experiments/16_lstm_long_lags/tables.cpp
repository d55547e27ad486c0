#include "tables.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "experiments/lab/csv.hpp"
#include "experiments/lab/findings.hpp"
#include "experiments/lab/states.hpp"
#include "experiments/lab/wilson.hpp"

namespace unroll::experiments::long_lags {
namespace {

constexpr Model models[] = {Model::lstm, Model::elman, Model::elman_copied};

// A list for the scripts, with bars between its items.
std::string words(const std::vector<std::string>& all) { return fmt::format("\"{}\"", fmt::join(all, "|")); }

std::string row_label(const Line& line, Model model) {
  if (model == Model::lstm) return line.label;
  return model == Model::elman ? "Elman net" : "Elman net, one step back";
}

std::string guess(const Line& line) {
  return line.guessing() == 0 ? "none" : fmt::format("{:.2g} %", 100 * line.guessing());
}

double mean_of_successes(const std::vector<const Trial*>& trials) {
  double sum = 0;
  for (const Trial* trial : trials)
    if (trial->trained.success) sum += static_cast<double>(trial->trained.sequences);
  const std::size_t n = successes(trials);
  return n == 0 ? 0 : sum / static_cast<double>(n);
}

// Lines whose curves share a picture: all of Reber's, and each other line by itself.
using Panel = std::vector<Line>;

std::vector<Panel> panels_of(const std::vector<Line>& lines) {
  std::vector<Panel> panels;
  for (const Line& line : lines) {
    const auto same = std::find_if(panels.begin(), panels.end(), [&](const Panel& panel) {
      return line.kind == Kind::reber && panel.front().kind == Kind::reber;
    });
    if (same == panels.end())
      panels.push_back({line});
    else
      same->push_back(line);
  }
  return panels;
}

// As the scripts number them.
int colour(const Line& line, Model model) {
  if (model == Model::lstm) return line.kind == Kind::reber && line.shortcut ? 4 : 1;
  return model == Model::elman ? 2 : 3;
}

// Of Reber's five nets those of the greatest rate, so that curves can be told apart.
std::vector<const Trial*> drawn_of(const std::vector<Trial>& all, const Panel& panel, const Line& line,
                                   Model model) {
  const bool greatest =
      std::all_of(panel.begin(), panel.end(), [&](const Line& other) { return other.rate <= line.rate; });
  return greatest || model != Model::lstm ? of(all, line, model) : std::vector<const Trial*>{};
}

constexpr std::size_t state_columns = 3;

// states_1.csv, states_2.csv, …: a rectangle of rows and steps, with a row of zeros between two groups.
// Returns the labels of the rows, each with a semicolon behind it.
std::string write_raster(lab::Run& run, const Trial& trial, std::size_t column) {
  lab::Csv csv{"line", "seed", "group", "label", "row", "step", "value"};
  std::size_t row = 0;
  std::string group, labels;
  const auto add = [&](const StateRow& r) {
    for (std::size_t t = 0; t < r.values.size(); ++t)
      csv.row(trial.line.name, trial.seed, r.group, r.label, row, t + 1, r.values[t]);
    labels += r.label + ';';
    ++row;
  };
  for (const StateRow& r : trial.states) {
    if (!group.empty() && r.group != group) add({"", "", std::vector<double>(r.values.size(), 0)});
    group = r.group;
    add(r);
  }
  run.table(fmt::format("states_{}", column), csv);
  return labels;
}

}  // namespace

void write_trials(lab::Run& run, const std::vector<Line>& lines, const std::vector<Trial>& all) {
  lab::Csv csv{"row",       "line",   "model", "seed",   "weights", "success",
               "sequences", "budget", "wrong", "tested", "error",   "diverged_at"},
      summary{"row",       "line",       "model",  "weights", "trials",   "successes",
              "share_low", "share_high", "median", "least",   "greatest", "mean_of_successes",
              "published", "guessing"};
  std::vector<std::string> labels, solved, guesses;
  for (const Line& line : lines)
    for (const Model model : models) {
      const auto trials = of(all, line, model);
      if (trials.empty()) continue;
      const std::size_t row = labels.size();
      for (const Trial* t : trials)
        csv.row(row, line.name, name_of(model), t->seed, t->weights, t->trained.success ? 1 : 0,
                t->trained.sequences, t->budget.sequences, t->trained.wrong, t->trained.tested,
                t->trained.error, t->trained.diverged_at);
      const auto values = sequences(trials);
      const auto [low, high] = lab::wilson(successes(trials), trials.size());
      const auto [median, least, greatest] = lab::spread_of(values);
      summary.row(row, line.name, name_of(model), trials.front()->weights, trials.size(), successes(trials),
                  low, high, median, least, greatest, mean_of_successes(trials),
                  model == Model::lstm ? line.published.sequences : 0, line.guessing());
      labels.push_back(row_label(line, model));
      solved.push_back(fmt::format("{} of {}", successes(trials), trials.size()));
      guesses.push_back(guess(line));
    }
  run.table("trials", csv);
  run.table("summary", summary);
  run.variable("row_labels", words(labels));
  run.variable("row_solved", words(solved));
  run.variable("row_guesses", words(guesses));
  run.variable("rows", std::to_string(labels.size()));
  run.variable("successes_height", std::to_string(260 + 58 * labels.size()));
}

void write_curves(lab::Run& run, const std::vector<Line>& lines, const std::vector<Trial>& all) {
  lab::Csv csv{"panel", "colour", "line", "model", "seed", "sequences", "wrong", "error"};
  const std::vector<Panel> panels = panels_of(lines);
  std::vector<std::string> titles, chances, ends;
  std::size_t most = 0;
  for (std::size_t p = 0; p < panels.size(); ++p) {
    std::size_t curves = 0;
    std::uint64_t last = 0;
    for (const Line& line : panels[p])
      for (const Model model : models)
        for (const Trial* trial : drawn_of(all, panels[p], line, model)) {
          last = std::max(last, trial->trained.sequences);
          for (const Stretch& s : trial->trained.curve)
            csv.row(fmt::format("{}.{}", p, curves), colour(line, model), line.name, name_of(model),
                    trial->seed, s.sequences, s.wrong, s.error);
          ++curves;
        }
    most = std::max(most, curves);
    const Line& first = panels[p].front();
    titles.push_back(first.kind == Kind::reber ? "embedded Reber grammar" : first.label);
    ends.push_back(fmt::format("{:.1f}", static_cast<double>(last) / 1000));
    chances.push_back(fmt::format("{}", 1 - first.guessing()));
  }
  run.table("curves", csv);
  run.variable("panel_titles", words(titles));
  run.variable("panel_chances", words(chances));
  run.variable("panel_ends", words(ends));
  run.variable("panels", std::to_string(panels.size()));
  run.variable("most_curves", std::to_string(most));
  run.variable("curves_height", std::to_string(100 + 650 * ((panels.size() + 2) / 3)));
}

void write_states(lab::Run& run, const std::vector<Trial>& all) {
  if (!lab::states_asked(run)) return;
  std::vector<std::string> titles, labels;
  std::vector<Kind> shown;
  for (const Trial& trial : all) {
    const bool before = std::find(shown.begin(), shown.end(), trial.line.kind) != shown.end();
    if (trial.states.empty() || shown.size() == state_columns || before) continue;
    shown.push_back(trial.line.kind);
    labels.push_back(write_raster(run, trial, shown.size()));
    titles.push_back(fmt::format("{}: guessing {}", trial.line.task(), guess(trial.line)));
  }
  run.variable("state_titles", words(titles));
  run.variable("state_labels", words(labels));
  run.variable("state_columns", std::to_string(shown.size()));
  if (shown.empty()) run.warn("no net met its stop, so --states has nothing to show");
}

}  // namespace unroll::experiments::long_lags
