#include "interrupt.hpp"

#include <signal.h>

#include <atomic>

#include "error.hpp"

namespace unroll::lab {
namespace {

std::atomic<bool> raised{false};

extern "C" void raise_flag(int signal) {
  raised = true;
  ::signal(signal, SIG_DFL);
}

}  // namespace

void watch_for_interrupt() {
  struct sigaction action {};
  action.sa_handler = raise_flag;
  sigemptyset(&action.sa_mask);
  ::sigaction(SIGINT, &action, nullptr);
  ::sigaction(SIGTERM, &action, nullptr);
}

bool interrupted() { return raised; }

void check_interrupt() {
  if (raised) throw Interrupted("interrupted; nothing was kept");
}

}  // namespace unroll::lab
