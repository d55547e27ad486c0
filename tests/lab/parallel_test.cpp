// The number of threads changes nothing but the time; failures and Ctrl-C stop the rest.
#include "experiments/lab/parallel.hpp"

#include <pthread.h>
#include <signal.h>

#include <atomic>
#include <chrono>
#include <sstream>
#include <stdexcept>
#include <thread>

#include "experiments/lab/error.hpp"
#include "experiments/lab/interrupt.hpp"
#include "models/core/random.hpp"
#include "tests/catch.hpp"
#include "tests/lab/scratch.hpp"

using namespace unroll::lab;
using unroll::Stream;

namespace {

struct Quiet {
  std::ostringstream out;
  Progress progress{out, Progress::Style::silent};
};

void rest(int milliseconds) { std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds)); }

// What parallel_for throws, or nothing.
std::string failure(std::size_t count, unsigned threads, const std::function<void(std::size_t)>& work) {
  Quiet quiet;
  try {
    parallel_for(count, threads, quiet.progress, work);
  } catch (const std::exception& problem) {
    return problem.what();
  }
  return "";
}

}  // namespace

TEST_CASE("parallel: every index is done once, with the same results for any number of threads") {
  for (const std::size_t count : {0, 1, 2, 7, 200}) {
    std::vector<double> alone;
    for (unsigned threads = 0; threads <= 8; ++threads) {
      std::vector<double> results(count);
      std::vector<int> done(count);
      CHECK(failure(count, threads, [&](std::size_t i) {
              Stream stream(1, "parallel", "", i, "test");
              for (int k = 0; k < 100; ++k) results[i] += stream.normal();
              ++done[i];
            }).empty());
      CHECK(done == std::vector<int>(count, 1));
      if (threads == 0) alone = results;
      CHECK(results == alone);
    }
  }
}

TEST_CASE("parallel: progress hears of every index") {
  std::ostringstream out;
  Progress progress(out, Progress::Style::lines);
  progress.stage("work", 20);
  parallel_for(20, 3, progress, [](std::size_t) {});
  CHECK(out.str().find("100 %") != std::string::npos);
  CHECK(out.str().find(" 90 %") != std::string::npos);
}

TEST_CASE("parallel: a progress without a stage is no obstacle") {
  std::ostringstream out;
  Progress progress(out, Progress::Style::lines);
  int done = 0;
  parallel_for(5, 1, progress, [&](std::size_t) { ++done; });
  CHECK(done == 5);
}

TEST_CASE("parallel: the failure of the smallest index is passed on, though others come first") {
  for (unsigned threads = 1; threads <= 8; ++threads)
    for (int round = 0; round < 5; ++round)
      CHECK(failure(100, threads, [](std::size_t i) {
              if (i == 17) rest(10);
              if (i >= 17 && i % 2 == 1) throw std::runtime_error(std::to_string(i));
            }) == "17");
}

TEST_CASE("parallel: after a failure little is begun, and nothing still runs at the end") {
  for (unsigned threads = 1; threads <= 8; ++threads) {
    std::atomic<int> begun{0}, running{0};
    CHECK(failure(10000, threads, [&](std::size_t i) {
            ++begun;
            if (i == 0) throw std::runtime_error("first");
            ++running;
            rest(2);
            --running;
          }) == "first");
    CHECK(running == 0);
    CHECK(begun < 5000);
    if (threads == 1) CHECK(begun == 1);
  }
}

TEST_CASE("parallel: after Ctrl-C every thread ends what it is at and no more") {
  for (const unsigned threads : {1u, 4u})
    CHECK(scratch::status_of_child([&] {
            watch_for_interrupt();
            std::atomic<unsigned> after{0};
            Quiet quiet;
            try {
              parallel_for(10000, threads, quiet.progress, [&](std::size_t i) {
                if (interrupted()) ++after;
                if (i == 5) ::raise(SIGINT);
              });
            } catch (const Interrupted&) {
              return after < threads ? 0 : 1;
            }
            return 2;
          }) == 0);
}

TEST_CASE("parallel: the work is done by fewer threads where the system gives no more") {
  // A stack of 64 TiB is more than an address space has room for, so that no thread can be made.
  pthread_attr_t before, huge;
  REQUIRE(::pthread_getattr_default_np(&before) == 0);
  REQUIRE(::pthread_attr_init(&huge) == 0);
  REQUIRE(::pthread_attr_setstacksize(&huge, std::size_t{1} << 46) == 0);
  REQUIRE(::pthread_setattr_default_np(&huge) == 0);
  bool refused = false;
  try {
    std::thread([] {}).join();
  } catch (const std::system_error&) {
    refused = true;
  }
  std::vector<int> done(50);
  const std::string said = failure(done.size(), 4, [&](std::size_t i) { ++done[i]; });
  ::pthread_setattr_default_np(&before);
  REQUIRE(refused);
  CHECK(said == "");
  CHECK(done == std::vector<int>(50, 1));
}
