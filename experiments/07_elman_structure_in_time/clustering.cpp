#include "clustering.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <string>

namespace unroll::experiments::structure {
namespace {

struct Active {
  std::size_t cluster;  // numbered as in Merge
  std::vector<std::size_t> points;
};

double mean_distance(const arma::mat& distances, const Active& a, const Active& b) {
  double sum = 0;
  for (const std::size_t i : a.points)
    for (const std::size_t j : b.points) sum += distances(i, j);
  return sum / static_cast<double>(a.points.size() * b.points.size());
}

}  // namespace

std::vector<Merge> cluster(const arma::mat& points) {
  const std::size_t n = points.n_cols;
  if (n < 2)
    throw std::invalid_argument(std::to_string(n) + " points were to be clustered; it takes at least 2");
  arma::mat distances(n, n, arma::fill::zeros);
  std::vector<Active> active;
  for (std::size_t i = 0; i < n; ++i) {
    active.push_back({i, {i}});
    for (std::size_t j = 0; j < n; ++j) distances(i, j) = arma::norm(points.col(i) - points.col(j));
  }
  std::vector<Merge> merges;
  while (active.size() > 1) {
    std::size_t a = 0, b = 1;
    double nearest = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < active.size(); ++i)
      for (std::size_t j = i + 1; j < active.size(); ++j)
        if (const double d = mean_distance(distances, active[i], active[j]); d < nearest) {
          nearest = d;
          a = i;
          b = j;
        }
    merges.push_back({active[a].cluster, active[b].cluster, nearest});
    active[a].points.insert(active[a].points.end(), active[b].points.begin(), active[b].points.end());
    active[a].cluster = n + merges.size() - 1;
    active.erase(active.begin() + static_cast<std::ptrdiff_t>(b));
  }
  return merges;
}

std::vector<std::size_t> leaves(const std::vector<Merge>& merges, std::size_t k) {
  const std::size_t n = merges.size() + 1;
  if (k < n) return {k};
  std::vector<std::size_t> all = leaves(merges, merges[k - n].left);
  const auto right = leaves(merges, merges[k - n].right);
  all.insert(all.end(), right.begin(), right.end());
  return all;
}

std::size_t misplaced(const std::vector<Merge>& merges, const std::vector<bool>& in) {
  const std::size_t n = in.size();
  const auto marked = static_cast<std::size_t>(std::count(in.begin(), in.end(), true));
  std::size_t fewest = n;
  for (std::size_t k = 0; k + 1 < n + merges.size(); ++k) {  // not the last, which holds all
    const auto branch = leaves(merges, k);
    std::size_t right = 0;
    for (const std::size_t point : branch) right += in[point];
    fewest = std::min(fewest, branch.size() - right + marked - right);
  }
  return fewest;
}

}  // namespace unroll::experiments::structure
