#include "loads.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "datasets/random_patterns.hpp"

namespace unroll::experiments {
namespace {

using lab::Csv;

struct Pool {
  std::string name;
  arma::fmat patterns;  // N × as many as there are
};

std::vector<arma::uword> counts(const lab::Run& run) {
  std::vector<arma::uword> list;
  for (const auto& word : run.settings().words("counts")) list.push_back(std::stoul(word));
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
  return list;
}

std::vector<Pool> pools(lab::Run& run, const std::vector<datasets::Picture>& pictures) {
  const auto size = run.settings().count("size");
  std::vector<Pool> list;
  list.push_back({"pictures", different_patterns(run, pictures, std::min<arma::uword>(size, 32))});
  if (const auto glyphs = letters(run); !glyphs.empty())
    list.push_back({"letters", different_patterns(run, glyphs, std::min<arma::uword>(size, 16))});
  Stream draw = run.stream("", 0, "random pool");
  list.push_back({"random", datasets::random_patterns<float>(256, counts(run).back(), draw)});
  return list;
}

// Load::left. Where it is 0 a field of projection is exactly 0, and rounding decides its sign.
double left_to_neighbours(const lab::Run& run, const arma::fmat& patterns) {
  const arma::mat X = arma::conv_to<arma::mat>::from(patterns);
  const bool independent = arma::eig_sym(arma::mat(X.t() * X)).min() > 1e-6 * static_cast<double>(X.n_rows);
  return independent ? 1 - double(projection_diagonal(run, patterns).max()) : 0;
}

Load load_of(const lab::Run& run, const hopfield::Network<float>& net, const arma::fmat& patterns,
             Stream& stream) {
  Load load;
  const arma::fmat states = hopfield::as_states<float>(patterns, net.coding());
  const arma::fmat next = hopfield::synchronous(net, states);
  for (arma::uword mu = 0; mu < states.n_cols; ++mu) load.kept += arma::all(next.col(mu) == states.col(mu));
  load.kept /= static_cast<double>(states.n_cols);
  const arma::uword tried = std::min<arma::uword>(patterns.n_cols, 10);
  for (arma::uword mu = 0; mu < tried; ++mu) {
    const arma::fvec memory = patterns.col(mu);
    const arma::fvec cue = datasets::corrupt(
        memory, memory.n_elem, 1, {.kind = datasets::Corruption::Kind::flip, .amount = 0.1}, stream);
    const double overlap = hopfield::overlap(memory, recalled(run, net, cue, stream));
    load.overlap += overlap / static_cast<double>(tried);
    load.restored += (overlap >= 0.98) / static_cast<double>(tried);
  }
  return load;
}

// All numbers and rules for one pool in one run: the patterns of a number are among those of the next.
std::vector<Load> loads_of(const lab::Run& run, const Pool& pool, std::size_t seed) {
  Stream draw = run.stream("", seed, "order of " + pool.name);
  const auto order = draw.sample(pool.patterns.n_cols, pool.patterns.n_cols);
  std::vector<Load> list;
  for (const arma::uword stored : counts(run)) {
    if (stored > order.size()) break;
    const arma::uvec chosen = arma::conv_to<arma::uvec>::from(
        std::vector<std::size_t>(order.begin(), order.begin() + long(stored)));
    const arma::fmat patterns = pool.patterns.cols(chosen);
    const double left = left_to_neighbours(run, patterns);
    for (const auto rule : rules) {
      Stream stream = run.stream(name_of(rule), seed, fmt::format("{} {}", stored, pool.name));
      Load load = load_of(run, network(run, patterns, rule), patterns, stream);
      load.patterns = pool.name;
      load.rule = name_of(rule);
      load.stored = stored;
      load.run = seed;
      load.left = left;
      list.push_back(load);
    }
  }
  return list;
}

}  // namespace

std::vector<Load> loads(lab::Run& run, const std::vector<datasets::Picture>& pictures) {
  const auto runs = run.settings().count("runs");
  const auto from = pools(run, pictures);
  std::vector<std::vector<Load>> parts(from.size() * runs);
  run.parallel("numbers stored", parts.size(),
               [&](std::size_t job) { parts[job] = loads_of(run, from[job / runs], job % runs); });
  std::vector<Load> all;
  for (const auto& part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

arma::uword most_restored(const std::vector<Load>& loads, const std::string& patterns,
                          const std::string& rule, std::size_t run) {
  arma::uword most = 0;
  for (const auto& load : loads) {  // in the order of the numbers
    if (load.patterns != patterns || load.rule != rule || load.run != run) continue;
    if (load.restored < 0.9 - 1e-9) break;
    most = load.stored;
  }
  return most;
}

void measure_loads(lab::Run& run, const std::vector<Load>& loads) {
  const auto runs = run.settings().count("runs");
  std::vector<double> kept(runs, 1), ratio;
  std::string pool = "pictures";  // letters, where there are any: there are more of them
  for (const auto& load : loads) {
    if (load.patterns == "letters") pool = "letters";
    if (load.rule == name_of(hopfield::Rule::projection) && load.left > 1e-4)
      kept[load.run] = std::min(kept[load.run], load.kept);
  }
  run.measured("kept_while_independent", kept);
  for (std::size_t seed = 0; seed < runs; ++seed) {
    const auto hebb = most_restored(loads, pool, name_of(hopfield::Rule::hebb), seed);
    const auto projection = most_restored(loads, pool, name_of(hopfield::Rule::projection), seed);
    if (hebb > 0) ratio.push_back(static_cast<double>(projection) / static_cast<double>(hebb));
  }
  run.measured("load_ratio", ratio);
}

void write_loads(lab::Run& run, const std::vector<Load>& loads) {
  Csv csv{"patterns", "rule", "stored", "run", "left", "kept", "overlap", "restored"};
  std::map<std::tuple<std::string, std::string, std::string, arma::uword>, std::vector<double>> groups;
  for (const auto& load : loads) {
    csv.row(load.patterns, load.rule, load.stored, load.run, load.left, load.kept, load.overlap,
            load.restored);
    for (const auto& [what, value] :
         {std::pair{"kept", load.kept}, {"overlap", load.overlap}, {"restored", load.restored}})
      groups[{load.patterns, load.rule, what, load.stored}].push_back(value);
  }
  run.table("loads", csv);
  Csv summary{"patterns", "rule", "what", "stored", "runs", "median", "least", "greatest"};
  for (const auto& [key, values] : groups) {
    const auto [median, least, greatest] = lab::spread_of(values);
    summary.row(std::get<0>(key), std::get<1>(key), std::get<2>(key), std::get<3>(key), values.size(), median,
                least, greatest);
  }
  run.table("loads_summary", summary);
  const bool letters =
      std::any_of(loads.begin(), loads.end(), [](const Load& load) { return load.patterns == "letters"; });
  run.variable("load_sets", letters ? "'pictures letters random'" : "'pictures random'");
}

}  // namespace unroll::experiments
