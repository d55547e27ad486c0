#include "experiments/lab/workloads.hpp"

#include "experiments/lab/shards.hpp"
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
        if (workload.units > 64 || workload.restricted) continue;
        INFO(workload.name << " " << model.name << " on " << threads);
        Team team(threads);
        TrainingStep step(workload, model, team, threads);
        step.run();
        const double before = step.loss();
        for (int k = 0; k < 30; ++k) step.run();
        CHECK(before > 0);
        CHECK(step.loss() < before);
      }
}

TEST_CASE("the shards of a batch are nearly equal and leave out none of its sequences") {
  for (const arma::uword batch : {1u, 2u, 7u, 50u})
    for (const std::size_t count : {1u, 2u, 3u, 60u}) {
      const auto shards = shards_of(batch, count);
      CHECK(shards.size() == std::min<std::size_t>(count, batch));
      arma::uword next = 0;
      for (std::size_t s = 0; s < shards.size(); ++s) {
        CHECK(shards[s].index == s);
        CHECK(shards[s].first == next);
        CHECK(shards[s].count >= batch / shards.size());
        CHECK(shards[s].count <= batch / shards.size() + 1);
        next += shards[s].count;
      }
      CHECK(next == batch);
    }
}

TEST_CASE("a training in four shards is the same to the bit on one, two and five threads") {
  const auto trained = [](unsigned threads, const BenchModel& model) {
    Team team(threads);
    TrainingStep step(workloads()[2], model, team, 4);
    for (int k = 0; k < 5; ++k) step.run();
    return step.theta();
  };
  for (const BenchModel& model : bench_models()) {
    INFO(model.name);
    const arma::fvec alone = trained(1, model);
    CHECK(arma::abs(alone - trained(2, model)).max() == 0);
    CHECK(arma::abs(alone - trained(5, model)).max() == 0);
  }
}

TEST_CASE("bench counts the operations of its workloads") {
  const Workload& w1 = workloads()[0];
  CHECK(operations(w1, "lstm") == 6.0 * 50 * 50 * 4 * 128 * 128 + 6.0 * 50 * 50 * 128 * 96);
  const Workload& w5 = workloads()[4];
  CHECK(operations(w5, "lstm") == 4.0 * 32 * 500 * 4 * 100 * 100);
}
