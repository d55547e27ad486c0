// A piece as a standard MIDI file, which any player plays.
//
// Source: MIDI Manufacturers Association, Standard MIDI Files 1.0 (RP-001, 1996): format 0, one track.
#pragma once
#include <string>

#include "chorales.hpp"

namespace unroll::datasets {

struct MidiSound {
  int quarters_per_minute = 80;  // from 4 to 60,000,000, so that a quarter fits into 24 bits of µs
  int instrument = 19;           // 0 … 127 of General MIDI; 19 is a church organ
  int loudness = 80;             // 1 … 127
};

// The bytes of the file. A chord is a quarter note long; a note that sounds in the next chord as well is
// held, for the chords do not say whether it was struck again. Rests at the end count. Throws
// std::invalid_argument for a note or a number of `sound` out of range, and for a chord that is not
// ascending.
std::string midi_file(const Piece& piece, const MidiSound& sound = {});

}  // namespace unroll::datasets
