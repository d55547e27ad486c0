#include "experiments/lab/workloads.hpp"

#include "tests/catch.hpp"

using namespace unroll::lab;

TEST_CASE("a team's work is done once by each of its threads, again and again") {
  for (const unsigned threads : {1u, 2u, 5u}) {
    Team team(threads);
    CHECK(team.size() == threads);
    std::vector<int> done(threads);
    for (int round = 0; round < 100; ++round) team.run([&](std::size_t i) { ++done[i]; });
    CHECK(done == std::vector<int>(threads, 100));
  }
}

TEST_CASE("what a member of the team throws reaches who asked, after all are done") {
  for (const std::size_t thrower : {0u, 2u}) {
    Team team(3);
    std::vector<int> done(3);
    CHECK_THROWS_WITH(team.run([&](std::size_t i) {
      ++done[i];
      if (i == thrower) throw std::runtime_error("no room");
    }),
                      "no room");
    CHECK(done == std::vector<int>(3, 1));
    CHECK_NOTHROW(team.run([&](std::size_t i) { ++done[i]; }));
  }
}

TEST_CASE("what bench measures is training: the loss falls, on one thread and on two") {
  for (const unsigned threads : {1u, 2u})
    for (const Workload& workload : workloads())
      for (const BenchModel& model : bench_models()) {
        if (workload.units > 64) continue;
        INFO(workload.name << " " << model.name << " on " << threads);
        Team team(threads);
        TrainingStep step(workload, model, team);
        step.run();
        const double before = step.loss();
        for (int k = 0; k < 30; ++k) step.run();
        CHECK(before > 0);
        CHECK(step.loss() < before);
      }
}

TEST_CASE("bench counts the operations of its workloads") {
  const Workload& w1 = workloads()[0];
  CHECK(operations(w1, "lstm") == 6.0 * 50 * 50 * 4 * 128 * 128 + 6.0 * 50 * 50 * 128 * 96);
  const Workload& w5 = workloads()[4];
  CHECK(operations(w5, "lstm") == 4.0 * 32 * 500 * 4 * 100 * 100);
}
