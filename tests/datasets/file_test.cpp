#include "datasets/file.hpp"

#include "models/core/random.hpp"
#include "tests/datasets/files.hpp"
#include "tests/datasets/gzip.hpp"

using namespace unroll::datasets;
using unroll::Stream;

namespace {

std::string random_text(std::size_t n, Stream& stream) {
  std::string text(n, '\0');
  for (char& c : text) c = static_cast<char>(stream.below(256));
  return text;
}

}  // namespace

TEST_CASE("files and gzip data of any length come back exactly") {
  Stream stream(1);
  const Folder folder;
  for (const std::size_t n : {1U, 2U, 1000U, 65535U, 65536U, 65537U, 200000U}) {
    const std::string text = random_text(n, stream);
    REQUIRE(read_file(folder.write("file", text)) == text);
    REQUIRE(gunzip(make_gzip(text), "file") == text);
  }
  CHECK(gunzip(make_gzip(""), "file").empty());
  CHECK(gunzip("plain", "file") == "plain");
  CHECK(gunzip(make_gzip("one ") + make_gzip("two"), "file") == "one two");
}

TEST_CASE("gzip data that is cut short or damaged is refused") {
  Stream stream(2);
  const std::string whole = make_gzip(random_text(300, stream));
  for (std::size_t n = 2; n < whole.size(); ++n)
    check_sentence(complaint([&] { gunzip(whole.substr(0, n), "x.gz"); }), "'x.gz'", "cut short",
                   "download it again");
  for (std::size_t i = 11; i < whole.size();
       ++i) {  // the ten of the header and one with unused bits may change
    std::string changed = whole;
    changed[i] = static_cast<char>(changed[i] ^ 0x10);
    check_sentence(complaint([&] { gunzip(changed, "x.gz"); }), "'x.gz'", "download it again");
  }
  check_sentence(complaint([&] { gunzip(whole + "tail", "x.gz"); }), "damaged");
}

TEST_CASE("gzip data that would fill the memory is refused") {
  const std::string bomb = make_gzip(std::string(largest_file + 1, 'x'));
  REQUIRE(bomb.size() < 100000);
  check_sentence(complaint([&] { gunzip(bomb, "x.gz"); }), "'x.gz'", "larger than 64 MiB when unpacked",
                 "smaller");
}

TEST_CASE("a file at the limit is read, one byte more is refused") {
  const Folder folder;
  const auto path = folder.write("large", "x");
  std::filesystem::resize_file(path, largest_file);
  CHECK(read_file(path).size() == largest_file);
  std::filesystem::resize_file(path, largest_file + 1);
  check_sentence(complaint([&] { read_file(path); }), path.string(), "larger than 64 MiB", "smaller");
}

TEST_CASE("lines end in a line feed, with or without a carriage return") {
  std::string_view rest = "a\nb\r\n\n\r\nlast", line;
  for (const char* expected : {"a", "b", "", "", "last"}) {
    REQUIRE(next_line(rest, line));
    CHECK(line == expected);
  }
  CHECK_FALSE(next_line(rest, line));
}
