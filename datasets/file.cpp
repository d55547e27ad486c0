#include "file.hpp"

#include <zlib.h>

#include <algorithm>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <system_error>
#include <vector>

namespace unroll::datasets {
namespace {

constexpr std::size_t piece = std::size_t{1} << 16;

struct InflateEnd {
  void operator()(z_stream* z) const { inflateEnd(z); }
};

[[noreturn]] void refuse_size(const std::string& where, const char* state) {
  refuse(where,
         "is larger than " + std::to_string(largest_file >> 20) + " MiB" + state + "; give a smaller file.");
}

}  // namespace

void refuse(const std::string& where, const std::string& what) {
  throw std::runtime_error("'" + where + "' " + what);
}

std::string read_file(const std::filesystem::path& path) {
  const std::string where = path.string();
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (status.type() == std::filesystem::file_type::not_found)
    refuse(where, "does not exist; give the path of a file.");
  if (std::filesystem::is_directory(status)) refuse(where, "is a folder; give the path of a file in it.");
  if (std::filesystem::is_regular_file(status) && std::filesystem::file_size(path, error) > largest_file &&
      !error)
    refuse_size(where, "");
  std::ifstream in(path, std::ios::binary);
  if (!in) refuse(where, "cannot be opened; check that you have permission to read it.");
  // In pieces and not at once, because pipes have no size.
  std::string bytes;
  std::vector<char> buffer(piece);
  while (in.read(buffer.data(), piece), in.gcount() > 0) {
    bytes.append(buffer.data(), static_cast<std::size_t>(in.gcount()));
    if (bytes.size() > largest_file) refuse_size(where, "");
  }
  if (in.bad()) refuse(where, "cannot be read to its end; check the disk or copy the file again.");
  if (bytes.empty()) refuse(where, "is empty; give a file with content.");
  return bytes;
}

std::string gunzip(std::string_view bytes, const std::string& where) {
  if (bytes.substr(0, 2) != "\x1f\x8b") return std::string(bytes);
  if (bytes.size() > largest_file) refuse_size(where, "");
  z_stream z{};
  if (inflateInit2(&z, 15 + 16) != Z_OK)
    refuse(where, "cannot be unpacked, memory is short; close programs.");
  const std::unique_ptr<z_stream, InflateEnd> guard(&z);
  // zlib's interface of 1995 is not const-correct; it does not write to its input.
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  z.avail_in = static_cast<uInt>(bytes.size());
  std::string content;
  std::vector<char> buffer(piece);
  for (;;) {
    z.next_out = reinterpret_cast<Bytef*>(buffer.data());
    z.avail_out = static_cast<uInt>(piece);
    const int result = inflate(&z, Z_NO_FLUSH);
    content.append(buffer.data(), piece - z.avail_out);
    if (content.size() > largest_file) refuse_size(where, " when unpacked");
    if (result == Z_STREAM_END) {
      if (z.avail_in == 0) return content;
      inflateReset(&z);  // gzip files may be joined end to end
    } else if (result == Z_BUF_ERROR || (result == Z_OK && z.avail_in == 0 && z.avail_out > 0)) {
      refuse(where, "is cut short in its gzip data; copy or download it again.");
    } else if (result != Z_OK) {
      refuse(where, "has damaged gzip data; copy or download it again.");
    }
  }
}

bool next_line(std::string_view& rest, std::string_view& line) {
  if (rest.empty()) return false;
  const std::size_t end = std::min(rest.find('\n'), rest.size());
  line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return true;
}

}  // namespace unroll::datasets
