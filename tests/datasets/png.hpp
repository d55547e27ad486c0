// Makes PNG files with libpng, of every colour type and depth, for the tests of the reader.
#pragma once
#include <png.h>

#include <cstdint>
#include <string>
#include <vector>

struct PngOptions {
  int colour_type = PNG_COLOR_TYPE_GRAY;
  int depth = 8;
  bool interlaced = false;
  std::vector<png_color> palette = {};
  std::vector<png_byte> palette_alpha = {};
  int transparent_gray = -1;
};

// The bytes of a PNG file; `raster` is row by row in the packing of the format, 16 bits high byte first.
inline std::string make_png(std::uint32_t rows, std::uint32_t columns, std::vector<png_byte> raster,
                            const PngOptions& options = {}) {
  std::string bytes;
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
  png_infop info = png_create_info_struct(png);
  png_set_write_fn(
      png, &bytes,
      [](png_structp p, png_bytep data, png_size_t size) {
        static_cast<std::string*>(png_get_io_ptr(p))->append(reinterpret_cast<char*>(data), size);
      },
      [](png_structp) {});
  png_set_IHDR(png, info, columns, rows, options.depth, options.colour_type,
               options.interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
               PNG_FILTER_TYPE_DEFAULT);
  if (!options.palette.empty())
    png_set_PLTE(png, info, options.palette.data(), static_cast<int>(options.palette.size()));
  if (!options.palette_alpha.empty())
    png_set_tRNS(png, info, options.palette_alpha.data(), static_cast<int>(options.palette_alpha.size()),
                 nullptr);
  if (options.transparent_gray >= 0) {
    png_color_16 transparent{};
    transparent.gray = static_cast<png_uint_16>(options.transparent_gray);
    png_set_tRNS(png, info, nullptr, 0, &transparent);
  }
  std::vector<png_bytep> lines(rows);
  const std::size_t stride = rows == 0 ? 0 : raster.size() / rows;
  for (std::uint32_t r = 0; r < rows; ++r) lines[r] = raster.data() + r * stride;
  png_set_rows(png, info, lines.data());
  png_write_png(png, info, PNG_TRANSFORM_IDENTITY, nullptr);
  png_destroy_write_struct(&png, &info);
  return bytes;
}

// An 8-bit grey PNG of one number a pixel, row by row.
inline std::string make_gray_png(std::uint32_t rows, std::uint32_t columns, std::vector<png_byte> raster) {
  return make_png(rows, columns, std::move(raster));
}
