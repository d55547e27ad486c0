#include "experiments/lab/data.hpp"

#include <fstream>
#include <set>

#include "experiments/lab/error.hpp"
#include "experiments/lab/sha256.hpp"
#include "tests/catch.hpp"

using namespace unroll::lab;

namespace {

// One good entry as JSON, with one piece of its text replaced by another.
std::string entry_with(const std::string& old = "", const std::string& fresh = "") {
  std::string text = R"([{"name": "tiny", "title": "t", "description": "d", "licence": "MIT", "origin": "o",
    "files": [{"path": "a.txt", "bytes": 3, "sha256": ")" +
                     std::string(64, 'a') + R"(", "sources": [{"folder": "x/a.txt"}]}]}])";
  if (old.empty()) return text;
  const auto place = text.find(old);
  REQUIRE(place != std::string::npos);
  return text.replace(place, old.size(), fresh);
}

bool contains(const std::string& text, const std::string& piece) {
  return text.find(piece) != std::string::npos;
}

std::string refusal(const std::string& json) {
  try {
    parse_data_catalogue(json);
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("SHA-256 gives the published digests") {
  // FIPS 180-4 examples of NIST: one block, two blocks, a million letters; and the empty message.
  CHECK(sha256_of("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256_of("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(sha256_of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(sha256_of(std::string(1000000, 'a')) ==
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("SHA-256 of a file is that of its bytes") {
  const auto file = std::filesystem::temp_directory_path() / "unroll_sha256_test";
  // Around the size of a piece, and with bytes that text would change.
  for (const std::size_t size : {0U, 1U, 65535U, 65536U, 65537U, 200000U}) {
    std::string bytes(size, '\0');
    for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<char>(i * 37 % 256);
    std::ofstream(file, std::ios::binary) << bytes;
    CHECK(sha256_of_file(file) == sha256_of(bytes));
  }
  std::filesystem::remove(file);
  CHECK_THROWS_AS(sha256_of_file(file), Error);
  CHECK_THROWS_AS(sha256_of_file(std::filesystem::temp_directory_path()), Error);
}

TEST_CASE("every entry of the catalogue is complete") {
  const auto& all = data_catalogue();
  REQUIRE(all.size() >= 15);
  std::set<std::string> names;
  for (const auto& set : all) {
    INFO(set.name);
    CHECK(names.insert(set.name).second);
    for (const auto* text : {&set.title, &set.description, &set.licence, &set.origin}) CHECK(!text->empty());
    REQUIRE(!set.files.empty());
    for (const auto& file : set.files) {
      CHECK(file.bytes > 0);
      CHECK(file.sha256.size() == 64);
      CHECK(file.sha256.find_first_not_of("0123456789abcdef") == std::string::npos);
      CHECK(!file.sources.empty());
    }
  }
  for (const char* name : {"xbitmaps", "unifont", "digits", "warpeace", "names"})
    CHECK(names.count(name) == 1);
}

TEST_CASE("a catalogue that could mislead is refused with its place and fault") {
  REQUIRE(refusal(entry_with()).empty());
  struct Case {
    const char *old, *fresh, *says;
  };
  for (const auto& [old, fresh, says] :
       {Case{R"("licence": "MIT",)", "", "licence"}, Case{R"("origin": "o")", R"("origin": "")", "origin"},
        Case{"\"bytes\": 3", "\"bytes\": -3", "bytes"}, Case{"\"bytes\": 3", "\"bytes\": \"3\"", "bytes"},
        Case{"aaaa\"", "aaa\"", "64"}, Case{"aaaa\"", "aaaG\"", "64"},
        Case{R"([{"folder": "x/a.txt"}])", "[]", "sources"}, Case{R"({"folder": "x/a.txt"})", "7", "source"},
        Case{"\"a.txt\"", "\"../a.txt\"", "../a.txt"}, Case{"\"a.txt\"", "\"b/../../a\"", "b/../../a"},
        Case{"\"a.txt\"", "\"/etc/a\"", "/etc/a"}, Case{"\"x/a.txt\"", "\"x/../../a.txt\"", ".."},
        Case{R"("folder": "x/a.txt")", R"("url": "http://example.org/a")", "https://"},
        Case{R"("folder": "x/a.txt")", R"("debian": "-o", "path": "a")", "-o"},
        Case{"\"tiny\"", "\"../tiny\"", "../tiny"}, Case{"\"tiny\"", "7", "name"}}) {
    INFO(old << " became " << fresh);
    CHECK(contains(refusal(entry_with(old, fresh)), says));
  }
  for (const char* text : {"", "{", "{}", "[7]", "[[]]", "null"}) CHECK(!refusal(text).empty());
  const std::string one = entry_with().substr(1, entry_with().size() - 2);
  CHECK(contains(refusal("[" + one + "," + one + "]"), "twice"));
}

TEST_CASE("an unknown name is answered with the nearest one") {
  CHECK(find_data_set("unifont").name == "unifont");
  try {
    find_data_set("unifnt");
    FAIL("an unknown name was accepted");
  } catch (const UsageError& error) {
    CHECK(contains(error.what(), "\"unifnt\""));
    CHECK(contains(error.what(), "did you mean unifont"));
  }
  CHECK_THROWS_AS(find_data_set(""), UsageError);
  CHECK_THROWS_AS(find_data_set("../etc"), UsageError);
}
