#include "shards.hpp"

#include <algorithm>

namespace unroll::lab {

std::vector<Shard> shards_of(arma::uword batch, std::size_t count) {
  const arma::uword n = std::min<arma::uword>(count, batch);
  std::vector<Shard> shards;
  for (arma::uword i = 0; i < n; ++i)
    shards.push_back({i, batch * i / n, batch * (i + 1) / n - batch * i / n});
  return shards;
}

}  // namespace unroll::lab
