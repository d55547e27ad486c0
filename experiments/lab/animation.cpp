#include "animation.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "error.hpp"
#include "files.hpp"

namespace unroll::lab {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view signature("\x89PNG\r\n\x1a\n", 8);

std::string big_endian(std::uint32_t value, int bytes = 4) {
  std::string text;
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) text += static_cast<char>(value >> shift & 0xff);
  return text;
}

std::string chunk(std::string_view type, const std::string& data) {
  const std::string body = std::string(type) + data;
  const auto crc = ::crc32(0, reinterpret_cast<const Bytef*>(body.data()), static_cast<uInt>(body.size()));
  return big_endian(static_cast<std::uint32_t>(data.size())) + body +
         big_endian(static_cast<std::uint32_t>(crc));
}

// The parts of a PNG that a frame needs: its header, its palette and the like, and its picture data.
struct Parts {
  std::string header, between, data;
};

Parts take_apart(const std::string& png) {
  if (!png.starts_with(signature)) throw Error("a frame of the animation is no PNG file");
  Parts parts;
  bool ended = false;
  for (std::size_t at = signature.size(); at + 12 <= png.size();) {
    std::uint32_t length = 0;
    for (std::size_t k = 0; k < 4; ++k) length = length << 8 | static_cast<unsigned char>(png[at + k]);
    if (length > png.size() - at - 12) throw Error("a frame of the animation ends too early");
    const std::string type = png.substr(at + 4, 4), data = png.substr(at + 8, length);
    if (type == "IHDR")
      parts.header = data;
    else if (type == "IDAT")
      parts.data += data;
    else if (type == "PLTE" || type == "tRNS")
      parts.between += chunk(type, data);
    ended = type == "IEND";
    at += 12 + length;
  }
  if (!ended) throw Error("a frame of the animation ends too early");
  if (parts.header.size() != 13 || parts.data.empty()) throw Error("a frame of the animation has no picture");
  return parts;
}

std::string frame_control(std::uint32_t sequence, const std::string& header, unsigned delay_ms) {
  delay_ms = std::min(delay_ms, 65535u);  // what two bytes hold
  return chunk("fcTL", big_endian(sequence) + header.substr(0, 8) + big_endian(0) + big_endian(0) +
                           big_endian(delay_ms, 2) + big_endian(1000, 2) + std::string(2, '\0'));
}

}  // namespace

std::string animated_png(const std::vector<std::string>& frames, Timing timing) {
  if (frames.empty()) throw Error("the animation has no frames");
  const Parts first = take_apart(frames.front());
  std::string png(signature);
  png += chunk("IHDR", first.header);
  png += chunk("acTL", big_endian(static_cast<std::uint32_t>(frames.size())) + big_endian(0));
  png += first.between;
  std::uint32_t sequence = 0;
  for (std::size_t k = 0; k < frames.size(); ++k) {
    const Parts parts = take_apart(frames[k]);
    if (parts.header != first.header || parts.between != first.between)
      throw Error(
          fmt::format("frame {} of the animation has another size, kind or palette than the first", k));
    png += frame_control(sequence++, parts.header, k + 1 == frames.size() ? timing.last_ms : timing.frame_ms);
    png += k == 0 ? chunk("IDAT", parts.data) : chunk("fdAT", big_endian(sequence++) + parts.data);
  }
  return png + chunk("IEND", "");
}

void assemble_animation(const fs::path& folder, const std::string& name) {
  std::vector<fs::path> files;
  for (std::size_t k = 0;; ++k) {
    const fs::path file = folder / fmt::format("{}-{:04}.png", name, k);
    if (!fs::exists(file)) break;
    files.push_back(file);
  }
  std::vector<std::string> frames;
  for (const auto& file : files) frames.push_back(read_file(file));
  write_file(folder / (name + ".png"), animated_png(frames));
  for (const auto& file : files) fs::remove(file);
}

}  // namespace unroll::lab
