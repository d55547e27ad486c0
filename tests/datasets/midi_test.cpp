#include "datasets/midi.hpp"

#include <cstdint>
#include <map>
#include <set>

#include "models/core/random.hpp"
#include "tests/datasets/files.hpp"

using namespace unroll::datasets;
using unroll::Stream;

namespace {

// What a player reads of a file: what is struck, and what sounds, at each quarter note.
struct Played {
  Piece sounding, struck;
  std::uint32_t tempo = 0;
  int instrument = -1, loudness = -1;
};

// A strict reader of format 0, written from the standard and not from the writer.
class Reader {
 public:
  explicit Reader(const std::string& bytes) : bytes_(bytes) {}

  Played play() {
    REQUIRE(take(4) == "MThd");
    REQUIRE(number(4) == 6);
    REQUIRE(number(2) == 0);
    REQUIRE(number(2) == 1);
    const std::uint32_t quarter = number(2);
    REQUIRE(quarter > 0);
    REQUIRE(take(4) == "MTrk");
    const std::uint32_t length = number(4);
    REQUIRE(length == bytes_.size() - at_);
    std::set<int> on;
    Chord struck;
    std::uint32_t now = 0;
    while (true) {
      const std::uint32_t wait = variable();
      REQUIRE(wait % quarter == 0);
      for (std::uint32_t k = 0; k < wait / quarter; ++k) {
        played_.sounding.emplace_back(on.begin(), on.end());
        played_.struck.push_back(struck);
        struck.clear();
      }
      now += wait;
      const std::uint32_t status = number(1);
      if (status == 0xff) {
        const std::uint32_t kind = number(1), size = variable();
        if (kind == 0x2f) {
          REQUIRE(size == 0);
          break;
        }
        REQUIRE(kind == 0x51);
        REQUIRE(size == 3);
        played_.tempo = number(3);
      } else if (status == 0xc0) {
        played_.instrument = static_cast<int>(number(1));
      } else {
        const int note = static_cast<int>(number(1)), speed = static_cast<int>(number(1));
        REQUIRE((status == 0x90 || status == 0x80));
        if (status == 0x90) {
          REQUIRE(on.insert(note).second);
          struck.push_back(note);
          played_.loudness = speed;
        } else {
          REQUIRE(on.erase(note) == 1);
        }
      }
    }
    REQUIRE(on.empty());
    REQUIRE(at_ == bytes_.size());
    return played_;
  }

 private:
  std::string take(std::size_t count) {
    REQUIRE(at_ + count <= bytes_.size());
    at_ += count;
    return bytes_.substr(at_ - count, count);
  }
  std::uint32_t number(std::size_t bytes) {
    std::uint32_t value = 0;
    for (const char c : take(bytes)) value = value << 8 | static_cast<unsigned char>(c);
    return value;
  }
  std::uint32_t variable() {
    std::uint32_t value = 0;
    for (int k = 0; k < 4; ++k) {
      const std::uint32_t byte = number(1);
      value = value << 7 | (byte & 0x7f);
      if (byte < 0x80) return value;
    }
    FAIL("a number of more than four bytes");
    return 0;
  }

  const std::string& bytes_;
  std::size_t at_ = 0;
  Played played_;
};

Piece random_piece(Stream& stream) {
  Piece piece(1 + stream.below(20));
  for (Chord& chord : piece)
    for (int note = 0; note <= highest_note; ++note)
      if (stream.chance(.04) || (stream.chance(.5) && note % 40 == 0)) chord.push_back(note);
  return piece;
}

}  // namespace

TEST_CASE("a MIDI file plays the piece, and strikes a note only where it did not sound before") {
  Stream stream(1);
  for (int run = 0; run < 50; ++run) {
    Piece piece = random_piece(stream);
    if (run % 3 == 0) piece.insert(piece.begin() + static_cast<std::ptrdiff_t>(piece.size() / 2), 40, {});
    const MidiSound sound{static_cast<int>(4 + stream.below(300)), static_cast<int>(stream.below(128)),
                          static_cast<int>(1 + stream.below(127))};
    const std::string bytes = midi_file(piece, sound);
    const Played played = Reader(bytes).play();
    REQUIRE(played.sounding == piece);
    CHECK(played.tempo == 60'000'000U / static_cast<unsigned>(sound.quarters_per_minute));
    CHECK(played.instrument == sound.instrument);
    for (std::size_t t = 0; t < piece.size(); ++t)
      for (const int note : piece[t]) {
        const auto holds = [&](const Chord& chord) {
          return std::find(chord.begin(), chord.end(), note) != chord.end();
        };
        REQUIRE(holds(played.struck[t]) == (t == 0 || !holds(piece[t - 1])));
        CHECK(played.loudness == sound.loudness);
      }
    CHECK(midi_file(piece, sound) == bytes);
  }
}

TEST_CASE("pieces of nothing and of rests alone are files, too") {
  CHECK(Reader(midi_file({})).play().sounding.empty());
  CHECK(Reader(midi_file({{}, {}, {}})).play().sounding == Piece{{}, {}, {}});
  // 600 quarters of 480 ticks need three bytes of seven bits.
  CHECK(Reader(midi_file(Piece(600))).play().sounding.size() == 600);
}

TEST_CASE("what no MIDI file can hold is refused") {
  const auto said = [](const Piece& piece, const MidiSound& sound = {}) {
    return complaint<std::invalid_argument>([&] { midi_file(piece, sound); });
  };
  check_sentence(said({{60}, {-1}}), "a note is -1", "0 to 127");
  check_sentence(said({{128}}), "128");
  check_sentence(said({{64, 60}}), "ascend");
  check_sentence(said({{60, 60}}), "each once");
  check_sentence(said({}, {.quarters_per_minute = 3}), "quarters per minute is 3", "4");
  check_sentence(said({}, {.instrument = 128}), "instrument is 128");
  check_sentence(said({}, {.loudness = 0}), "loudness is 0");
}
