#include "interrupt.hpp"

#include <signal.h>

#include <atomic>

#include "error.hpp"

namespace unroll::lab {
namespace {

std::atomic<bool> raised{false};
std::atomic<pid_t> followed{0};  // a child that is to end with this program

// A second Ctrl-C ends the program at once, should it not answer the first. A broken pipe comes with every
// line of progress and may not do so before the run's folder is cleared away.
extern "C" void raise_flag(int signal, siginfo_t* info, void*) {
  raised = true;
  if (signal == SIGPIPE) return;
  // A terminal sends its signals to the child as well; kill and the like do not.
  if (followed > 0 && info->si_code <= 0) ::kill(followed, signal);
  for (const int next : {SIGINT, SIGTERM, SIGHUP}) ::signal(next, SIG_DFL);
}

}  // namespace

void watch_for_interrupt() {
  struct sigaction action {};
  action.sa_sigaction = raise_flag;
  action.sa_flags = SA_SIGINFO;
  sigemptyset(&action.sa_mask);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE}) {
    struct sigaction before {};
    ::sigaction(signal, nullptr, &before);
    // Whoever started the program under nohup, or in a script's background, wants it to go on.
    if (before.sa_handler != SIG_IGN) ::sigaction(signal, &action, nullptr);
  }
}

void pass_on_to(pid_t child) { followed = child; }

bool interrupted() { return raised; }

void check_interrupt() {
  if (raised) throw Interrupted("interrupted; nothing was kept");
}

}  // namespace unroll::lab
