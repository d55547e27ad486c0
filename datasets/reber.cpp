#include "reber.hpp"

#include <array>
#include <stdexcept>
#include <string>

namespace unroll::datasets {
namespace {

enum Letter : arma::uword { B, T, P, S, X, V, E };

struct Edge {
  Letter letter;
  int to;
};

constexpr int end = 7;
constexpr std::array<std::array<Edge, 2>, end> edges{{{{{B, 1}, {B, 1}}},  // one edge stands twice
                                                      {{{T, 2}, {P, 3}}},
                                                      {{{S, 2}, {X, 4}}},
                                                      {{{T, 3}, {V, 5}}},
                                                      {{{X, 3}, {S, 6}}},
                                                      {{{P, 4}, {V, 6}}},
                                                      {{{E, end}, {E, end}}}}};

constexpr unsigned bit(arma::uword letter) { return 1u << letter; }

void append_reber(Stream& stream, std::vector<arma::uword>& symbols) {
  for (int node = 0; node != end;) {
    const auto& ways = edges[static_cast<std::size_t>(node)];
    const Edge& edge = ways[0].letter == ways[1].letter ? ways[0] : ways[stream.below(2)];
    symbols.push_back(edge.letter);
    node = edge.to;
  }
}

// A string's place in the embedded grammar: before it, within the inner string, or behind that.
struct Place {
  enum { start, second, inner, repeat, last, over } part = start;
  Letter kept = T;
  int node = 0;

  unsigned next() const {
    if (part == start) return bit(B);
    if (part == second) return bit(T) | bit(P);
    if (part == repeat) return bit(kept);
    if (part == last) return bit(E);
    if (part == over) return 0;
    const auto& ways = edges[static_cast<std::size_t>(node)];
    return bit(ways[0].letter) | bit(ways[1].letter);
  }

  // By a letter that `next` has.
  void go(arma::uword letter) {
    switch (part) {
      case start:
        part = second;
        break;
      case second:
        kept = letter == T ? T : P;
        part = inner;
        break;
      case inner: {
        const auto& ways = edges[static_cast<std::size_t>(node)];
        node = ways[ways[0].letter == letter ? 0 : 1].to;
        if (node == end) part = repeat;
        break;
      }
      case repeat:
        part = last;
        break;
      default:
        part = over;
    }
  }
};

}  // namespace

void draw_reber(Stream& stream, std::vector<arma::uword>& symbols) {
  symbols.clear();
  append_reber(stream, symbols);
}

void draw_embedded_reber(Stream& stream, std::vector<arma::uword>& symbols) {
  const arma::uword kept = stream.below(2) == 0 ? T : P;
  symbols.clear();
  symbols.insert(symbols.end(), {B, kept});
  append_reber(stream, symbols);
  symbols.insert(symbols.end(), {kept, E});
}

std::vector<unsigned> embedded_reber_next(const std::vector<arma::uword>& symbols) {
  std::vector<unsigned> next;
  Place place;
  for (const arma::uword letter : symbols) {
    if (letter >= reber_symbols || (place.next() & bit(letter)) == 0)
      throw std::invalid_argument("symbol " + std::to_string(letter) + " at place " +
                                  std::to_string(next.size() + 1) +
                                  " is none that the embedded Reber grammar allows there");
    place.go(letter);
    next.push_back(place.next());
  }
  return next;
}

}  // namespace unroll::datasets
