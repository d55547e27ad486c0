// Tidy tables: one row an observation, numbers as the shortest decimals that read back as the same number.
#pragma once
#include <fmt/format.h>

#include <concepts>
#include <initializer_list>
#include <string>
#include <string_view>

namespace unroll::lab {

class Csv {
 public:
  Csv(std::initializer_list<std::string_view> columns) {
    for (const auto column : columns) cell(column);
    end_row();
  }

  // One row; throws std::logic_error unless it has a value for every column.
  template <class... Values>
  void row(const Values&... values) {
    (cell(values), ...);
    end_row();
  }

  const std::string& text() const { return text_; }

 private:
  void cell(std::string_view value);
  void cell(const char* value) { cell(std::string_view(value)); }
  void cell(const std::string& value) { cell(std::string_view(value)); }
  template <class Number>
  requires std::integral<Number> || std::floating_point<Number>
  void cell(Number value) { cell(std::string_view(fmt::format("{}", value))); }
  void end_row();

  std::string text_;
  std::size_t columns_ = 0, cells_ = 0;
};

}  // namespace unroll::lab
