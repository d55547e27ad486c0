// Values of options: out of range, not of their kind, too many, too few.
#include "program.hpp"

namespace {

// Refused with these parts of a sentence, and nothing is made.
void refused(const Words& options, const Words& parts) {
  const Folder folder;
  const fs::path out = folder.path() / "out";
  INFO(options[0] << " " << (options.size() > 1 ? options[1] : ""));
  check_usage(unroll_program(Words{"run", "1", "--out", out.string()} + options), parts);
  CHECK(!fs::exists(out));
}

}  // namespace

TEST_CASE("a number that is out of range or none is refused with the range") {
  for (const std::string bad : {"7", "129", "-1", "0", "20.5", "twenty", "1e2", "nan", "inf", "0x10", "20 ",
                                " 20", "+20", "99999999999999999999", "1e999"})
    refused({"--size", bad}, {"--size is " + bad, "a whole number from 8 to 128"});
  refused({"--threads", "0"}, {"--threads is 0", "from 1 to 1024"});
  refused({"--threads", "1025"}, {"--threads is 1025"});
  refused({"--seeds", "0"}, {"--seeds: \"0\"", "such as 3..12"});
  refused({"--units", "19"}, {"--units is 19"});
  refused({"--stored", "101"}, {"--stored is 101"});
}

TEST_CASE("a seed is a whole number of 64 bits without a sign") {
  for (const std::string bad : {"-1", "tomorrow", "1.5", "18446744073709551616", "1 2", "nan", "0x1"})
    refused({"--seed", bad}, {"--seed is " + bad, "a whole number from 0 to"});
  refused({"--seed", ""}, {"--seed is empty", "a whole number"});
}

TEST_CASE("the ends of every range are allowed") {
  const Folder folder;
  for (const Words& ends :
       {Words{"--seed", "0"}, Words{"--seed", "18446744073709551615"}, Words{"--threads", "1024"}}) {
    const fs::path out = folder.path() / ends[1];
    check_success(unroll_program(tiny_run(out, ends), without_gnuplot()));
    only_run_in(out);
  }
}

TEST_CASE("an empty value is refused and called empty") {
  refused({"--size", ""}, {"--size is empty", "from 8 to 128"});
  check_usage(unroll_program({"run", "1", "--out", ""}), {"--out is empty"});
  refused({"--rule", ""}, {"--rule is \"\"", "hebb, storkey, projection"});
  for (const std::string option : {"--image", "--corrupt", "--threshold", "--text"})
    refused({option, ""}, {option + " is empty"});
  refused({"--size="}, {"size"});
}

TEST_CASE("a choice that is none is refused with all of them") {
  refused({"--scale", "slow"}, {"--scale is \"slow\"", "quick, lecture, paper"});
  refused({"--scale", "quik"}, {"quick, lecture, paper", "did you mean quick?"});
  refused({"--scale", "Quick"}, {"did you mean quick?"});
  refused({"--rule", "heb"}, {"hebb, storkey, projection", "did you mean hebb?"});
  refused({"--pictures", "cats"}, {"--pictures is \"cats\"", "xbitmaps, glyphs, digits, drawn"});
  refused({"--coding", "two"}, {"plus_minus, zero_one"});
  refused({"--order", "random"}, {"permutation, random_choice"});
  refused({"--bias", "yes"}, {"learnt, none"});
}

TEST_CASE("two values where one is expected are refused") {
  refused({"--size", "20", "--size", "30"}, {"--size takes one value", "2 were given"});
  refused({"--seed", "1", "--seed", "2"}, {"--seed takes one value"});
  refused({"--scale", "quick", "--scale", "quick"}, {"--scale takes one value"});
  refused({"--out", "elsewhere"}, {"--out takes one value"});
  refused({"--size", "20", "30"}, {"no experiment 30"});
}

TEST_CASE("an option without its value is refused") {
  refused({"--size"}, {"--size"});
  refused({"--image"}, {"--image"});
  refused({"--size", "--seed", "3"}, {"--size", "--seed"});
}

TEST_CASE("a flag takes no value") {
  refused({"--strict=yes"}, {"--strict"});
  refused({"--clip", "no"}, {"no experiment \"no\""});
}

TEST_CASE("a wrong corruption is refused with the right forms") {
  for (const std::string bad : {"flip", "flip:", "flip:2", "flip:-0.1", "flip:nan", "half:middle", "half:0.5",
                                "noise:-1", "noise:inf", "shift:0.5", "blur:1", ":", "flip:0.2,half:left"})
    refused({"--corrupt", bad}, {"--corrupt", "'" + bad + "'", "flip:P", "half:left"});
  refused({"--corrupt", "flip:0.2", "flop:0.2"}, {"'flop:0.2'"});
}

TEST_CASE("a shift that leaves nothing of a picture is refused") {
  const Folder folder;
  const fs::path out = folder.path() / "out";
  check_usage(unroll_program(tiny_run(out, {"--corrupt", "shift:8"}), without_gnuplot()),
              {"shift:8", "shift by less"});
  check_nothing_in(out);
  check_success(unroll_program(tiny_run(out, {"--corrupt", "shift:-7"}), without_gnuplot()));
}

TEST_CASE("a wrong threshold is refused") {
  for (const std::string bad : {"-1", "256", "otto", "12.5", "nan"})
    refused({"--threshold", bad}, {"--threshold", "otsu"});
}
