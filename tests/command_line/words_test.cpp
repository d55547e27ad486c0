// Commands, experiments and options that are wrong: what the program says to each.
#include "program.hpp"

TEST_CASE("no words, help, --help and -h print the same help") {
  const Ended help = unroll_program({"help"});
  check_success(help);
  for (const char* command :
       {"list", "show", "run", "report", "plot", "compare", "data", "check", "bench", "pages", "help"})
    CHECK(has(help.out, std::string("\n  unroll ") + command));
  CHECK(has(help.out, "Exit status: 0 done"));
  CHECK(help.err.empty());
  for (const Words& words : {Words{}, Words{"--help"}, Words{"-h"}}) {
    const Ended same = unroll_program(words);
    check_success(same);
    CHECK(same.out == help.out);
  }
}

TEST_CASE("every command explains itself in two ways") {
  for (const std::string command : {"list", "show", "report", "plot", "data", "check", "help"}) {
    const Ended one = unroll_program({"help", command}), other = unroll_program({command, "--help"});
    check_success(one);
    check_success(other);
    CHECK(one.out.starts_with("usage: unroll " + command));
    CHECK(one.out == other.out);
  }
  const Ended run = unroll_program({"run", "1", "--help"});
  check_success(run);
  for (const char* option : {"--scale", "--seed", "--threads", "--out", "--strict", "--config", "--corrupt"})
    CHECK(has(run.out, option));
  CHECK(!has(unroll_program({"run", "--help"}).out, "--corrupt"));
}

TEST_CASE("an unknown command is refused, and the near one named") {
  check_usage(unroll_program({"rnu", "1"}), {"\"rnu\"", "did you mean run?"});
  check_usage(unroll_program({"lisst"}), {"did you mean list?"});
  check_usage(unroll_program({"train"}), {"no command \"train\"", "unroll help"});
  check_usage(unroll_program({"fabricate"}), {"no command \"fabricate\"; `unroll help`"});
  check_usage(unroll_program({""}), {"no command \"\""});
  check_usage(unroll_program({"help", "rnu"}), {"\"rnu\"", "unroll help"});
  check_usage(unroll_program({"run", "--help", "99"}), {"no experiment 99"});
}

TEST_CASE("words too many are refused with the usage") {
  check_usage(unroll_program({"list", "1"}), {"\"1\" was not expected", "unroll list [--json]"});
  check_usage(unroll_program({"show", "1", "2"}), {"\"2\" was not expected", "unroll show"});
  check_usage(unroll_program({"report", "a", "b"}), {"\"b\" was not expected", "unroll report"});
  check_usage(unroll_program({"plot", "a", "b"}), {"unroll plot RUN_FOLDER"});
  check_usage(unroll_program({"plot"}), {"unroll plot RUN_FOLDER"});
  check_usage(unroll_program({"check", "all"}), {"\"all\" was not expected", "unroll check"});
  check_usage(unroll_program({"show"}), {"which experiment?", "unroll show"});
  check_usage(unroll_program({"data", "lst"}), {"\"lst\"", "get"});
  check_usage(unroll_program({"data", "get"}), {"which data set?"});
  check_usage(unroll_program({"data", "get", "xbitmap"}), {"xbitmaps"});
}

TEST_CASE("an unknown experiment is refused before anything is made") {
  const Folder folder;
  const fs::path out = folder.path() / "out";
  const auto refused = [&](const Words& named, const Words& parts) {
    check_usage(unroll_program(Words{"run"} + named + Words{"--scale", "quick", "--out", out.string()}),
                parts);
    CHECK(!fs::exists(out));
  };
  refused({"99"}, {"no experiment 99", "unroll list"});
  refused({"0"}, {"no experiment 0"});
  refused({"-1"}, {"-1"});
  refused({"99999999999999999999"}, {"99999999999999999999"});
  refused({"hopfeld_restoration"}, {"did you mean hopfield_restoration?"});
  refused({"cooking"}, {"no experiment \"cooking\"", "unroll list"});
  refused({"1", "99"}, {"no experiment 99"});
  refused({""}, {"no experiment \"\""});
  refused({}, {"which experiment?"});
  check_usage(unroll_program({"show", "hopfeld_restoration"}), {"did you mean hopfield_restoration?"});
}

TEST_CASE("an experiment goes by number, slug, number and slug, or the beginning of either") {
  const std::string shown = unroll_program({"show", "1"}).out;
  for (const char* name : {"01", "hopfield_restoration", "01_hopfield_restoration", "hopfield_r", "01_h"}) {
    INFO(name);
    const Ended same = unroll_program({"show", name});
    check_success(same);
    CHECK(same.out == shown);
  }
}

TEST_CASE("an unknown option is refused, and the near one named") {
  const Folder folder;
  const fs::path out = folder.path() / "out";
  const auto refused = [&](const Words& options, const Words& parts) {
    check_usage(unroll_program(tiny_run(out, options)), parts);
    CHECK(!fs::exists(out));
  };
  refused({"--sede", "3"}, {"no option --sede", "did you mean --seed?"});
  refused({"--colour-of-the-sky", "blue"}, {"no option --colour-of-the-sky", "unroll run --help"});
  refused({"--siz=9"}, {"no option --siz", "did you mean --size?"});
  refused({"--unit", "20"}, {"did you mean --units?"});
  refused({"-s", "3"}, {"-s"});
}
