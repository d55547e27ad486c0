// Handwritten digits of 8 × 8 pixels: E. Alpaydin and C. Kaynak, "Optical recognition of handwritten digits",
// UCI Machine Learning Repository (1998), in the form of scikit-learn's digits.csv.gz (1,797 digits).
#pragma once
#include <armadillo>
#include <filesystem>
#include <string>
#include <string_view>

#include "picture.hpp"

namespace unroll::datasets {

struct Digits {
  arma::fmat images;  // 64 × n, one column a digit, its 8 × 8 pixels column by column; 0 paper … 1 ink
  arma::uvec labels;  // n, 0 … 9
};

// Reads lines of 64 whole numbers 0 … 16 (row by row, 16 is ink) and the label, with commas between; gzip or
// plain text. Throws std::runtime_error: as read_file and gunzip do, or with the number of the wrong line.
Digits read_digits(const std::filesystem::path& path);

// The same for the content of such a file; `where` stands for it in complaints.
Digits read_digits(std::string_view bytes, const std::string& where);

// Digit number `index` (from 0) as an 8 × 8 picture, dark ink on white, named "7 (number 42)" by its label
// and index. Throws std::out_of_range beyond the last.
Picture digit_picture(const Digits& digits, arma::uword index);

}  // namespace unroll::datasets
