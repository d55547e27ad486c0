#include "parameter_block.hpp"

#include <algorithm>
#include <stdexcept>

namespace unroll {
namespace {

std::string text(arma::uword n) { return std::to_string(n); }

}  // namespace

void check_tiling(const std::vector<ParameterBlock>& blocks, arma::uword parameters) {
  std::vector<const ParameterBlock*> order;
  for (const auto& block : blocks)
    if (block.size() > 0) order.push_back(&block);
  std::sort(order.begin(), order.end(), [](auto* a, auto* b) { return a->first < b->first; });
  std::string before = "θ begins";
  arma::uword end = 0;
  for (const auto* block : order) {
    if (block->first != end)
      throw std::invalid_argument("block " + block->name + " begins at " + text(block->first) +
                                  "; it must begin at " + text(end) + ", where " + before);
    end += block->size();
    before = "block " + block->name + " ends";
  }
  if (end != parameters)
    throw std::invalid_argument("the blocks end at " + text(end) + "; they must cover all " +
                                text(parameters) + " parameters");
}

const ParameterBlock& block_of(const std::vector<ParameterBlock>& blocks, arma::uword element) {
  for (const auto& block : blocks)
    if (element >= block.first && element - block.first < block.size()) return block;
  throw std::out_of_range("no block holds parameter " + text(element));
}

std::string place(const std::vector<ParameterBlock>& blocks, arma::uword element) {
  const ParameterBlock& block = block_of(blocks, element);
  const arma::uword within = element - block.first;
  return "block " + block.name + ", row " + text(within % block.rows) + ", column " +
         text(within / block.rows);
}

}  // namespace unroll
