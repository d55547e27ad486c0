// list and show, for people and as JSON, which must agree.
#include <nlohmann/json.hpp>

#include "program.hpp"

using Json = nlohmann::json;

namespace {

Json json_of(const Words& words) {
  const Ended ended = unroll_program(words);
  check_success(ended);
  CHECK(ended.err.empty());
  return Json::parse(ended.out);
}

// Lines that were wrapped, as one.
std::string unwrapped(const std::string& text) {
  std::string one;
  for (const char c : text)
    if (const bool space = c == ' ' || c == '\n'; !space || (!one.empty() && one.back() != ' '))
      one += space ? ' ' : c;
  return one;
}

}  // namespace

TEST_CASE("list names what list --json names") {
  const Json all = json_of({"list", "--json"});
  REQUIRE(all.is_array());
  REQUIRE(!all.empty());
  const Ended listed = unroll_program({"list"});
  check_success(listed);
  int before = 0;
  for (const auto& e : all) {
    CHECK(e.at("number").get<int>() > before);
    before = e.at("number");
    CHECK(has(listed.out, e.at("slug")));
    CHECK(has(listed.out, e.at("takes").at("lecture")));
    for (const char* key : {"title", "part", "shows"}) CHECK(!e.at(key).get<std::string>().empty());
    for (const char* scale : {"quick", "lecture", "paper"}) CHECK(e.at("takes").at(scale).is_string());
  }
}

TEST_CASE("show --json agrees with list --json, and is the same by number and slug") {
  for (const auto& e : json_of({"list", "--json"})) {
    const Json shown = json_of({"show", std::to_string(e.at("number").get<int>()), "--json"});
    for (const char* key : {"number", "slug", "title", "part"}) CHECK(shown.at(key) == e.at(key));
    CHECK(json_of({"show", e.at("slug"), "--json"}) == shown);
    CHECK(json_of({"show", "--json", e.at("slug")}) == shown);
    for (const char* key : {"equations", "options", "claims", "references"}) CHECK(!shown.at(key).empty());
  }
}

TEST_CASE("show tells people what show --json tells programs") {
  const Json json = json_of({"show", "1", "--json"});
  const std::string text = unwrapped(unroll_program({"show", "1"}).out);
  CHECK(has(text, json.at("title")));
  CHECK(has(text, json.at("question")));
  for (const auto& x : json.at("equations")) CHECK(has(text, unwrapped(x.at("text"))));
  for (const auto& x : json.at("references")) CHECK(has(text, x.at("text")));
  for (const auto& x : json.at("options")) CHECK(has(text, "--" + x.at("name").get<std::string>()));
  for (const auto& x : json.at("claims")) {
    CHECK(has(text, x.at("claim")));
    CHECK(has(text, x.at("source")));
    CHECK(!x.at("band_reason").get<std::string>().empty());
  }
}

TEST_CASE("data list names what data list --json names") {
  const std::string text = unroll_program({"data", "list"}).out;
  const Json all = json_of({"data", "list", "--json"});
  REQUIRE(!all.empty());
  for (const auto& set : all) CHECK(has(text, set.at("name")));
}

TEST_CASE("output that nobody can store is a failure, not a success") {
  Launch launch;
  launch.in_child = [] {
    if (std::freopen("/dev/full", "w", stdout) == nullptr) std::abort();
  };
  for (const Words& words : {Words{"list"}, Words{"show", "1", "--json"}, Words{"help"}})
    check_failure(unroll_program(words, launch), 1, {"standard output"});
}
