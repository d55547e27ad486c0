#include "csv.hpp"

#include <stdexcept>

namespace unroll::lab {

void Csv::cell(std::string_view value) {
  if (cells_++ > 0) text_ += ',';
  if (value.find_first_of(",\"\r\n") == std::string_view::npos) {
    text_ += value;
    return;
  }
  text_ += '"';
  for (const char c : value) text_ += c == '"' ? std::string("\"\"") : std::string(1, c);
  text_ += '"';
}

void Csv::end_row() {
  if (columns_ == 0) columns_ = cells_;
  if (cells_ != columns_)
    throw std::logic_error(fmt::format("a row of {} cells in a table of {} columns", cells_, columns_));
  cells_ = 0;
  text_ += '\n';
}

}  // namespace unroll::lab
