// A syllabus for tests: names that begin alike, bodies that are slow, fail, or find what they should not.
#include <chrono>
#include <stdexcept>
#include <thread>

#include "experiments/lab/commands.hpp"
#include "experiments/lab/error.hpp"
#include "experiments/lab/run.hpp"

namespace unroll::lab {

namespace {

Experiment experiment(int number, const std::string& slug, std::function<void(Run&)> body) {
  Experiment e;
  e.number = number;
  e.slug = slug;
  e.title = "Test of " + slug;
  e.part = "Tests";
  e.shows = "nothing";
  e.question = "Does it work?";
  e.takes = {"1 s", "1 s", "1 s"};
  e.claims = {{.id = "x",
               .claim = "x is one",
               .source = "none",
               .published = "1",
               .unit = "",
               .low = 1,
               .high = 1,
               .reason = "a test"}};
  e.body = std::move(body);
  return e;
}

void measure(Run& run) { run.measured("x", {run.settings().real("value")}); }

void fail(Run& run) {
  run.table("begun", Csv{"a"});
  run.parallel("failing", 8, [](std::size_t i) {
    if (i >= 2) throw Error("step " + std::to_string(i) + " of the test failed, as it should");
  });
}

}  // namespace

std::vector<Experiment> built_experiments();

std::vector<Experiment> built_experiments() {
  auto gradient = experiment(3, "gradient_decay", measure);
  gradient.options = {real_option("value", {1, 1, 1}, -10, 10, "what is measured")};
  return {std::move(gradient), experiment(4, "gradient_explosion", [](Run& run) { run.measured("x", {}); }),
          experiment(12, "failing_body", fail),
          experiment(13, "wrong_body", [](Run&) { throw std::logic_error("a claim that nobody declared"); })};
}

}  // namespace unroll::lab

int main(int argc, char** argv) { return unroll::lab::command({argv + 1, argv + argc}); }
