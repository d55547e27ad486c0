#include "chorales.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "file.hpp"

namespace unroll::datasets {
namespace {

using nlohmann::json;

// A place in the file, and how one complains about it.
struct Place {
  const std::string& where;
  const char* part;
  std::size_t piece = 0, chord = 0;  // from 1; 0: not within one

  [[noreturn]] void refuse(const std::string& what) const {
    std::string place = std::string("\"") + part + '"';
    if (piece > 0) place = "piece " + std::to_string(piece) + " of " + place;
    if (chord > 0) place = "chord " + std::to_string(chord) + " of " + place;
    datasets::refuse(where, "is wrong in " + place + ": " + what);
  }
};

Chord parse_chord(const json& notes, const Place& place) {
  if (!notes.is_array()) place.refuse("a chord must be a list of notes.");
  Chord chord;
  for (const json& note : notes) {
    // A number beyond 2^63 is unsigned; compared as double it is beyond 127 all the same.
    if (!note.is_number_integer() || note.get<double>() < 0 || note.get<double>() > highest_note)
      place.refuse("a note must be a whole number from 0 to " + std::to_string(highest_note) + ".");
    chord.push_back(note.get<int>());
  }
  std::sort(chord.begin(), chord.end());
  chord.erase(std::unique(chord.begin(), chord.end()), chord.end());
  return chord;
}

std::vector<Piece> parse_part(const json& all, const char* part, const std::string& where) {
  Place place{where, part};
  const auto found = all.find(part);
  if (found == all.end() || !found->is_array() || found->empty())
    place.refuse("it must be there, a list of at least one piece.");
  std::vector<Piece> pieces;
  for (const json& chords : *found) {
    place.piece = pieces.size() + 1;
    place.chord = 0;
    if (!chords.is_array() || chords.empty()) place.refuse("a piece must be a list of at least one chord.");
    Piece piece;
    for (const json& notes : chords) {
      place.chord = piece.size() + 1;
      piece.push_back(parse_chord(notes, place));
    }
    pieces.push_back(std::move(piece));
  }
  return pieces;
}

}  // namespace

Chorales read_chorales(const std::filesystem::path& path) {
  return read_chorales(read_file(path), path.string());
}

Chorales read_chorales(std::string_view bytes, const std::string& where) {
  const json all = json::parse(bytes, nullptr, false);
  if (all.is_discarded() || !all.is_object())
    refuse(where, R"(is no JSON of chorales; it must be {"train": […], "valid": […], "test": […]}.)");
  return {parse_part(all, "train", where), parse_part(all, "valid", where), parse_part(all, "test", where)};
}

}  // namespace unroll::datasets
