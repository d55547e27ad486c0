// Pictures and labels in the IDX format of MNIST and of Fashion-MNIST: Y. LeCun, C. Cortes & C. Burges, The
// MNIST database of handwritten digits (1998), "file formats".
#pragma once
#include <armadillo>
#include <filesystem>
#include <limits>
#include <string>
#include <string_view>

namespace unroll::datasets {

constexpr arma::uword all_of_them = std::numeric_limits<arma::uword>::max();

struct IdxPictures {
  arma::fmat images;  // rows·columns × n, one column a picture, its pixels column by column; 0 paper … 1 ink
  arma::uword rows = 0, columns = 0;
};

// Reads the first `most` pictures; gzip or plain. Throws std::runtime_error: as read_file and gunzip do, or
// for a file that is not of bytes in three dimensions, or not as long as its header says.
IdxPictures read_idx_pictures(const std::filesystem::path& path, arma::uword most = all_of_them);
IdxPictures read_idx_pictures(std::string_view bytes, const std::string& where,
                              arma::uword most = all_of_them);

// The same for labels, 0 … 255, in one dimension.
arma::uvec read_idx_labels(const std::filesystem::path& path, arma::uword most = all_of_them);
arma::uvec read_idx_labels(std::string_view bytes, const std::string& where, arma::uword most = all_of_them);

}  // namespace unroll::datasets
