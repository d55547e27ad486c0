// PNG by libpng's simplified interface: it reports errors in a struct, prints nothing and jumps over none
// of our objects.
#include <png.h>

#include <memory>
#include <vector>

#include "file.hpp"
#include "picture_formats.hpp"

namespace unroll::datasets::formats {
namespace {

constexpr std::string_view signature = "\x89PNG\r\n\x1a\n";

struct ImageFree {
  void operator()(png_image* image) const { png_image_free(image); }
};

struct Header {
  std::uint64_t rows, columns, bits;  // bits of one pixel
  std::uint64_t packed;               // bytes of compressed pixels
};

std::uint32_t big_endian(std::string_view bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = at; i < at + 4; ++i) value = value << 8 | static_cast<unsigned char>(bytes[i]);
  return value;
}

std::uint64_t channels(int colour_type) {
  switch (colour_type) {
    case PNG_COLOR_TYPE_RGB:
      return 3;
    case PNG_COLOR_TYPE_RGB_ALPHA:
      return 4;
    case PNG_COLOR_TYPE_GRAY_ALPHA:
      return 2;
    default:
      return 1;
  }
}

// Walks over the chunks without unpacking any: libpng would take a file without its end.
Header read_header(std::string_view bytes, const std::string& where) {
  constexpr const char* cut = "is cut short; copy or save the PNG file again.";
  Header header{};
  for (std::size_t at = signature.size();;) {
    if (bytes.size() - at < 12) refuse(where, cut);
    const std::uint64_t length = big_endian(bytes, at);
    const std::string_view type = bytes.substr(at + 4, 4);
    if (header.rows == 0 && (type != "IHDR" || length != 13))
      refuse(where, "has no PNG header; copy or save the PNG file again.");
    if (length > bytes.size() - at - 12) refuse(where, cut);
    if (header.rows == 0) {
      header.columns = big_endian(bytes, at + 8);
      header.rows = big_endian(bytes, at + 12);
      header.bits =
          static_cast<unsigned char>(bytes[at + 16]) * channels(static_cast<unsigned char>(bytes[at + 17]));
      check_size(header.rows, header.columns, where);
    }
    if (type == "IDAT") header.packed += length;
    if (type == "IEND") return header;
    at += static_cast<std::size_t>(length) + 12;
  }
}

}  // namespace

bool is_png(std::string_view bytes) { return bytes.substr(0, signature.size()) == signature; }

Gray read_png(std::string_view bytes, const std::string& where) {
  const Header header = read_header(bytes, where);
  // Deflate packs at most 1032 bytes into one, so a tiny file with a huge picture need not be unpacked.
  if (header.rows * ((header.columns * header.bits + 7) / 8) > 1032 * header.packed)
    refuse(where, "holds too little data for its size of " + std::to_string(header.rows) + " rows x " +
                      std::to_string(header.columns) + " columns; copy or save the PNG file again.");

  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  const auto damaged = [&] {
    refuse(where,
           std::string("is a damaged PNG file (libpng: ") + image.message + "); copy or save it again.");
  };
  if (!png_image_begin_read_from_memory(&image, bytes.data(), bytes.size())) damaged();
  const std::unique_ptr<png_image, ImageFree> guard(&image);
  const bool colour = (image.format & PNG_FORMAT_FLAG_COLOR) != 0;
  image.format = colour ? PNG_FORMAT_RGBA : PNG_FORMAT_GA;
  image.flags |= PNG_IMAGE_FLAG_16BIT_sRGB;  // else 16 bits are taken for linear light and come out brighter
  std::vector<png_byte> raster(PNG_IMAGE_SIZE(image));
  if (!png_image_finish_read(&image, nullptr, raster.data(), 0, nullptr)) damaged();

  Gray gray(image.height, image.width);
  const png_byte* p = raster.data();
  for (arma::uword r = 0; r < gray.n_rows; ++r)
    for (arma::uword c = 0; c < gray.n_cols; ++c) {
      const std::uint32_t value = colour ? luma(p[0], p[1], p[2]) : p[0];
      const std::uint32_t alpha = colour ? p[3] : p[1];
      gray.at(r, c) = static_cast<std::uint8_t>((value * alpha + 255 * (255 - alpha) + 127) / 255);
      p += colour ? 4 : 2;
    }
  return gray;
}

}  // namespace unroll::datasets::formats
