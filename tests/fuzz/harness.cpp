// The entry point of libFuzzer for the reader that UNROLL_FUZZ_READER names.
#include <cstddef>
#include <cstdint>
#include <exception>
#include <fstream>
#include <string>

#include "tests/fuzz/readers.hpp"

namespace {

const unroll::fuzz::Reader& target() {
  for (const auto& reader : unroll::fuzz::readers())
    if (std::string_view(reader.name) == UNROLL_FUZZ_READER) return reader;
  std::terminate();
}

}  // namespace

// Writes the seeds into the first folder of the command line, where libFuzzer looks for its corpus.
extern "C" int LLVMFuzzerInitialize(int* count, char*** arguments) {
  for (int i = 1; i < *count; ++i) {
    const std::string folder = (*arguments)[i];
    if (folder.empty() || folder[0] == '-') continue;
    for (std::size_t k = 0; k < target().seeds.size(); ++k)
      std::ofstream(folder + "/seed_" + std::to_string(k), std::ios::binary) << target().seeds[k];
    break;
  }
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const unroll::fuzz::Reader& reader = target();
  unroll::fuzz::attack(reader, {reinterpret_cast<const char*>(data), size});
  return 0;
}
