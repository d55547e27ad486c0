#include "tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "experiments/lab/csv.hpp"
#include "experiments/lab/findings.hpp"
#include "experiments/lab/wilson.hpp"

namespace unroll::experiments::long_lags {
namespace {

constexpr Model models[] = {Model::lstm, Model::elman, Model::elman_copied};

// Words for gnuplot's `word`, each quoted.
std::string words(const std::vector<std::string>& all) { return fmt::format("'{}'", fmt::join(all, "|")); }

std::string row_label(const Line& line, Model model) {
  if (model == Model::lstm) return line.label;
  return model == Model::elman ? "Elman's net" : "Elman's net and procedure";
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

// Lines whose curves share a picture: one task at one length. Of Reber's nets those of the greatest rate.
using Panel = std::vector<Line>;

std::vector<Panel> panels_of(const std::vector<Line>& lines) {
  double greatest = 0;
  for (const Line& line : lines)
    if (line.kind == Kind::reber) greatest = std::max(greatest, line.rate);
  std::vector<Panel> panels;
  for (const Line& line : lines) {
    if (line.kind == Kind::reber && line.rate != greatest) continue;
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
      const auto [least, greatest] = std::minmax_element(values.begin(), values.end());
      summary.row(row, line.name, name_of(model), trials.front()->weights, trials.size(), successes(trials),
                  low, high, lab::median_of(values), *least, *greatest, mean_of_successes(trials),
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
  lab::Csv csv{"panel", "curve", "line", "model", "seed", "sequences", "wrong", "error"};
  const std::vector<Panel> panels = panels_of(lines);
  std::vector<std::string> titles, chances;
  std::size_t most = 0;
  for (std::size_t p = 0; p < panels.size(); ++p) {
    std::size_t curves = 0;
    for (const Line& line : panels[p])
      for (const Model model : models)
        for (const Trial* trial : of(all, line, model)) {
          const int colour = model == Model::elman                       ? 2
                             : model == Model::elman_copied              ? 3
                             : line.shortcut && line.kind == Kind::reber ? 4
                                                                         : 1;
          for (const Stretch& s : trial->trained.curve)
            csv.row(fmt::format("{}.{}", p, curves), colour, line.name, name_of(model), trial->seed,
                    s.sequences, s.wrong, s.error);
          ++curves;
        }
    most = std::max(most, curves);
    titles.push_back(panels[p].front().label);
    chances.push_back(fmt::format("{}", 1 - panels[p].front().guessing()));
  }
  run.table("curves", csv);
  run.variable("panel_titles", words(titles));
  run.variable("panel_chances", words(chances));
  run.variable("panels", std::to_string(panels.size()));
  run.variable("most_curves", std::to_string(most));
  run.variable("curves_height", std::to_string(700 * ((panels.size() + 2) / 3)));
}

void write_states(lab::Run& run, const std::vector<Trial>& all) {
  if (!run.settings().flag("states")) return;
  constexpr std::size_t columns = 3;
  lab::Csv csv{"column", "line", "seed", "group", "label", "row", "step", "value"};
  std::vector<std::string> titles, labels;
  std::vector<Kind> shown;
  for (const Trial& trial : all) {
    if (trial.states.rows.empty() || shown.size() == columns ||
        std::find(shown.begin(), shown.end(), trial.line.kind) != shown.end())
      continue;
    std::size_t row = 0;
    std::string group, names;
    for (const StateRow& r : trial.states.rows) {
      if (!group.empty() && r.group != group) {  // a white row between groups
        for (std::size_t t = 0; t < r.values.size(); ++t)
          csv.row(shown.size(), trial.line.name, trial.seed, "", "", row, t + 1, 0);
        names += ';';
        ++row;
      }
      group = r.group;
      for (std::size_t t = 0; t < r.values.size(); ++t)
        csv.row(shown.size(), trial.line.name, trial.seed, r.group, r.label, row, t + 1, r.values[t]);
      names += r.label + ';';
      ++row;
    }
    shown.push_back(trial.line.kind);
    titles.push_back(fmt::format("{} (guessing: {})", trial.line.label, guess(trial.line)));
    labels.push_back(names);
  }
  run.table("states", csv);
  run.variable("state_titles", words(titles));
  run.variable("state_labels", words(labels));
  run.variable("state_columns", std::to_string(shown.size()));
  if (shown.empty()) run.warn("no net met its stop, so --states has nothing to show");
}

}  // namespace unroll::experiments::long_lags
