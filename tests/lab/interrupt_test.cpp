// Ctrl-C: the first asks, the second tells. Each test is a process of its own, as the flag stays up.
#include "experiments/lab/interrupt.hpp"

#include <signal.h>

#include "experiments/lab/error.hpp"
#include "tests/catch.hpp"
#include "tests/lab/scratch.hpp"

using namespace unroll::lab;
using scratch::status_of_child;

TEST_CASE("interrupt: nothing is up before a signal comes") {
  CHECK(status_of_child([] {
          watch_for_interrupt();
          check_interrupt();
          return interrupted() ? 1 : 0;
        }) == 0);
}

TEST_CASE("interrupt: either signal raises the flag, and it stays up") {
  for (const int signal : {SIGINT, SIGTERM})
    CHECK(status_of_child([&] {
            watch_for_interrupt();
            ::raise(signal);
            for (int k = 0; k < 2; ++k) {
              if (!interrupted()) return 1;
              try {
                check_interrupt();
                return 2;
              } catch (const Interrupted&) {
              }
            }
            return 0;
          }) == 0);
}

TEST_CASE("interrupt: the second signal ends the program") {
  for (const int signal : {SIGINT, SIGTERM})
    CHECK(status_of_child([&] {
            watch_for_interrupt();
            ::raise(signal);
            ::raise(signal);
            return 0;
          }) == 128 + signal);
}

TEST_CASE("interrupt: who does not watch is ended by the first") {
  CHECK(status_of_child([] {
          ::signal(SIGTERM, SIG_DFL);
          ::raise(SIGTERM);
          return 0;
        }) == 128 + SIGTERM);
}
