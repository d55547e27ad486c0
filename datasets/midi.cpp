#include "midi.hpp"

#include <algorithm>
#include <cstdint>
#include <stdexcept>

namespace unroll::datasets {
namespace {

constexpr std::uint32_t quarter = 480;  // ticks

std::string big_endian(std::uint32_t value, int bytes) {
  std::string text;
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) text += static_cast<char>(value >> shift & 0xff);
  return text;
}

// Seven bits a byte, the highest first; all but the last have their eighth bit set.
std::string variable_length(std::uint32_t value) {
  std::string text(1, static_cast<char>(value & 0x7f));
  while ((value >>= 7) > 0) text.insert(text.begin(), static_cast<char>((value & 0x7f) | 0x80));
  return text;
}

// The events of a track, each with the time since the one before.
class Track {
 public:
  void wait(std::uint32_t ticks) { since_ += ticks; }
  void event(const std::string& bytes) {
    text_ += variable_length(since_) + bytes;
    since_ = 0;
  }
  void event(int status, int first, int second) {
    event({static_cast<char>(status), static_cast<char>(first), static_cast<char>(second)});
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
  std::uint32_t since_ = 0;
};

void check(const char* what, int value, int low, int high) {
  if (value < low || value > high)
    throw std::invalid_argument(std::string(what) + " is " + std::to_string(value) + "; it must be from " +
                                std::to_string(low) + " to " + std::to_string(high));
}

void check(const Piece& piece, const MidiSound& sound) {
  check("quarters per minute", sound.quarters_per_minute, 4, 60'000'000);
  check("the instrument", sound.instrument, 0, 127);
  check("the loudness", sound.loudness, 1, 127);
  for (const Chord& chord : piece) {
    for (const int note : chord) check("a note", note, 0, highest_note);
    if (std::adjacent_find(chord.begin(), chord.end(), std::greater_equal<>()) != chord.end())
      throw std::invalid_argument("the notes of a chord must ascend, each once");
  }
}

bool has(const Chord& chord, int note) { return std::binary_search(chord.begin(), chord.end(), note); }

}  // namespace

std::string midi_file(const Piece& piece, const MidiSound& sound) {
  check(piece, sound);
  constexpr int note_off = 0x80, note_on = 0x90, program = 0xc0;
  Track track;
  const auto microseconds = static_cast<std::uint32_t>(60'000'000 / sound.quarters_per_minute);
  track.event("\xff\x51\x03" + big_endian(microseconds, 3));
  track.event({static_cast<char>(program), static_cast<char>(sound.instrument)});
  Chord sounding;
  for (const Chord& chord : piece) {
    for (const int note : sounding)
      if (!has(chord, note)) track.event(note_off, note, 0);
    for (const int note : chord)
      if (!has(sounding, note)) track.event(note_on, note, sound.loudness);
    sounding = chord;
    track.wait(quarter);
  }
  for (const int note : sounding) track.event(note_off, note, 0);
  track.event(std::string("\xff\x2f\x00", 3));
  return "MThd" + big_endian(6, 4) + big_endian(0, 2) + big_endian(1, 2) + big_endian(quarter, 2) + "MTrk" +
         big_endian(static_cast<std::uint32_t>(track.text().size()), 4) + track.text();
}

}  // namespace unroll::datasets
