#include "datasets/utf8.hpp"

#include "tests/datasets/files.hpp"

using namespace unroll::datasets;

TEST_CASE("every character becomes UTF-8 and itself again") {
  for (char32_t c = 0; c <= 0x10ffff; ++c) {
    if (c >= 0xd800 && c <= 0xdfff) continue;
    const std::string bytes = to_utf8(c);
    if (bytes.size() != (c < 0x80 ? 1U : c < 0x800 ? 2U : c < 0x10000 ? 3U : 4U)) FAIL(code_point_name(c));
    if (from_utf8(bytes) != std::u32string(1, c)) FAIL(code_point_name(c));
  }
  SUCCEED();
}

TEST_CASE("text of many scripts is read") {
  CHECK(from_utf8("") == U"");
  CHECK(from_utf8("a\xc3\xa9\xd0\x96\xe4\xb8\xad\xf0\x9f\x98\x80") == U"a\u00e9\u0416\u4e2d\U0001f600");
}

TEST_CASE("every sequence of two bytes is either one that to_utf8 makes or refused") {
  std::size_t read = 0;
  for (int a = 0; a < 256; ++a)
    for (int b = 0; b < 256; ++b) {
      const std::string bytes{static_cast<char>(a), static_cast<char>(b)};
      try {
        std::string again;
        for (const char32_t c : from_utf8(bytes)) again += to_utf8(c);
        if (again != bytes) FAIL(a << ' ' << b);
        ++read;
      } catch (const std::runtime_error&) {
      }
    }
  CHECK(read == 128 * 128 + 0x800 - 0x80);
}

TEST_CASE("bytes that are not UTF-8 are refused with their place") {
  for (const char* bytes :
       {"ab\x80", "ab\xff", "ab\xc0\x80", "ab\xc1\xbf", "ab\xe0\x9f\xbf", "ab\xf0\x8f\xbf\xbf",
        "ab\xed\xa0\x80", "ab\xed\xbf\xbf", "ab\xf4\x90\x80\x80", "ab\xf5\x80\x80\x80", "ab\xc3",
        "ab\xe4\xb8", "ab\xf0\x9f\x98", "ab\xc3z", "ab\xe4z\xad"})
    check_sentence(complaint([&] { from_utf8(bytes); }), "byte 2", "UTF-8");
}

TEST_CASE("what is no character has no UTF-8") {
  for (const char32_t c : {char32_t{0xd800}, char32_t{0xdfff}, char32_t{0x110000}, char32_t{0xffffffff}})
    check_sentence(complaint<std::invalid_argument>([&] { to_utf8(c); }), code_point_name(c), "U+10FFFF");
}

TEST_CASE("code points are named as in Unicode") {
  CHECK(code_point_name(0) == "U+0000");
  CHECK(code_point_name(U'A') == "U+0041");
  CHECK(code_point_name(0x1f600) == "U+1F600");
  CHECK(code_point_name(0xffffffff) == "U+FFFFFFFF");
}
