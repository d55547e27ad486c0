// Animated PNGs: valid for every reader, with the very pixels of their frames.
#include "experiments/lab/animation.hpp"

#include <png.h>
#include <zlib.h>

#include <array>
#include <cstdint>

#include "experiments/lab/error.hpp"
#include "experiments/lab/files.hpp"
#include "tests/catch.hpp"
#include "tests/lab/scratch.hpp"

using namespace unroll::lab;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t signature = 8;

using Pixels = std::vector<unsigned char>;

Pixels pixels(unsigned width, unsigned height, unsigned seed) {
  Pixels values(std::size_t{3} * width * height);
  for (std::size_t k = 0; k < values.size(); ++k)
    values[k] = static_cast<unsigned char>((k * 37 + seed * 101) % 251);
  return values;
}

// A PNG of colour pixels.
std::string png(unsigned width, unsigned height, unsigned seed, unsigned format = PNG_FORMAT_RGB) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = width;
  image.height = height;
  image.format = format;
  Pixels values = pixels(width, height, seed);
  values.resize(PNG_IMAGE_SIZE(image));
  png_alloc_size_t size = 0;
  if (!::png_image_write_to_memory(&image, nullptr, &size, 0, values.data(), 0, nullptr))
    throw std::runtime_error(image.message);
  std::string file(size, '\0');
  if (!::png_image_write_to_memory(&image, file.data(), &size, 0, values.data(), 0, nullptr))
    throw std::runtime_error(image.message);
  return file;
}

Pixels decoded(const std::string& file) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  if (!::png_image_begin_read_from_memory(&image, file.data(), file.size()))
    throw std::runtime_error(image.message);
  image.format = PNG_FORMAT_RGB;
  Pixels values(PNG_IMAGE_SIZE(image));
  if (!::png_image_finish_read(&image, nullptr, values.data(), 0, nullptr))
    throw std::runtime_error(image.message);
  return values;
}

struct Chunk {
  std::string type, data;
};

std::uint32_t number(const std::string& bytes, std::size_t at, std::size_t count = 4) {
  std::uint32_t value = 0;
  for (std::size_t k = 0; k < count; ++k) value = value << 8 | static_cast<unsigned char>(bytes.at(at + k));
  return value;
}

std::string bytes(std::uint32_t value) {
  return {static_cast<char>(value >> 24), static_cast<char>(value >> 16 & 255),
          static_cast<char>(value >> 8 & 255), static_cast<char>(value & 255)};
}

std::string written(const Chunk& chunk) {
  const std::string body = chunk.type + chunk.data;
  const auto crc = ::crc32(0, reinterpret_cast<const Bytef*>(body.data()), static_cast<uInt>(body.size()));
  return bytes(static_cast<std::uint32_t>(chunk.data.size())) + body + bytes(static_cast<std::uint32_t>(crc));
}

// The chunks of a file; throws where a length or a checksum is wrong.
std::vector<Chunk> chunks(const std::string& file) {
  std::vector<Chunk> list;
  for (std::size_t at = signature; at < file.size();) {
    const std::size_t length = number(file, at);
    list.push_back({file.substr(at + 4, 4), file.substr(at + 8, length)});
    if (written(list.back()) != file.substr(at, length + 12)) throw std::runtime_error("a damaged chunk");
    at += length + 12;
  }
  return list;
}

// The picture data of a file that has them in one chunk.
std::string picture(const std::string& file) {
  std::string data;
  for (const auto& chunk : chunks(file))
    if (chunk.type == "IDAT") data += chunk.data;
  return data;
}

std::string joined(const std::string& head, const std::vector<Chunk>& list) {
  std::string file = head.substr(0, signature);
  for (const auto& chunk : list) file += written(chunk);
  return file;
}

std::vector<std::string> film(unsigned frames) {
  std::vector<std::string> list;
  for (unsigned k = 0; k < frames; ++k) list.push_back(png(5, 3, k));
  return list;
}

}  // namespace

TEST_CASE("animation: the chunks come in the order of the standard, each with its checksum") {
  for (const unsigned frames : {1u, 2u, 7u}) {
    const auto file = animated_png(film(frames));
    CHECK(file.substr(0, signature) == png(1, 1, 0).substr(0, signature));
    std::vector<std::string> expected{"IHDR", "acTL", "fcTL", "IDAT"}, types;
    for (unsigned k = 1; k < frames; ++k) expected.insert(expected.end(), {"fcTL", "fdAT"});
    expected.push_back("IEND");
    for (const auto& chunk : chunks(file)) types.push_back(chunk.type);
    CHECK(types == expected);
  }
}

TEST_CASE("animation: it counts its frames, numbers its chunks, and plays for ever") {
  const auto list = chunks(animated_png(film(4)));
  CHECK(list[1].data == bytes(4) + bytes(0));
  std::uint32_t sequence = 0;
  for (const auto& chunk : list)
    if (chunk.type == "fcTL" || chunk.type == "fdAT") CHECK(number(chunk.data, 0) == sequence++);
  CHECK(sequence == 7);
}

TEST_CASE("animation: every frame stands as long as it was told, the last one longer") {
  const auto delays = [](const std::string& file) {
    std::vector<double> seconds;
    for (const auto& [type, data] : chunks(file)) {
      if (type != "fcTL") continue;
      CHECK(data.size() == 26);
      CHECK(number(data, 4) == 5);                        // width
      CHECK(number(data, 8) == 3);                        // height
      CHECK(data.substr(12, 8) == std::string(8, '\0'));  // at the corner
      CHECK(data.substr(24, 2) == std::string(2, '\0'));  // replacing the frame before
      seconds.push_back(number(data, 20, 2) / static_cast<double>(number(data, 22, 2)));
    }
    return seconds;
  };
  CHECK(delays(animated_png(film(3))) == std::vector<double>{0.12, 0.12, 2.5});
  CHECK(delays(animated_png(film(3), {40, 1000})) == std::vector<double>{0.04, 0.04, 1});
  CHECK(delays(animated_png(film(1), {40, 1000})) == std::vector<double>{1});
  // Two bytes hold no more than 65,535; longer is as long as can be, not short.
  CHECK(delays(animated_png(film(2), {40, 70000})) == std::vector<double>{0.04, 65.535});
}

TEST_CASE("animation: a reader that knows PNG alone sees the first frame") {
  CHECK(decoded(animated_png(film(3))) == pixels(5, 3, 0));
}

TEST_CASE("animation: every frame has the pixels that went in") {
  const auto file = animated_png(film(5));
  const auto list = chunks(file);
  unsigned frame = 0;
  for (const auto& chunk : list) {
    if (chunk.type != "IDAT" && chunk.type != "fdAT") continue;
    const std::string data = chunk.type == "IDAT" ? chunk.data : chunk.data.substr(4);
    CHECK(decoded(joined(file, {list.front(), {"IDAT", data}, list.back()})) == pixels(5, 3, frame++));
  }
  CHECK(frame == 5);
}

TEST_CASE("animation: picture data in many chunks are put together, and the palette is kept") {
  const auto plain = png(5, 3, 1);
  std::vector<Chunk> split;
  for (const auto& chunk : chunks(plain)) {
    if (chunk.type != "IDAT") {
      split.push_back(chunk);
      continue;
    }
    split.push_back({"PLTE", "abcdef"});
    for (const char c : chunk.data) split.push_back({"IDAT", std::string(1, c)});
    split.push_back({"tEXt", "comment"});
  }
  const auto list = chunks(animated_png({joined(plain, split)}));
  REQUIRE(list.size() == 6);
  CHECK(list[2].type == "PLTE");
  CHECK(list[2].data == "abcdef");
  CHECK(list[4].data == picture(plain));
}

TEST_CASE("animation: no frames, no PNG, another size or another kind are refused") {
  CHECK_THROWS_AS(animated_png({}), Error);
  CHECK_THROWS_AS(animated_png({"GIF89a"}), Error);
  CHECK_THROWS_AS(animated_png({png(5, 3, 0), ""}), Error);
  CHECK_THROWS_AS(animated_png({png(5, 3, 0), png(3, 5, 0)}), Error);
  CHECK_THROWS_AS(animated_png({png(5, 3, 0), png(5, 3, 0, PNG_FORMAT_GRAY)}), Error);
}

TEST_CASE("animation: a frame that was cut off anywhere is refused") {
  const auto list = chunks(png(5, 3, 2));
  const std::string data = picture(png(5, 3, 2));
  const auto half = data.size() / 2;
  std::vector<Chunk> two{
      list.front(), {"IDAT", data.substr(0, half)}, {"IDAT", data.substr(half)}, list.back()};
  const auto whole = joined(png(5, 3, 2), two);
  CHECK_NOTHROW(animated_png({whole}));
  for (std::size_t length = 0; length < whole.size(); ++length) {
    CAPTURE(length);
    CHECK_THROWS_AS(animated_png({whole.substr(0, length)}), Error);
  }
}

TEST_CASE("animation: the frames of a folder become one file, in order, and go") {
  const scratch::Folder folder;
  const auto frames = film(12);
  for (unsigned k = 0; k < 12; ++k)
    write_file(folder.path / ("film-00" + std::string(k < 10 ? "0" : "") + std::to_string(k) + ".png"),
               frames[k]);
  write_file(folder.path / "film-0013.png", "of another film, after a gap");
  assemble_animation(folder.path, "film");
  CHECK(read_file(folder.path / "film.png") == animated_png(frames));
  CHECK(!fs::exists(folder.path / "film-0000.png"));
  CHECK(!fs::exists(folder.path / "film-0011.png"));
  CHECK(fs::exists(folder.path / "film-0013.png"));
}

TEST_CASE("animation: a folder without frames, or with a bad one, is an error and keeps its files") {
  const scratch::Folder folder;
  CHECK_THROWS_AS(assemble_animation(folder.path, "film"), Error);
  write_file(folder.path / "film-0000.png", png(5, 3, 0));
  write_file(folder.path / "film-0001.png", "no picture");
  CHECK_THROWS_AS(assemble_animation(folder.path, "film"), Error);
  CHECK(fs::exists(folder.path / "film-0000.png"));
  CHECK(!fs::exists(folder.path / "film.png"));
}
