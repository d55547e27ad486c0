#include "experiment.hpp"

#include <fmt/format.h>

#include <utility>

namespace unroll::lab {

Option integer_option(std::string name, std::array<long, 3> standard, long low, long high, std::string help) {
  return {.name = std::move(name),
          .value_name = "N",
          .help = std::move(help),
          .kind = Option::Kind::integer,
          .standard = {std::to_string(standard[0]), std::to_string(standard[1]), std::to_string(standard[2])},
          .low = static_cast<double>(low),
          .high = static_cast<double>(high)};
}

Option real_option(std::string name, std::array<double, 3> standard, double low, double high,
                   std::string help) {
  return {.name = std::move(name),
          .value_name = "X",
          .help = std::move(help),
          .kind = Option::Kind::real,
          .standard = {fmt::format("{}", standard[0]), fmt::format("{}", standard[1]),
                       fmt::format("{}", standard[2])},
          .low = low,
          .high = high};
}

Option choice_option(std::string name, std::array<std::string, 3> standard, std::vector<std::string> choices,
                     std::string help) {
  return {.name = std::move(name),
          .value_name = fmt::format("{}", fmt::join(choices, "|")),
          .help = std::move(help),
          .kind = Option::Kind::choice,
          .standard = std::move(standard),
          .choices = choices};
}

Option flag_option(std::string name, std::string help) {
  return {.name = std::move(name),
          .value_name = "",
          .help = std::move(help),
          .kind = Option::Kind::flag,
          .standard = {"no", "no", "no"}};
}

Option words_option(std::string name, std::string value_name, std::array<std::string, 3> standard,
                    std::string help, std::function<void(const std::string&)> check) {
  Option option = word_option(std::move(name), std::move(value_name), std::move(standard), std::move(help),
                              std::move(check));
  option.kind = Option::Kind::words;
  return option;
}

Option word_option(std::string name, std::string value_name, std::array<std::string, 3> standard,
                   std::string help, std::function<void(const std::string&)> check) {
  return {.name = std::move(name),
          .value_name = std::move(value_name),
          .help = std::move(help),
          .kind = Option::Kind::word,
          .standard = std::move(standard),
          .check = std::move(check)};
}

std::string Experiment::folder() const { return fmt::format("{:02}_{}", number, slug); }

}  // namespace unroll::lab
