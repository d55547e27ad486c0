// This project keeps every rule of rules.hpp. What fails says in one sentence what is wrong and where.
// docs/add-an-experiment.md lists what is asked of a new experiment.
#include "experiments/lab/catalogue.hpp"
#include "rules.hpp"
#include "tests/catch.hpp"

using namespace consistency;

namespace {

const Project& project() {
  static const Project all{UNROLL_SOURCE, unroll::lab::read_catalogue(UNROLL_SHARE).experiments,
                           unroll::lab::read_catalogue(UNROLL_SHARE).syllabus};
  return all;
}

void kept(Complaints (*rule)(const Project&)) {
  for (const auto& complaint : rule(project())) FAIL_CHECK(complaint);
}

}  // namespace

TEST_CASE("there is something to compare") {
  CHECK(project().experiments.size() >= 4);
  CHECK(project().syllabus.size() >= project().experiments.size());
  CHECK(fs::is_regular_file(project().root / "README.md"));
}

TEST_CASE("every experiment says what it is, asks, and takes, and is short at quick scale") {
  kept(wrong_declarations);
}
TEST_CASE("every experiment has findings with sources and bands") { kept(wrong_claims); }
TEST_CASE("every experiment has figures with alt texts") { kept(wrong_figures); }
TEST_CASE("every experiment has its number and part from the syllabus") { kept(wrong_syllabus); }
TEST_CASE("the folders of experiments are those of the catalogue") { kept(wrong_folders); }
TEST_CASE("no experiment has gnuplot in its C++ or a finding that nothing measures, and none is too long") {
  kept(wrong_code);
}
TEST_CASE("no script prints words of its own or takes columns by place") { kept(wrong_scripts); }
TEST_CASE("every experiment has tests of its duties and of each finding") { kept(wrong_tests); }
TEST_CASE("every experiment has a lecture page with all its parts") { kept(wrong_lectures); }
TEST_CASE("generated parts of pages are what declarations and findings make of them") {
  kept(wrong_generated);
}
TEST_CASE("the index of the lectures knows the syllabus and what exists of it") { kept(wrong_lecture_index); }
TEST_CASE("every link and picture of every page is there") { kept(wrong_links); }
TEST_CASE("every picture has an alt text and a page that shows it") { kept(wrong_pictures); }
TEST_CASE("every page of docs is linked from another") { kept(lonely_pages); }
TEST_CASE("every Russian page has its English one, and they are linked") { kept(wrong_russian); }
