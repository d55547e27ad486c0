#include "datasets/idx.hpp"

#include "models/core/random.hpp"
#include "tests/datasets/files.hpp"
#include "tests/datasets/gzip.hpp"

using namespace unroll::datasets;
using unroll::Stream;

namespace {

std::string number(std::uint32_t value) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(value >> shift & 255);
  return bytes;
}

// The bytes of a file with these sizes and this content.
std::string idx(const std::vector<std::uint32_t>& sizes, const std::string& content) {
  std::string bytes = number(0x0800 + static_cast<std::uint32_t>(sizes.size()));
  for (const std::uint32_t size : sizes) bytes += number(size);
  return bytes + content;
}

std::string noise(std::size_t n, Stream& stream) {
  std::string bytes;
  for (std::size_t k = 0; k < n; ++k) bytes += static_cast<char>(stream.below(256));
  return bytes;
}

}  // namespace

TEST_CASE("IDX pictures come back column by column, plain and packed, as many as asked for") {
  Stream stream(1);
  for (const auto& [rows, columns] : {std::pair{3u, 5u}, {28u, 28u}, {1u, 1u}}) {
    const std::string content = noise(7 * rows * columns, stream), plain = idx({7, rows, columns}, content);
    for (const std::string& bytes : {plain, make_gzip(plain)})
      for (const arma::uword most : {arma::uword{2}, arma::uword{7}, all_of_them}) {
        const IdxPictures pictures = read_idx_pictures(bytes, "images", most);
        REQUIRE(pictures.rows == rows);
        REQUIRE(pictures.columns == columns);
        REQUIRE(arma::size(pictures.images) == arma::SizeMat(rows * columns, std::min<arma::uword>(most, 7)));
        for (arma::uword k = 0; k < pictures.images.n_cols; ++k)
          for (arma::uword r = 0; r < rows; ++r)
            for (arma::uword c = 0; c < columns; ++c)
              REQUIRE(pictures.images(r + rows * c, k) ==
                      static_cast<float>(static_cast<unsigned char>(content[(k * rows + r) * columns + c])) /
                          255);
      }
  }
}

TEST_CASE("IDX labels come back") {
  Stream stream(2);
  const std::string content = noise(100, stream), bytes = idx({100}, content);
  const arma::uvec labels = read_idx_labels(bytes, "labels");
  REQUIRE(labels.n_elem == 100);
  for (arma::uword k = 0; k < 100; ++k) CHECK(labels[k] == static_cast<unsigned char>(content[k]));
  CHECK(read_idx_labels(make_gzip(bytes), "labels", 3).n_elem == 3);
  const Folder folder;
  CHECK(read_idx_labels(folder.write("labels", bytes)).n_elem == 100);
  CHECK(read_idx_pictures(folder.write("images", idx({1, 2, 2}, "abcd"))).images.n_rows == 4);
}

TEST_CASE("an IDX file that is something else, or of another length than it says, is refused") {
  const std::string right = idx({2, 2, 2}, "abcdefgh");
  for (const std::string& wrong : {idx({8}, "abcdefgh"), std::string("GIF89a, not IDX, of some length"),
                                   right.substr(0, 10), number(0x0D03) + right.substr(4)})
    check_sentence(complaint([&] { read_idx_pictures(wrong, "images"); }), "'images'",
                   "no IDX file of bytes in 3 dimensions");
  check_sentence(complaint([&] { read_idx_labels(right, "labels"); }), "'labels'", "in 1 dimension;");
  check_sentence(complaint([&] { read_idx_pictures(right + "i", "images"); }), "is 25 bytes long", "says 24");
  check_sentence(complaint([&] { read_idx_pictures(idx({3, 2, 2}, "abcdefgh"), "images"); }), "says 28");
  check_sentence(complaint([&] { read_idx_labels(idx({9}, "abc"), "labels"); }), "says 17");
  const std::uint32_t many = 0xFFFFFFFF;
  check_sentence(complaint([&] {
                   read_idx_pictures(idx({many, many, many}, "abc"), "images");
                 }),
                 "shorter than its header says");
  for (const auto& sizes : {std::vector<std::uint32_t>{0, 2, 2}, {2, 0, 2}, {2, 2, 0}})
    check_sentence(complaint([&] { read_idx_pictures(idx(sizes, ""), "images"); }), "holds nothing");
}
