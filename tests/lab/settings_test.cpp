// Command line over section over file over defaults; every wrong word is named, and what would be right.
#include "experiments/lab/settings.hpp"

#include <fstream>
#include <sstream>

#include "experiments/lab/catalogue.hpp"
#include "experiments/lab/error.hpp"
#include "tests/catch.hpp"
#include "tests/lab/declared.hpp"
#include "tests/lab/scratch.hpp"

using namespace unroll::lab;
using declared::catalogue;
using scratch::contains;

namespace {

Request parsed(const Words& words) { return parse_request(words, catalogue()); }

const Settings& first(const Request& request) { return request.experiments.at(0).second; }

std::string refusal(const Words& words) {
  try {
    parsed(words);
  } catch (const UsageError& error) {
    return error.what();
  }
  return "";
}

// A settings file, and the words with it.
struct File {
  scratch::Folder folder;
  std::string path = (folder.path / "my.ini").string();

  explicit File(const std::string& text) { std::ofstream(path) << text; }
  Words with(Words words) const {
    words.insert(words.end(), {"--config", path});
    return words;
  }
};

// The value of --stored, which is 10 at the scale of lectures.
long stored(const Words& words) { return first(parsed(words)).integer("stored"); }

Declaration toy() {
  using declared::Kind;
  using declared::option;
  Declaration experiment;
  experiment.number = 99;
  experiment.slug = "toy";
  const auto values = [](const std::string& a, const std::string& b, const std::string& c) {
    return std::array<Words, 3>{Words{a}, {b}, {c}};
  };
  experiment.options = {option("rate", Kind::real, values("0.5", "0.1", "1e-3"), 0, 1),
                        option("shift", Kind::integer, values("1", "-2", "3"), -5, 5),
                        option("rule", Kind::choice, values("a", "b", "b")),
                        option("fast", Kind::flag, "no"),
                        option("name", Kind::word, values("x", "two words", "")),
                        option("many", Kind::words, std::array<Words, 3>{Words{}, {"p", "q"}, {"r"}}),
                        option("seeds", Kind::seeds, values("2", "3..4", "10"))};
  experiment.options[2].choices = {"a", "b"};
  return experiment;
}

std::string toy_refusal(const std::string& option, const Words& values) {
  try {
    const Settings settings(toy(), Scale::lecture, {{option, values}});
  } catch (const UsageError& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("settings: what nobody named has the default of the scale") {
  const std::array<Settings, 3> at{Settings(toy(), Scale::quick, {}), Settings(toy(), Scale::lecture, {}),
                                   Settings(toy(), Scale::paper, {})};
  CHECK(at[0].real("rate") == 0.5);
  CHECK(at[1].real("rate") == 0.1);
  CHECK(at[2].real("rate") == 1e-3);
  CHECK(at[1].integer("shift") == -2);
  CHECK(at[0].word("rule") == "a");
  CHECK(at[1].word("name") == "two words");
  CHECK(at[2].word("name").empty());
  CHECK(at[0].words("many").empty());
  CHECK(at[1].words("many") == Words{"p", "q"});
  CHECK(!at[1].flag("fast"));
  CHECK(at[1].all().size() == toy().options.size());
  CHECK(at[0].seeds() == std::vector<std::uint64_t>{1, 2});
  CHECK(at[1].seeds() == std::vector<std::uint64_t>{3, 4});
  CHECK(at[2].seeds().size() == 10);
  CHECK_THROWS_AS(at[0].word("nothing"), std::logic_error);
  CHECK(!at[0].flag("nothing"));
}

TEST_CASE("settings: both ends of a range are in it, and the next value is not") {
  for (const char* value : {"-5", "5", "0"}) CHECK(toy_refusal("shift", {value}).empty());
  for (const char* value : {"0", "1", "0.999", "1e-9"}) CHECK(toy_refusal("rate", {value}).empty());
  for (const char* value : {"-6", "6", "99999999999999999999", "2.5", "", " 1", "1 ", "one", "1e0", "0x1"}) {
    const auto said = toy_refusal("shift", {value});
    CAPTURE(value, said);
    CHECK(contains(said, "--shift"));
    CHECK(contains(said, "a whole number from -5 to 5"));
  }
  for (const char* value : {"-1e-9", "1.0000001", "nan", "inf", "-inf", "1e999", "", "0,5", "0.5x"}) {
    const auto said = toy_refusal("rate", {value});
    CAPTURE(value, said);
    CHECK(contains(said, "--rate"));
    CHECK(contains(said, "a number from 0 to 1"));
  }
}

TEST_CASE("settings: choices, checks and numbers of values are kept to") {
  CHECK(contains(toy_refusal("rule", {"c"}), "a, b"));
  CHECK(contains(toy_refusal("fast", {"maybe"}), "yes, no"));
  for (const char* option : {"rate", "shift", "rule", "fast", "name"}) {
    CHECK(contains(toy_refusal(option, {"1", "1"}), "one value; 2"));
    CHECK(contains(toy_refusal(option, {}), "one value; 0"));
  }
  CHECK(toy_refusal("many", {"a", "b", "c"}).empty());
  CHECK(toy_refusal("many", {}).empty());
}

TEST_CASE("request: without options all defaults hold") {
  const Request request = parsed({"1"});
  CHECK(request.scale == Scale::lecture);
  CHECK(request.seed == 1);
  CHECK(request.threads >= 1);
  CHECK(request.out == "results");
  CHECK(!request.strict);
  REQUIRE(request.experiments.size() == 1);
  CHECK(request.experiments[0].first == &catalogue().find("1"));
  for (const auto& option : catalogue().find("1").options) CHECK(first(request).all().contains(option.name));
}

TEST_CASE("request: the defaults of an experiment are those of the scale") {
  for (std::size_t k = 0; k < 3; ++k) {
    const auto request = parsed({"1", "--scale", std::string(scale_names[k])});
    CHECK(request.scale == static_cast<Scale>(k));
    CHECK(Words{std::to_string(first(request).integer("stored"))} ==
          catalogue().find("1").option("stored")->standard[k]);
  }
}

TEST_CASE("request: options come before, between and after experiments, with blank or =") {
  for (const Words& words : {Words{"--seed", "7", "1"}, {"1", "--seed", "7"}, {"1", "--seed=7"}})
    CHECK(parsed(words).seed == 7);
  const auto twice = parsed({"1", "--strict", "hopfield_restoration"});
  CHECK(twice.experiments.size() == 2);
  CHECK(twice.strict);
  CHECK(parsed({"1", "--out", "my results"}).out == "my results");
  CHECK(parsed({"1", "--seed", "18446744073709551615"}).seed == 18446744073709551615u);
  CHECK(parsed({"1", "--threads", "3"}).threads == 3);
}

TEST_CASE("request: a list takes all words up to the next option") {
  const auto request = parsed({"1", "--corrupt", "flip:0.1", "half:top", "--clip"});
  CHECK(first(request).words("corrupt") == Words{"flip:0.1", "half:top"});
  CHECK(first(request).flag("clip"));
  CHECK(!first(request).flag("self-connections"));
}

TEST_CASE("request: the line beats the section, the section the file, and the file the defaults") {
  const File file("stored = 20\n"), section("stored = 20\n[hopfield_restoration]\nstored = 30\n"),
      folder("stored = 20\n[01_hopfield_restoration]\nstored = 25\n"),
      number("stored = 20\n[1]\nstored = 35\n");
  CHECK(stored({"1"}) == 10);
  CHECK(stored(file.with({"1"})) == 20);
  CHECK(stored(file.with({"1", "--scale", "quick"})) == 20);
  CHECK(stored(folder.with({"1"})) == 25);
  CHECK(stored(section.with({"1"})) == 30);
  CHECK(stored(number.with({"1"})) == 35);
  CHECK(stored(section.with({"1", "--stored", "40"})) == 40);
}

TEST_CASE("request: common options, flags and lists come from a file too") {
  const File file(
      "# what I like\nexperiments = 1\nseed = 5\nscale = quick\nstrict = yes\nthreads = 2\n"
      "out = \"my results\"\nclip = yes\ncorrupt = flip:0.1 half:top\n");
  const auto request = parsed(file.with({}));
  CHECK(request.experiments.size() == 1);
  CHECK(request.seed == 5);
  CHECK(request.scale == Scale::quick);
  CHECK(request.strict);
  CHECK(request.threads == 2);
  CHECK(request.out == "my results");
  CHECK(first(request).flag("clip"));
  CHECK(first(request).words("corrupt") == Words{"flip:0.1", "half:top"});
  CHECK(first(request).seeds().size() == 2);
  CHECK(parsed(file.with({"1", "--seed", "6"})).seed == 6);
}

TEST_CASE("request: experiments that share an option each check it, and the refusal says which") {
  CHECK(refusal({"1", "13", "--threshold", "5"}).empty());
  CHECK(refusal({"1", "--threshold", "otsu"}).empty());
  const auto said = refusal({"1", "13", "--threshold", "otsu"});
  CHECK(contains(said, "--threshold is otsu"));
  CHECK(contains(said, "13_exploding_cliff"));
  CHECK(!contains(refusal({"13", "--threshold", "otsu"}), "for 13"));
}

TEST_CASE("request: a line of a file that is right for the experiment that is run is right") {
  const File small("threshold = 0.5\n"), word("threshold = otsu\n");
  CHECK(first(parsed(small.with({"13"}))).real("threshold") == 0.5);
  CHECK(first(parsed(word.with({"1"}))).word("threshold") == "otsu");
  CHECK(contains(refusal(word.with({"13"})), "--threshold is otsu"));
}

TEST_CASE("request: a wrong settings file is refused with its name") {
  const File unknown("stord = 3\n"), wrong("stored = many\n"), no_ini("what is this\n"),
      section("[hopfield_restoration]\nstord = 3\n"), nobody("[no_such_thing]\nseed = 3\n");
  CHECK(contains(refusal(unknown.with({"1"})), "did you mean --stored?"));
  CHECK(contains(refusal(unknown.with({"1"})), unknown.path));
  CHECK(contains(refusal(section.with({"1"})), "did you mean --stored?"));
  CHECK(contains(refusal(wrong.with({"1"})), "--stored is many"));
  CHECK(contains(refusal(no_ini.with({"1"})), no_ini.path));
  CHECK(contains(refusal(nobody.with({"1"})), "no_such_thing"));
  CHECK(contains(refusal({"1", "--config", "/no/such.ini"}), "/no/such.ini"));
}

TEST_CASE("request: wrong words are refused, and say what would be right") {
  CHECK(contains(refusal({}), "which experiment?"));
  CHECK(contains(refusal({"--seed", "1"}), "which experiment?"));
  CHECK(contains(refusal({"1", "--sed", "1"}), "did you mean --seed?"));
  CHECK(contains(refusal({"1", "--runs", "10"}), "--runs is called --seeds now"));
  CHECK(contains(refusal({"1", "--scale", "quik"}), "did you mean quick?"));
  CHECK(contains(refusal({"1", "--stored", "0"}), "from 1 to 100"));
  CHECK(contains(refusal({"1", "--stored", "101"}), "from 1 to 100"));
  CHECK(contains(refusal({"1", "--threads", "0"}), "from 1 to 1024"));
  CHECK(contains(refusal({"1", "--seed", "1", "--seed", "2"}), "--seed takes one value"));
  for (const char* seed : {"-1", "1.5", "x", "18446744073709551616"})
    CHECK(contains(refusal({"1", "--seed", seed}), std::string("--seed is ") + seed));
  for (const Words& words : {Words{"1", "--seed"}, {"1", "--clip=yes"}, {"1", "--corrupt"}})
    CHECK(contains(refusal(words), words[1].substr(2, 4)));
  CHECK(contains(refusal({"999"}), "no experiment 999"));
}

TEST_CASE("request: the help lists every option of every experiment with its defaults") {
  for (const auto& experiment : catalogue().experiments) {
    const auto text = describe_options({&experiment});
    CHECK(contains(text, experiment.folder()));
    for (const auto& option : experiment.options) CHECK(contains(text, "--" + option.name));
    for (const char* option : {"--scale", "--seed", "--threads", "--out", "--strict", "--config"})
      CHECK(contains(text, option));
  }
  std::istringstream in(describe_options({&catalogue().find("1")}));  // broken into lines wherever it is long
  std::string text;
  for (std::string word; in >> word;) text += word + " ";
  CHECK(contains(text, "(default 2 | 10 | 20 by scale)"));
  CHECK(!contains(describe_options({}), "--stored"));
}
