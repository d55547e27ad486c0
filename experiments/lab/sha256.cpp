#include "sha256.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <array>
#include <fstream>
#include <memory>

#include "error.hpp"

namespace unroll::lab {
namespace {

class Digest {
 public:
  Digest() : context_(EVP_MD_CTX_new(), EVP_MD_CTX_free) {
    require(context_ != nullptr && EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) == 1);
  }

  void add(const char* bytes, std::size_t count) {
    require(EVP_DigestUpdate(context_.get(), bytes, count) == 1);
  }

  std::string hexadecimal() {
    std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
    unsigned int count = 0;
    require(EVP_DigestFinal_ex(context_.get(), bytes.data(), &count) == 1);
    std::string text;
    for (unsigned int i = 0; i < count; ++i) text += fmt::format("{:02x}", bytes[i]);
    return text;
  }

 private:
  static void require(bool done) {
    if (!done)
      throw Error("the OpenSSL library refuses to compute SHA-256; a build of it with SHA-256 is needed");
  }

  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_;
};

}  // namespace

std::string sha256_of(std::string_view bytes) {
  Digest digest;
  digest.add(bytes.data(), bytes.size());
  return digest.hexadecimal();
}

std::string sha256_of_file(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw Error(fmt::format("{} cannot be opened; a readable file is needed", file.string()));
  Digest digest;
  std::array<char, 65536> piece{};
  do {
    stream.read(piece.data(), piece.size());
    digest.add(piece.data(), static_cast<std::size_t>(stream.gcount()));
  } while (stream);
  // A folder opens like a file and fails at the first read.
  if (stream.bad() || !stream.eof())
    throw Error(fmt::format("{} cannot be read to its end; a readable file is needed", file.string()));
  return digest.hexadecimal();
}

}  // namespace unroll::lab
