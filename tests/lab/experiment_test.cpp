// Declarations say what they were given, at every scale.
#include "experiments/lab/experiment.hpp"

#include <charconv>

#include "tests/catch.hpp"

using namespace unroll::lab;
using Kind = Option::Kind;
using Three = std::array<std::string, 3>;

TEST_CASE("experiment: the folder's name has two digits at least") {
  Experiment experiment;
  experiment.slug = "gradient_decay";
  for (const auto& [number, folder] : {std::pair{1, "01_gradient_decay"}, std::pair{12, "12_gradient_decay"},
                                       std::pair{123, "123_gradient_decay"}}) {
    experiment.number = number;
    CHECK(experiment.folder() == folder);
  }
}

TEST_CASE("experiment: the scales have their names") {
  CHECK(to_string(Scale::quick) == "quick");
  CHECK(to_string(Scale::lecture) == "lecture");
  CHECK(to_string(Scale::paper) == "paper");
}

TEST_CASE("experiment: an integer option keeps its defaults and its range") {
  const Option option = integer_option("units", {20, 1000, -4000}, -5000, 10000, "how many");
  CHECK(option.name == "units");
  CHECK(option.help == "how many");
  CHECK(option.kind == Kind::integer);
  CHECK(option.standard == Three{"20", "1000", "-4000"});
  CHECK(option.low == -5000);
  CHECK(option.high == 10000);
}

TEST_CASE("experiment: the defaults of a real option read back exactly") {
  const std::array<double, 3> values{0.1, 1.0 / 3, 1e-30};
  const Option option = real_option("rate", values, 0, 1, "how fast");
  CHECK(option.kind == Kind::real);
  for (std::size_t k = 0; k < 3; ++k) {
    double value = 0;
    const std::string& text = option.standard[k];
    std::from_chars(text.data(), text.data() + text.size(), value);
    CHECK(value == values[k]);
  }
  CHECK(option.high == 1);
}

TEST_CASE("experiment: choices are shown as what to type") {
  const Option option = choice_option("rule", {"a", "b", "a"}, {"a", "b", "c"}, "which");
  CHECK(option.kind == Kind::choice);
  CHECK(option.value_name == "a|b|c");
  CHECK(option.choices == std::vector<std::string>{"a", "b", "c"});
  CHECK(option.standard == Three{"a", "b", "a"});
}

TEST_CASE("experiment: a flag is off and takes no value") {
  const Option option = flag_option("clip", "signs only");
  CHECK(option.kind == Kind::flag);
  CHECK(option.value_name.empty());
  CHECK(option.standard == Three{"no", "no", "no"});
}

TEST_CASE("experiment: a word and a list of words differ in kind alone") {
  int checked = 0;
  const auto check = [&](const std::string&) { ++checked; };
  const Option word = word_option("text", "W", {"x", "y z", ""}, "help", check);
  const Option words = words_option("text", "W", {"x", "y z", ""}, "help", check);
  CHECK(word.kind == Kind::word);
  CHECK(words.kind == Kind::words);
  for (const Option* option : {&word, &words}) {
    CHECK(option->value_name == "W");
    CHECK(option->standard == Three{"x", "y z", ""});
    option->check("anything");
  }
  CHECK(checked == 2);
}
