#include "idx.hpp"

#include <algorithm>
#include <vector>

#include "file.hpp"

namespace unroll::datasets {
namespace {

arma::uword big_endian(std::string_view bytes, std::size_t at) {
  arma::uword value = 0;
  for (std::size_t k = at; k < at + 4; ++k) value = value << 8 | static_cast<unsigned char>(bytes[k]);
  return value;
}

// The sizes of the dimensions, after which nothing but one byte for each number follows.
std::vector<arma::uword> read_sizes(std::string_view content, const std::string& where,
                                    arma::uword dimensions) {
  constexpr arma::uword of_bytes = 0x0800;
  const std::size_t header = 4 + 4 * dimensions;
  if (content.size() < header || big_endian(content, 0) != of_bytes + dimensions)
    refuse(where, "is no IDX file of bytes in " + std::to_string(dimensions) + " dimension" +
                      (dimensions > 1 ? "s" : "") + "; give one of MNIST's or Fashion-MNIST's.");
  std::vector<arma::uword> sizes;
  arma::uword numbers = 1;
  for (arma::uword d = 0; d < dimensions; ++d) {
    sizes.push_back(big_endian(content, 4 + 4 * d));
    // No product overflows: every size is below 2^32 and the numbers so far are no more than the file's.
    numbers *= sizes.back();
    if (numbers == 0 || numbers > content.size())
      refuse(where, numbers == 0 ? "holds nothing; give a file with content."
                                 : "is shorter than its header says; copy or download it again.");
  }
  if (content.size() != header + numbers)
    refuse(where, "is " + std::to_string(content.size()) + " bytes long, but its header says " +
                      std::to_string(header + numbers) + "; copy or download it again.");
  return sizes;
}

}  // namespace

IdxPictures read_idx_pictures(const std::filesystem::path& path, arma::uword most) {
  return read_idx_pictures(read_file(path), path.string(), most);
}

IdxPictures read_idx_pictures(std::string_view bytes, const std::string& where, arma::uword most) {
  const std::string content = gunzip(bytes, where);
  const auto sizes = read_sizes(content, where, 3);
  const arma::uword rows = sizes[1], columns = sizes[2], count = std::min(most, sizes[0]);
  IdxPictures pictures{arma::fmat(rows * columns, count), rows, columns};
  std::size_t at = 16;  // row by row
  for (arma::uword k = 0; k < count; ++k)
    for (arma::uword r = 0; r < rows; ++r)
      for (arma::uword c = 0; c < columns; ++c)
        pictures.images.at(r + rows * c, k) =
            static_cast<float>(static_cast<unsigned char>(content[at++])) / 255;
  return pictures;
}

arma::uvec read_idx_labels(const std::filesystem::path& path, arma::uword most) {
  return read_idx_labels(read_file(path), path.string(), most);
}

arma::uvec read_idx_labels(std::string_view bytes, const std::string& where, arma::uword most) {
  const std::string content = gunzip(bytes, where);
  const auto sizes = read_sizes(content, where, 1);
  arma::uvec labels(std::min(most, sizes[0]));
  for (arma::uword k = 0; k < labels.n_elem; ++k) labels[k] = static_cast<unsigned char>(content[8 + k]);
  return labels;
}

}  // namespace unroll::datasets
