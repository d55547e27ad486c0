// Options of the commands that have few of them, taken out of their words.
#pragma once
#include <fmt/format.h>

#include <charconv>
#include <optional>
#include <string>
#include <vector>

#include "error.hpp"

namespace unroll::lab {

// Takes "--name VALUE" or "--name=VALUE" out of the words; `kind` says what VALUE must be.
inline std::optional<std::string> take_value(std::vector<std::string>& words, const std::string& name,
                                             const std::string& kind) {
  for (std::size_t k = 0; k < words.size(); ++k) {
    const bool apart = words[k] == name;
    if (!apart && !words[k].starts_with(name + "=")) continue;
    if (apart && k + 1 == words.size()) throw UsageError(fmt::format("{} needs {} after it", name, kind));
    std::string text = apart ? words[k + 1] : words[k].substr(name.size() + 1);
    words.erase(words.begin() + static_cast<std::ptrdiff_t>(k),
                words.begin() + static_cast<std::ptrdiff_t>(k + (apart ? 2 : 1)));
    return text;
  }
  return {};
}

// The same for a number that is not negative; `value` stays as it is where there is none.
template <class Number>
void take_number(std::vector<std::string>& words, const std::string& name, const std::string& kind,
                 Number& value) {
  const auto text = take_value(words, name, kind);
  if (!text) return;
  const auto [end, failed] = std::from_chars(text->data(), text->data() + text->size(), value);
  if (failed != std::errc{} || end != text->data() + text->size() || !(value >= 0))
    throw UsageError(fmt::format("{} is {}; it must be {}", name, text->empty() ? "empty" : *text, kind));
}

}  // namespace unroll::lab
