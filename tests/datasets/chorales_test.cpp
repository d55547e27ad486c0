#include "datasets/chorales.hpp"

#include <algorithm>
#include <set>

#include "models/core/random.hpp"
#include "tests/datasets/files.hpp"

using namespace unroll::datasets;
using unroll::Stream;

namespace {

Piece random_piece(Stream& stream) {
  Piece piece(1 + stream.below(12));
  for (Chord& chord : piece) {
    std::set<int> notes;
    for (std::uint64_t k = stream.below(6); k > 0; --k) notes.insert(static_cast<int>(stream.below(128)));
    chord.assign(notes.begin(), notes.end());
  }
  return piece;
}

std::vector<Piece> random_part(Stream& stream) {
  std::vector<Piece> part(1 + stream.below(4));
  for (Piece& piece : part) piece = random_piece(stream);
  return part;
}

std::string gap(Stream& stream) {
  const char space = stream.chance(.5) ? ' ' : '\n';
  return std::string(stream.below(3), space);
}

// As JSON: notes in any order, some of them twice, with space between.
std::string text_of(const std::vector<Piece>& part, Stream& stream) {
  std::string text = "[";
  for (std::size_t i = 0; i < part.size(); ++i) {
    text += (i > 0 ? "," : "") + gap(stream) + "[";
    for (std::size_t t = 0; t < part[i].size(); ++t) {
      std::vector<int> notes = part[i][t];
      if (!notes.empty() && stream.chance(.3)) notes.push_back(notes[stream.below(notes.size())]);
      stream.shuffle(notes);
      text += (t > 0 ? ",[" : "[") + gap(stream);
      for (std::size_t k = 0; k < notes.size(); ++k) text += (k > 0 ? "," : "") + std::to_string(notes[k]);
      text += "]";
    }
    text += "]" + gap(stream);
  }
  return text + "]";
}

std::string file(const std::string& train, const std::string& valid = "[[[60]]]",
                 const std::string& test = "[[[60]]]") {
  return R"({"train":)" + train + R"(,"valid":)" + valid + R"(,"test":)" + test + "}";
}

}  // namespace

TEST_CASE("chorales come back, each chord ascending and each note once") {
  Stream stream(1);
  for (int run = 0; run < 50; ++run) {
    const auto train = random_part(stream), valid = random_part(stream), test = random_part(stream);
    const std::string test_text = text_of(test, stream), valid_text = text_of(valid, stream),
                      train_text = text_of(train, stream);
    const Chorales all = read_chorales(file(train_text, valid_text, test_text), "chorales.json");
    REQUIRE(all.train == train);
    REQUIRE(all.valid == valid);
    REQUIRE(all.test == test);
  }
}

TEST_CASE("what is no JSON of chorales is refused") {
  for (const std::string text : {"", "{", "[]", "1", "null", "{\"train\":[[[60]]],}", "\"train\""})
    check_sentence(complaint([&] { read_chorales(text, "chorales.json"); }), "'chorales.json'", "no JSON",
                   "train");
  const std::string whole = file("[[[60,64],[60]]]");
  for (std::size_t length = 0; length < whole.size(); ++length)
    check_sentence(complaint([&] { read_chorales(whole.substr(0, length), "cut.json"); }), "no JSON");
}

TEST_CASE("a part that is missing or empty is refused by its name") {
  for (const std::string part : {"train", "valid", "test"})
    for (const std::string wrong : {"[]", "{}", "1", "null"}) {
      const auto text = [&](const std::string& name) { return name == part ? wrong : "[[[60]]]"; };
      check_sentence(
          complaint([&] { read_chorales(file(text("train"), text("valid"), text("test")), "c.json"); }),
          "'c.json'", '"' + part + '"', "at least one piece");
    }
  check_sentence(complaint([] { read_chorales("{}", "c.json"); }), "\"train\"", "must be there");
  check_sentence(complaint([] { read_chorales(R"({"train":[[[1]]],"test":[[[1]]]})", "c.json"); }),
                 "\"valid\"");
}

TEST_CASE("an empty piece, a wrong chord and a wrong note are refused by their places") {
  const auto said = [](const std::string& piece) {
    return complaint([&] { read_chorales(file("[[[60]]," + piece + "]"), "c.json"); });
  };
  for (const std::string piece : {"[]", "5", "{}"})
    check_sentence(said(piece), "piece 2 of \"train\"", "at least one chord");
  for (const std::string chord : {"60", "null", "{}", "\"C\""})
    check_sentence(said("[[60],[]," + chord + "]"), "chord 3 of piece 2 of \"train\"", "list of notes");
  for (const std::string note : {"-1", "128", "60.5", "\"60\"", "null", "[60]", "1e400", "true",
                                 "99999999999999999999", "-99999999999999999999", "18446744073709551615"}) {
    INFO(note);
    // A number that no double holds is no JSON for the parser.
    if (note == "1e400")
      check_sentence(said("[[60,1e400]]"), "no JSON");
    else
      check_sentence(said("[[60," + note + "]]"), "chord 1 of piece 2 of \"train\"", "0 to 127");
  }
  for (const std::string note : {"0", "127"})
    CHECK(read_chorales(file("[[[" + note + "]]]"), "c.json").train[0][0] == Chord{std::stoi(note)});
}

TEST_CASE("a file of chorales that is not there is refused by its name") {
  const Folder folder;
  const auto missing = folder.path() / "chorales.json";
  check_sentence(complaint([&] { read_chorales(missing); }), missing.string(), "does not exist");
  CHECK(read_chorales(folder.write("chorales.json", file("[[[],[60]]]"))).train[0].size() == 2);
}

TEST_CASE("Bach's chorales are read") {
  const auto path = real_file("jsb-chorales-quarter.json");
  if (path.empty()) return;
  const Chorales all = read_chorales(path);
  CHECK(all.train.size() == 229);
  CHECK(all.valid.size() == 76);
  CHECK(all.test.size() == 77);
  std::size_t steps = 0, voices = 0;
  int least = highest_note, most = 0;
  for (const Piece& piece : all.train)
    for (const Chord& chord : piece) {
      ++steps;
      voices = std::max(voices, chord.size());
      if (chord.empty()) continue;
      least = std::min(least, chord.front());
      most = std::max(most, chord.back());
    }
  CHECK(steps == 13807);
  CHECK(voices == 4);
  CHECK(least == 43);
  CHECK(most == 96);
}
