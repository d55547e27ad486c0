// Settings files: what is read, who wins, and what is refused.
#include <nlohmann/json.hpp>

#include "program.hpp"

namespace {

const std::string small = "scale = quick\npictures = drawn\nsize = 8\nstored = 2\nunits = 20\nseeds = 1\n";

// A run from a settings file; its folder goes at the end.
struct Configured {
  explicit Configured(const std::string& ini, const Words& words = {"1"})
      : out(folder.path() / "out"), file(folder.write("lecture.ini", ini)) {
    ended = unroll_program(Words{"run"} + words + Words{"--config", file.string(), "--out", out.string()},
                           without_gnuplot());
  }
  nlohmann::json run() const {
    check_success(ended);
    return nlohmann::json::parse(content(only_run_in(out) / "run.json"));
  }
  void refused(const Words& parts) const {
    check_usage(ended, parts + Words{"lecture.ini"});
    CHECK(!fs::exists(out));
  }

  Folder folder;
  fs::path out, file;
  Ended ended;
};

}  // namespace

TEST_CASE("a settings file gives every kind of value") {
  const auto run = Configured(small +
                                  "seed = 7   # a comment\nclip = yes\nself-connections = no\n"
                                  "corrupt = flip:0.1 half:top\ntext = \"two words\"\nexperiments = 1\n",
                              {})
                       .run();
  CHECK(run["seed"] == 7);
  CHECK(run["scale"] == "quick");
  CHECK(run["options"]["size"] == "8");
  CHECK(run["options"]["clip"] == "yes");
  CHECK(run["options"]["self-connections"] == "no");
  CHECK(run["options"]["corrupt"] == "flip:0.1 half:top");
  CHECK(run["options"]["text"] == "two words");
}

TEST_CASE("the command line wins over the section, the section over the rest of the file") {
  for (const std::string section :
       {"hopfield_restoration", "01_hopfield_restoration", "1", "01", "hopfield_r"}) {
    INFO(section);
    const std::string ini = small + "rule = hebb\n[" + section + "]\nrule = storkey\n";
    CHECK(Configured(ini).run()["options"]["rule"] == "storkey");
  }
  const std::string ini =
      small + "seed = 3\nrule = hebb\nclip = no\n[hopfield_restoration]\nrule = storkey\n";
  const auto by_line = Configured(ini, {"1", "--rule", "projection", "--seed", "5", "--clip"}).run();
  CHECK(by_line["options"]["rule"] == "projection");
  CHECK(by_line["options"]["clip"] == "yes");
  CHECK(by_line["seed"] == 5);
  CHECK(Configured(ini).run()["options"]["rule"] == "storkey");
}

TEST_CASE("experiments named on the command line win over those of the file") {
  check_usage(Configured(small + "experiments = 1\n", {"99"}).ended, {"no experiment 99"});
  CHECK(Configured(small + "experiments = hopfield_restoration\n", {}).run()["number"] == 1);
  Configured(small + "experiments = 99\n", {}).refused({"no experiment 99"});
  check_usage(Configured(small, {}).ended, {"which experiment?"});
}

TEST_CASE("strict and other flags of a settings file are yes or no") {
  CHECK(Configured(small + "strict = no\n").ended.status == 0);
  Configured(small + "strict = maybe\n").refused({"--strict", "yes, no"});
  Configured(small + "clip = true\n").refused({"--clip", "yes, no"});
}

TEST_CASE("a settings file that cannot be read is refused") {
  const Folder folder;
  const auto refused = [&](const fs::path& file, const Words& parts) {
    check_usage(
        unroll_program({"run", "1", "--config", file.string(), "--out", (folder.path() / "out").string()}),
        Words{file.string()} + parts);
    CHECK(!fs::exists(folder.path() / "out"));
  };
  refused(folder.path() / "absent.ini", {"INI"});
  refused(folder.path(), {"INI"});
  refused(folder.write("words.ini", "this is no settings file\n"), {"INI"});
  refused(folder.write("open.ini", "[hopfield_restoration\nsize = 8\n"), {"INI"});
  refused(folder.write("escape.ini", "text = \\"), {});
  check_usage(unroll_program({"run", "1", "--config", ""}), {"--config is empty"});
}

TEST_CASE("names that a settings file cannot hold are refused, with the near one") {
  Configured("sizee = 8\n").refused({"no option --sizee", "did you mean --size?"});
  Configured("[hopfield_restoration]\nrul = hebb\n").refused({"--rul", "did you mean --rule?"});
  Configured("[hopfeld_restoration]\nrule = hebb\n").refused({"did you mean hopfield_restoration?"});
  Configured("[transformer_x]\nrule = hebb\n").refused({"no experiment \"transformer_x\""});
  Configured("config = other.ini\n").refused({"config"});
  Configured("[hopfield_restoration]\nexperiments = 1\n").refused({"experiments"});
}

TEST_CASE("values that a settings file gives are checked like those of the command line") {
  Configured(small + "size = 9\n").refused({"--size takes one value", "2 were given"});
  Configured("size = 1000\n").refused({"--size is 1000", "8 to 128"});
  Configured("size =\n").refused({"--size is empty"});
  Configured("seed = -1\n").refused({"--seed is -1"});
  Configured("seed =\n").refused({"--seed is empty"});
  Configured("threads = 0\n").refused({"--threads is 0"});
  Configured("scale = fast\n").refused({"--scale is \"fast\""});
  // The experiment's own program refuses this one; it knows the value and not where it was written.
  check_usage(Configured("corrupt = flop:1\n").ended, {"--corrupt", "'flop:1'"});
  Configured("[hopfield_restoration]\nsize = 3\n").refused({"--size is 3"});
  Configured("[hopfield_restoration]\nseed = 4\n").refused({"seed", "the whole run", "above"});
}
