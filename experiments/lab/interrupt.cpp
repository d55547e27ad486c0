#include "interrupt.hpp"

#include <signal.h>

#include <atomic>

#include "error.hpp"

namespace unroll::lab {
namespace {

std::atomic<bool> raised{false};

// A second Ctrl-C ends the program at once, should it not answer the first. A broken pipe comes with every
// line of progress and may not do so before the run's folder is cleared away.
extern "C" void raise_flag(int signal) {
  raised = true;
  if (signal == SIGPIPE) return;
  for (const int next : {SIGINT, SIGTERM, SIGHUP}) ::signal(next, SIG_DFL);
}

}  // namespace

void watch_for_interrupt() {
  struct sigaction action {};
  action.sa_handler = raise_flag;
  sigemptyset(&action.sa_mask);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE}) {
    struct sigaction before {};
    ::sigaction(signal, nullptr, &before);
    // Whoever started the program under nohup, or in a script's background, wants it to go on.
    if (before.sa_handler != SIG_IGN) ::sigaction(signal, &action, nullptr);
  }
}

bool interrupted() { return raised; }

void check_interrupt() {
  if (raised) throw Interrupted("interrupted; nothing was kept");
}

}  // namespace unroll::lab
