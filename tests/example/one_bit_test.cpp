// The experiment that docs/add-an-experiment.md builds up: it is listed, shown and run, and its findings judge what they say.
#include "tests/experiments/duties.hpp"
#include "tests/experiments/judging.hpp"

namespace {

Ended example(const Words& words) {
  Launch launch;
  launch.program = EXAMPLE_PLACE "/bin/unroll";
  return unroll(words, launch);
}

// Two weights, one seed each.
MadeUp with(bool strong, bool weak, double size) {
  MadeUp made(fs::path(EXAMPLE_PLACE "/share/unroll"), "01_one_bit");
  made.row("bits", 2, 1, strong, size).row("bits", 0.5, 1, weak, 0.5);
  return made;
}

}  // namespace

TEST_CASE("the worked example keeps the duties of an experiment") {
  check_duties("01_one_bit", {.program = EXAMPLE_PLACE "/bin/unroll"}, EXAMPLE_PLACE "/share/unroll");
}

TEST_CASE("the worked example is listed and shown like any other") {
  CHECK(has(example({"list"}).out, "one_bit"));
  const Ended shown = example({"show", "1"});
  check_success(shown);
  CHECK(has(shown.out, "One unit holds one bit"));
  CHECK(has(shown.out, "Hochreiter 1991"));
}

TEST_CASE("the worked example: a strong unit must hold more bits, and no state may leave tanh's range") {
  CHECK(with(true, false, 1).values("strong_over_weak") == std::vector<double>{1});
  CHECK(with(true, false, 1).confirmed("strong_over_weak"));
  CHECK(with(false, true, 1).contradicted("strong_over_weak"));
  CHECK(with(true, true, 1).contradicted("strong_over_weak"));
  CHECK(with(true, false, 1).confirmed("bounded"));
  CHECK(with(true, false, 1.01).contradicted("bounded"));
}

TEST_CASE("the page about adding an experiment shows the example as it is") {
  const std::string page = content(UNROLL_SOURCE "/docs/add-an-experiment.md");
  CHECK(has(page, content(UNROLL_SOURCE "/tests/example/01_one_bit/experiment.cpp")));
  CHECK(has(page, content(UNROLL_SOURCE "/tests/example/01_one_bit/figures/shares.gp")));
}
