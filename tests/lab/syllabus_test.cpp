// The syllabus is read as it is written, and a line that is not right is quoted.
#include "experiments/lab/syllabus.hpp"

#include <set>
#include <stdexcept>

#include "tests/catch.hpp"
#include "tests/lab/declared.hpp"
#include "tests/lab/scratch.hpp"

using namespace unroll::lab;

namespace {

std::string refusal(const std::string& text) {
  try {
    parse_syllabus(text);
  } catch (const std::logic_error& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("syllabus: numbers rise, slugs are used once, six parts") {
  int before = 0;
  std::set<std::string> slugs, parts;
  const auto& syllabus = declared::catalogue().syllabus;
  for (const auto& entry : syllabus) {
    CHECK(entry.number > before);
    before = entry.number;
    CHECK(slugs.insert(entry.slug).second);
    parts.insert(entry.part);
  }
  CHECK(syllabus.size() == 32);
  CHECK(parts.size() == 6);
  CHECK(syllabus[6].folder() == "07_elman_structure_in_time");
}

TEST_CASE("syllabus: a line is read, and a wrong one refused") {
  const auto all =
      parse_syllabus("# remark\nI A part\n\n03 | a_slug | A title |\r\n 10|b|B|it shows, x\nII B\n11|c|C|y");
  REQUIRE(all.size() == 3);
  CHECK((all[0].number == 3 && all[0].slug == "a_slug" && all[0].title == "A title" && all[0].shows.empty()));
  CHECK((all[1].number == 10 && all[1].part == "I A part" && all[1].shows == "it shows, x"));
  CHECK(all[2].part == "II B");
  CHECK(parse_syllabus("").empty());
  for (const std::string bad :
       {"1 | a | A", "1 | a | A | b | c", "x | a | A | b", "0 | a | A | b", "1 | | A | b", "1 | a | | b"}) {
    CAPTURE(bad);
    CHECK(scratch::contains(refusal("I A\n" + bad), "\"" + bad + "\" should be"));
  }
  CHECK(scratch::contains(refusal("1 | a | A | b"), "under a part"));
  CHECK(scratch::contains(refusal("I A\n2 | a | A | b\n2 | c | C | d"), "a number above 2"));
}
