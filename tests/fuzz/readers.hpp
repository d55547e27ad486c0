// The readers of files under attack: each with files that it reads, from which mutants are bred.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace unroll::fuzz {

struct Reader {
  const char* name;
  std::vector<std::string> seeds;        // files that it takes
  void (*read)(std::string_view bytes);  // throws only std::runtime_error
  void (*repair)(std::string& bytes);    // makes checksums and lengths right, so that mutants get past them
};

// png, netpbm, xbm, glyphs, digits, chorales, idx, gzip, utf8, weights.
const std::vector<Reader>& readers();

// Reads the bytes and again with repaired checksums. A refusal (std::runtime_error of one sentence) is right;
// every other exception comes through. Returns how many of the two were read without a complaint.
int attack(const Reader& reader, std::string_view bytes);

}  // namespace unroll::fuzz
