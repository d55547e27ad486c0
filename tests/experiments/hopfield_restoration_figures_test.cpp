// Every figure of experiment 01 is drawn, whatever the options: energies of other sizes, films of one frame,
// pictures with awkward names.
#include <nlohmann/json.hpp>

#include "table.hpp"

using Json = nlohmann::json;

namespace {

void check_all_drawn(const Words& options, const Folder& folder) {
  Words words = options;
  for (const Words& more : {Words{"--size", "14"}, {"--units", "60"}, {"--runs", "1"}}) words = words + more;
  INFO(options.back());
  check_success(unroll_program(tiny_run(folder.path() / "out", words)));
  const Json record = Json::parse(content(only_run_in(folder.path() / "out") / "run.json"));
  CHECK(record["figures"].size() == 9);
  for (const auto& figure : record["figures"]) {
    INFO(figure.dump(2));
    CHECK(figure["missing"].is_null());
    CHECK(!figure["show"].is_null());
  }
}

}  // namespace

TEST_CASE("all figures are drawn under every rule, coding and kind of weights") {
  for (const Words& options : {Words{"--rule", "hebb"},
                               {"--rule", "storkey"},
                               {"--coding", "zero_one"},
                               {"--order", "random_choice"}}) {
    const Folder folder;
    check_all_drawn(options, folder);
  }
  const Folder folder;
  check_all_drawn({"--clip", "--self-connections", "--rule", "hebb"}, folder);
}

TEST_CASE("a recall that has nothing to do is a film of one frame") {
  const Folder folder;
  check_all_drawn({"--corrupt", "flip:0"}, folder);
  CHECK(Table(only_run_in(folder.path() / "out") / "descent_energy.csv").rows.size() == 1);
}

TEST_CASE("a long recall's film ends where the recall ends") {
  const Folder folder;
  check_all_drawn({"--order", "random_choice", "--seed", "3"}, folder);
  const fs::path run = only_run_in(folder.path() / "out");
  const Table film(run / "descent_energy.csv"), energy(run / "energy.csv");
  CHECK(film.rows.size() == 60);
  std::string last;
  for (const auto& row : energy.where("dynamics", "asynchronous"))
    if (row.at("memory") == "1") last = row.at("energy");
  CHECK(film.rows.back().at("energy") == last);
}

TEST_CASE("pictures with quotes and commas in their names have their curves") {
  const Folder folder;
  Words options{"--corrupt", "flip:0.2", "--image"};
  for (const std::string name : {"o'brien.pgm", "one, \"two\".pgm"})
    options.push_back(folder.write(name, "P2 4 2 255 0 0 255 255 0 255 0 255").string());
  check_all_drawn(options, folder);
  const std::string svg = content(only_run_in(folder.path() / "out") / "energy.svg");
  CHECK(count(svg, "brien") > 0);
  CHECK(count(svg, "two") > 0);
}
