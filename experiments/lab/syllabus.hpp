// The syllabus: all numbered experiments, those of this version and those to come (experiments/syllabus.txt).
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace unroll::lab {

struct Planned {
  int number = 0;
  std::string slug, title;
  std::string part;   // "I Energy"
  std::string shows;  // half a line; may be empty

  std::string folder() const;  // NN_slug
};

// Lines without bars are parts; others are `number | slug | title | what it shows`. Throws std::logic_error
// that quotes the line that is neither, or whose number does not follow the one before.
std::vector<Planned> parse_syllabus(std::string_view text);

}  // namespace unroll::lab
