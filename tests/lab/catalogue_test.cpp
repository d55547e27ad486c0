// Experiments are found by whatever names them alone, and a slip of the finger is answered with help.
#include "experiments/lab/catalogue.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "experiments/lab/error.hpp"
#include "tests/catch.hpp"
#include "tests/lab/declared.hpp"
#include "tests/lab/scratch.hpp"

using namespace unroll::lab;
using declared::catalogue;
using scratch::contains;

namespace {

std::string refusal(const std::string& word) {
  try {
    catalogue().find(word);
  } catch (const UsageError& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("catalogue: experiments stand in the order of their numbers, each number and slug once") {
  const auto& all = catalogue().experiments;
  REQUIRE(!all.empty());
  CHECK(all.front().number == 1);
  CHECK(all.front().slug == "hopfield_restoration");
  std::set<std::string> slugs;
  for (std::size_t k = 0; k < all.size(); ++k) {
    CHECK(slugs.insert(all[k].slug).second);
    if (k > 0) CHECK(all[k - 1].number < all[k].number);
  }
}

TEST_CASE("catalogue: every experiment is declared in full") {
  for (const auto& experiment : catalogue().experiments) {
    CAPTURE(experiment.slug);
    for (const auto& text : {experiment.title, experiment.part, experiment.shows, experiment.question})
      CHECK(!text.empty());
    for (const auto& time : experiment.takes) CHECK(!time.empty());
    CHECK(!experiment.references.empty());
    CHECK(!experiment.equations.empty());
    for (const auto& equation : experiment.equations) CHECK(contains(equation.mathml, "<m"));
    std::set<std::string> names;
    for (const auto& option : experiment.options) CHECK(names.insert(option.name).second);
    names.clear();
    for (const auto& claim : experiment.claims) {
      CAPTURE(claim.id);
      CHECK(names.insert(claim.id).second);
      CHECK(claim.low <= claim.high);
      for (const auto& text : {claim.claim, claim.source, claim.published, claim.reason})
        CHECK(!text.empty());
    }
    names.clear();
    for (const auto& figure : experiment.figures) {
      CHECK(names.insert(figure.name).second);
      for (const auto& text : {figure.title, figure.alt, figure.script}) CHECK(!text.empty());
      const auto& options = experiment.options;
      CHECK((figure.only_with.empty() || std::any_of(options.begin(), options.end(), [&](const auto& option) {
               return option.name == figure.only_with && option.kind == Option::Kind::flag;
             })));
    }
  }
}

TEST_CASE(
    "catalogue: number, slug and folder find their experiment, and so does a beginning that is its alone") {
  for (const auto& experiment : catalogue().experiments) {
    for (const auto& word : {fmt::format("{}", experiment.number), fmt::format("{:03}", experiment.number),
                             experiment.slug, experiment.folder()})
      CHECK(&catalogue().find(word) == &experiment);
    for (std::size_t length = 1; length < experiment.slug.size(); ++length) {
      const std::string beginning = experiment.slug.substr(0, length);
      std::size_t count = 0;
      for (const auto& other : catalogue().experiments) count += other.slug.starts_with(beginning);
      CAPTURE(beginning);
      if (count == 1)
        CHECK(&catalogue().find(beginning) == &experiment);
      else if (const auto said = refusal(beginning); !said.empty())
        CHECK(contains(said, experiment.slug));
    }
  }
}

TEST_CASE("catalogue: a number or a word that names nothing is refused, and the way on is shown") {
  CHECK(contains(refusal("9999"), "there is no experiment 9999"));
  CHECK(contains(refusal("9999"), "1"));
  CHECK(contains(refusal("-1"), "no experiment -1"));
  for (const std::string word : {"", "zzzzzzzzzzzzzz", "99999999999999999999", "1x", " 1", "*"}) {
    CAPTURE(word);
    CHECK(contains(refusal(word), "\"" + word + "\""));
    CHECK(contains(refusal(word), "unroll list"));
  }
}

TEST_CASE("catalogue: what the syllabus has and this version has not is said to be so") {
  for (const auto& planned : catalogue().syllabus) {
    const auto& all = catalogue().experiments;
    if (std::any_of(all.begin(), all.end(), [&](const auto& e) { return e.number == planned.number; }))
      continue;
    for (const auto& word : {std::to_string(planned.number), planned.slug, planned.folder()})
      CHECK(contains(refusal(word), "in this version, though the syllabus has " + planned.folder()));
  }
}

TEST_CASE("catalogue: a slug with a letter missing, doubled or swapped is recognised") {
  const std::string slug = "hopfield_restoration";
  for (std::size_t k = 0; k + 1 < slug.size(); ++k) {
    std::string missing = slug, doubled = slug, swapped = slug;
    missing.erase(k, 1);
    doubled.insert(k, 1, slug[k]);
    std::swap(swapped[k], swapped[k + 1]);
    for (const auto& word : {missing, doubled, swapped})
      if (word != slug) CHECK(contains(refusal(word), "did you mean " + slug + "?"));
  }
}

TEST_CASE("catalogue: the nearest word is the one with the fewest changes, if they are few") {
  const std::vector<std::string> known{"quick", "lecture", "paper"};
  CHECK(nearest("quick", known) == "quick");
  CHECK(nearest("quikc", known) == "quick");
  CHECK(nearest("lectures", known) == "lecture");
  CHECK(nearest("papr", known) == "paper");
  CHECK(nearest("elephant", known).empty());
  CHECK(nearest("", known).empty());
  CHECK(nearest("paper", {}).empty());
  CHECK(suggestion("papr", known) == ", did you mean paper?");
  CHECK(suggestion("elephant", known).empty());
}
