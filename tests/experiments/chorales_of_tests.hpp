// Chorales small enough for a test: two chords that take turns, now and then one of them twice. Without
// namespace unroll, which the tests of the program `unroll` cannot name.
#pragma once
#include <random>
#include <string>
#include <vector>

using SmallPiece = std::vector<std::vector<int>>;  // as datasets::Piece

inline SmallPiece small_piece(std::minstd_rand& engine) {
  SmallPiece piece;
  const std::size_t length = 9 + engine() / 7 % 8;
  for (bool high = engine() / 7 % 2 == 0; piece.size() < length; high = high == (engine() / 7 % 10 == 0))
    piece.push_back(high ? std::vector{60, 64, 67, 72} : std::vector{59, 62, 67, 71});
  return piece;
}

inline std::string as_json(const std::vector<SmallPiece>& pieces) {
  std::string text;
  for (const auto& piece : pieces) {
    std::string chords;
    for (const auto& chord : piece) {
      std::string notes;
      for (const int note : chord) notes += (notes.empty() ? "" : ",") + std::to_string(note);
      chords += (chords.empty() ? "[" : ",[") + notes + "]";
    }
    text += (text.empty() ? "[" : ",[") + chords + "]";
  }
  return "[" + text + "]";
}

// 12 pieces to train, 4 to validate, 4 to test.
struct SmallChorales {
  std::vector<SmallPiece> train, valid, test;
};
inline SmallChorales small_chorales() {
  std::minstd_rand engine(18);
  SmallChorales all;
  for (int k = 0; k < 20; ++k)
    (k < 12 ? all.train : k < 16 ? all.valid : all.test).push_back(small_piece(engine));
  return all;
}

inline std::string small_file() {
  const auto all = small_chorales();
  return R"({"train":)" + as_json(all.train) + R"(,"valid":)" + as_json(all.valid) + R"(,"test":)" +
         as_json(all.test) + "}";
}
