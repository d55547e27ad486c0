// Some thousands of mutants of right files, the same in every run, for builds without a fuzzer.
#include "models/core/random.hpp"
#include "tests/catch.hpp"
#include "tests/fuzz/readers.hpp"

using unroll::Stream;
using namespace unroll::fuzz;

namespace {

std::size_t place(const std::string& bytes, Stream& stream) { return stream.below(bytes.size() + 1); }

// One change of the kinds that files suffer and attackers try.
void mutate(std::string& bytes, const std::vector<std::string>& seeds, Stream& stream) {
  static const std::vector<std::string> tokens{
      "0", "-1", "65536", "4294967296",         "99999999999999999999", "\n",
      "#", "}",  "0x",    std::string(4, '\0'), "\xff\xff\xff\xff",     "\x7f\xff\xff\xff"};
  const std::size_t at = place(bytes, stream);
  switch (stream.below(7)) {
    case 0:
      bytes.erase(at);
      break;
    case 1:
      bytes.erase(at, stream.below(8));
      break;
    case 2:
      bytes.insert(at, tokens[stream.below(tokens.size())]);
      break;
    case 3:
      bytes.insert(at, 1, static_cast<char>(stream.below(256)));
      break;
    case 4: {
      const std::size_t count = stream.below(32), from = place(bytes, stream);
      bytes.insert(at, bytes.substr(from, count));
      break;
    }
    case 5: {
      const std::string& other = seeds[stream.below(seeds.size())];
      bytes = bytes.substr(0, at) + other.substr(place(other, stream));
      break;
    }
    default:
      if (at < bytes.size()) bytes[at] = static_cast<char>(bytes[at] ^ (1 << stream.below(8)));
  }
}

}  // namespace

TEST_CASE("fuzz smoke: readers take their seeds") {
  for (const Reader& reader : readers())
    for (const std::string& seed : reader.seeds) {
      INFO(reader.name);
      CHECK(attack(reader, seed) == 1);
    }
}

TEST_CASE("fuzz smoke: mutants are read or refused, never anything else") {
  for (const Reader& reader : readers()) {
    Stream stream(1, "fuzz", reader.name, 0, "mutants");
    int read = 0, refused = 0;
    for (int run = 0; run < 4000; ++run) {
      std::string bytes = reader.seeds[stream.below(reader.seeds.size())];
      for (std::uint64_t changes = 1 + stream.below(4); changes > 0; --changes)
        mutate(bytes, reader.seeds, stream);
      INFO(reader.name << ", mutant " << run);
      int taken = -1;
      REQUIRE_NOTHROW(taken = attack(reader, bytes));
      ++(taken > 0 ? read : refused);
    }
    INFO(reader.name << ": " << read << " read, " << refused << " refused");
    CHECK(read > 20);  // else the mutants were too wild to reach what lies behind the first check
    CHECK(refused > 20);
  }
}
