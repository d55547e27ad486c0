// Files that are not what they should be, each refused with its own sentence.
#include <algorithm>

#include "models/core/weights.hpp"
#include "tests/catch.hpp"
#include "tests/datasets/files.hpp"
#include "tests/models/core/weights_files.hpp"

using namespace unroll;

namespace {

struct Case {
  std::string bytes;
  std::vector<std::string> says;
};

void check_refused(const std::vector<Case>& cases) {
  for (const Case& refused : cases) {
    INFO(refused.bytes.substr(0, 200));
    const std::string message = complaint([&] { parse_weights(refused.bytes, "w.safetensors"); });
    check_sentence(message, "'w.safetensors' ");
    CHECK(message.size() < 300);
    for (const std::string& piece : refused.says) check_sentence(message, piece);
  }
}

std::string entry(const std::string& name, const std::string& dtype, const std::string& shape,
                  const std::string& offsets) {
  std::string text = "\"";
  for (const std::string& piece : {name, std::string(R"(":{"dtype":")"), dtype, std::string(R"(","shape":)"),
                                   shape, std::string(R"(,"data_offsets":)"), offsets, std::string("}")})
    text += piece;
  return text;
}

// These entries in braces, as a header.
std::string header(std::initializer_list<std::string> entries) {
  std::string text = "{";
  for (const std::string& entry : entries) text.append(text.size() > 1 ? "," : "").append(entry);
  return text.append("}");
}

// A file of one tensor 'W' and so many bytes of data.
std::string file(const std::string& dtype, const std::string& shape, const std::string& offsets,
                 std::size_t bytes) {
  return weights_file(header({entry("W", dtype, shape, offsets)}), std::string(bytes, '\0'));
}

}  // namespace

TEST_CASE("weights: a length that does not fit is refused") {
  check_refused({{"", {"only 0 bytes", "8 bytes of a length"}},
                 {"1234567", {"only 7 bytes"}},
                 {weights_file("{}", "", 3), {"header of 3 bytes", "only 2 follow", "cut short"}},
                 {weights_file("{}", "", 100'000'000), {"header of 100000000 bytes", "only 2 follow"}},
                 {weights_file("{}", "", 100'000'001), {"header of 100000001 bytes, more than 100000000"}},
                 {weights_file("{}", "", ~0ULL), {"header of 18446744073709551615 bytes"}},
                 {std::string(8, '\0'), {"not one pair of braces"}},
                 {weights_file("{}", "", 1), {"not one pair of braces"}},
                 {"\x89PNG\r\n\x1a\n" + std::string(30, '\0'), {"claims a header"}}});
}

TEST_CASE("weights: a header that is not JSON is refused at its byte") {
  check_refused({{weights_file(" {}"), {"not one pair of braces"}},
                 {weights_file("\xef\xbb\xbf{}"), {"not one pair of braces"}},
                 {weights_file("[]"), {"not one pair of braces"}},
                 {weights_file("{}\n"), {"not one pair of braces"}},
                 {weights_file("{} x"), {"not one pair of braces"}},
                 {weights_file("{}{}"), {"not JSON in UTF-8 at byte 3"}},
                 {weights_file(std::string("{}\0}", 4)), {"zero byte"}},
                 {weights_file(R"({"a":{},})"), {"'a' incompletely"}},
                 {weights_file("{,}"), {"not JSON in UTF-8 at byte 2"}},
                 {weights_file("{a}"), {"not JSON in UTF-8 at byte 2"}},
                 {weights_file("{/* */}"), {"not JSON"}},
                 {weights_file("{\"\xff\":{}}"), {"not JSON in UTF-8 at byte 3"}},
                 {weights_file("{\"\xc0\x80\":{}}"), {"not JSON in UTF-8"}},
                 {weights_file("{\"\xed\xa0\x80\":{}}"), {"not JSON in UTF-8"}},
                 {weights_file(R"({"\ud800":{}})"), {"not JSON in UTF-8"}},
                 {weights_file("{\"\n\":{}}"), {"not JSON"}},
                 {weights_file(R"({"W":{"shape":[1e999]}})"), {"not JSON"}}});
}

TEST_CASE("weights: a header with other things in it than tensors is refused") {
  const auto within = [](const std::string& inner) {
    return weights_file(std::string(R"({"W":{)").append(inner).append("}}"));
  };
  check_refused({{weights_file(R"({"W":null})"), {"null for 'W'", "object"}},
                 {weights_file(R"({"W":true})"), {"a boolean for 'W'"}},
                 {weights_file(R"({"W":1})"), {"a number for 'W'"}},
                 {weights_file(R"({"W":"x"})"), {"a string for 'W'"}},
                 {weights_file(R"({"W":[]})"), {"an array for 'W'"}},
                 {weights_file(R"({"__metadata__":[]})"), {"an array for '__metadata__'"}},
                 {weights_file(R"({"__metadata__":{"k":1}})"), {"a number for the metadata 'k'", "string"}},
                 {weights_file(R"({"__metadata__":{"k":{}}})"), {"an object for the metadata 'k'"}},
                 {weights_file(R"({"__metadata__":{"k":["x"]}})"), {"an array for the metadata 'k'"}},
                 {within(R"("dtype":1)"), {"a number for the dtype of tensor 'W'", "must be a string"}},
                 {within(R"("dtype":["F32"])"), {"an array for the dtype"}},
                 {within(R"("shape":"x")"), {"a string for the shape of tensor 'W'", "whole numbers"}},
                 {within(R"("shape":3)"), {"a number for the shape"}},
                 {within(R"("shape":[[3]])"), {"an array for the shape"}},
                 {within(R"("shape":[{}])"), {"an object for the shape"}},
                 {within(R"("shape":[-1])"), {"a negative number for the shape"}},
                 {within(R"("shape":[-0])"), {"a negative number for the shape"}},
                 {within(R"("shape":[1.0])"), {"a fraction", "shape of tensor 'W'"}},
                 {within(R"("shape":[1e3])"), {"an exponent"}},
                 {within(R"("shape":[18446744073709551616])"), {"more than 64 bits"}},
                 {within(R"("data_offsets":{})"), {"an object for the data_offsets of tensor 'W'"}},
                 {within(R"("data_offsets":[0,1,2])"), {"'W' more than two data_offsets"}},
                 {within(R"("dtype":"F32","shape":[],"data_offsets":[0])"), {"'W' incompletely"}},
                 {within(R"("dtype":"F32","shape":[])"), {"'W' incompletely", "two data_offsets are needed"}},
                 {within(""), {"'W' incompletely"}},
                 {within(R"("dtype":"F32","strides":[])"), {"unknown key 'strides'", "dtype, shape"}}});
}

TEST_CASE("weights: a name that occurs twice is refused, also when it is written differently") {
  const std::string whole = entry("W", "F32", "[0]", "[0,0]"),
                    again = entry("\\u0057", "F32", "[0]", "[0,0]");
  check_refused({{weights_file(header({whole, whole})), {"has 'W' twice"}},
                 {weights_file(header({whole, again})), {"has 'W' twice"}},
                 {weights_file(R"({"__metadata__":{},"__metadata__":{}})"), {"'__metadata__' twice"}},
                 {weights_file(R"({"__metadata__":{"k":"1","k":"1"}})"), {"metadata 'k' twice"}},
                 {weights_file(R"({"W":{"shape":[],"shape":[]}})"), {"'W' the key 'shape' twice"}}});
}

TEST_CASE("weights: types other than F32 and F64 are named and refused") {
  for (const std::string dtype : {"F16", "BF16", "I64", "U8", "BOOL", "F8_E4M3", "f32", "", "F32 "})
    check_refused({{file(dtype, "[1]", "[0,4]", 4), {"'W' of type '", dtype, "only F32 and F64"}}});
}

TEST_CASE("weights: shapes that cannot be are refused") {
  std::string dimensions = "[1";
  for (int k = 1; k < 33; ++k) dimensions += ",1";
  check_refused(
      {{file("F32", dimensions + "]", "[0,4]", 4), {"'W' more than 32 dimensions"}},
       {file("F32", "[4611686018427387904]", "[0,0]", 0), {"[4611686018427387904]", "2^64 bytes or more"}},
       {file("F64", "[4294967296,4294967296]", "[0,0]", 0), {"2^64 bytes or more"}},
       {file("F32", "[0,4294967296,4294967296]", "[0,0]", 0), {"2^64 bytes or more"}},
       {file("F32", "[18446744073709551615,18446744073709551615]", "[0,4]", 4), {"2^64 bytes or more"}},
       {file("F32", "[2]", "[0,4]", 4), {"'W'", "byte 0 to byte 4", "[2] in F32 takes 8 bytes"}},
       {file("F64", "[]", "[0,4]", 4), {"[] in F64 takes 8 bytes"}},
       {file("F64", "[0]", "[0,8]", 8), {"[0] in F64 takes 0 bytes"}},
       {file("F32", "[1]", "[4,0]", 4), {"byte 4 to byte 0"}},
       {file("F32", "[1]", "[18446744073709551615,3]", 4), {"byte 18446744073709551615 to byte 3"}}});
}

TEST_CASE("weights: data that the tensors do not tile are refused") {
  const auto two = [](const std::string& a, const std::string& b, std::size_t bytes) {
    return weights_file(header({entry("A", "F32", "[1]", a), entry("B", "F32", "[1]", b)}),
                        std::string(bytes, '\0'));
  };
  const std::string empty = entry("E", "F32", "[0]", "[2,2]");
  check_refused(
      {{file("F32", "[1]", "[0,4]", 3), {"'W' up to byte 4", "has 3 bytes", "cut short"}},
       {file("F32", "[1]", "[18446744073709551611,18446744073709551615]", 4), {"up to byte", "cut short"}},
       {file("F32", "[1]", "[0,4]", 5), {"5 bytes of data", "last tensor ends at byte 4", "nothing may"}},
       {weights_file("{}", "x"), {"1 bytes of data", "ends at byte 0"}},
       {file("F32", "[1]", "[4,8]", 8), {"'W' at byte 4", "after a hole", "at byte 0"}},
       {two("[0,4]", "[8,12]", 12), {"'B' at byte 8", "after a hole", "at byte 4"}},
       {two("[0,4]", "[0,4]", 4), {"'B' at byte 0", "over another tensor", "at byte 4"}},
       {two("[2,6]", "[0,4]", 6), {"'A' at byte 2", "over another tensor", "at byte 4"}},
       {weights_file(header({empty, entry("W", "F32", "[1]", "[0,4]")}), std::string(4, '\0')),
        {"'E' at byte 2", "over another tensor"}}});
}

TEST_CASE("weights: deep nesting is refused where it begins") {
  for (const std::string open : {"[", "{\"a\":"}) {
    std::string nested = "{\"W\":{\"shape\":";
    for (int k = 0; k < 200000; ++k) nested += open;
    check_refused({{weights_file(nested.append("}")), {"tensor 'W'"}}});
  }
}

TEST_CASE("weights: whatever a name holds, the complaint is one short line") {
  const std::string name = R"(a\nb\u0000\u007f)" + std::string(5000, 'x');
  check_refused({{weights_file("{\"" + name + "\":1}"), {"'a\\u000ab\\u0000\\u007fxxx", "…"}}});
}

TEST_CASE("weights: every file that is cut short is refused") {
  const Weights weights{{{"W", {{2, 2}, std::vector<float>(4, 1)}}, {"b", {{2}, std::vector<double>(2)}}},
                        {{"k", "v"}}};
  const std::string whole = format_weights(weights, "w");
  REQUIRE_NOTHROW(parse_weights(whole, "w"));
  for (std::size_t n = 0; n < whole.size(); ++n) check_refused({{whole.substr(0, n), {}}});
}
