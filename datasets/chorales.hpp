// Chorales as the notes that sound at each quarter note, in three parts: to train, to validate, to test.
//
// Source: M. Allan & C. Williams, "Harmonising chorales by probabilistic inference", NIPS 2004, and the split
// of N. Boulanger-Lewandowski, Y. Bengio & P. Vincent, ICML 2012 (arXiv:1206.6392), in the form of
// jsb-chorales-quarter.json (github.com/czhuang/JSB-Chorales-dataset).
#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace unroll::datasets {

inline constexpr int highest_note = 127;  // of MIDI; the lowest is 0, the middle C is 60

using Chord = std::vector<int>;    // the notes that sound, ascending, each once; none: a rest
using Piece = std::vector<Chord>;  // a chord at each quarter note

struct Chorales {
  std::vector<Piece> train, valid, test;
};

// Reads {"train": [piece…], "valid": [piece…], "test": [piece…]}, a piece a list of chords, a chord a list of
// whole numbers in any order; notes that stand twice, voices in unison, count once. Throws
// std::runtime_error: as read_file does; for what is no JSON; for a part that is missing or empty, a piece
// without chords, a chord that is no list, and a note that is no whole number from 0 to 127, each by its
// place, counted from 1.
Chorales read_chorales(const std::filesystem::path& path);

// The same for the content of such a file; `where` stands for it in complaints.
Chorales read_chorales(std::string_view bytes, const std::string& where);

}  // namespace unroll::datasets
