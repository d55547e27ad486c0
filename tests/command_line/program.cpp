#include "program.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>

extern char** environ;

namespace {

double now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

// The variables of the test itself, without those that change what the program says, and with `more`.
Words environment(const std::map<std::string, std::string>& more) {
  std::map<std::string, std::string> all;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string text = *entry;
    all[text.substr(0, text.find('='))] = text.substr(text.find('=') + 1);
  }
  for (const char* name : {"NO_COLOR", "TERM", "COLUMNS"}) all.erase(name);
  all["UNROLL_OFFLINE"] = std::string(1, '1');
  for (const auto& [name, value] : more) all[name] = value;
  Words list;
  for (const auto& [name, value] : all)
    if (!value.empty()) list.push_back(fmt::format("{}={}", name, value));
  return list;
}

std::vector<char*> pointers(Words& words) {
  std::vector<char*> list;
  for (auto& word : words) list.push_back(word.data());
  list.push_back(nullptr);
  return list;
}

// forkpty() for both outputs, or two pipes.
pid_t fork_with_outputs(bool terminal, int& out, int& err) {
  if (terminal) {
    winsize size{};
    size.ws_col = 100;
    size.ws_row = 40;
    return ::forkpty(&out, nullptr, nullptr, &size);
  }
  int output[2], error[2];
  if (::pipe2(output, O_CLOEXEC) != 0 || ::pipe2(error, O_CLOEXEC) != 0) return -1;
  const pid_t child = ::fork();
  if (child == 0) {
    ::setpgid(0, 0);
    const int nothing = ::open("/dev/null", O_RDONLY);
    ::dup2(nothing, STDIN_FILENO);
    ::dup2(output[1], STDOUT_FILENO);
    ::dup2(error[1], STDERR_FILENO);
    return 0;
  }
  ::close(output[1]);
  ::close(error[1]);
  out = output[0];
  err = error[0];
  return child;
}

}  // namespace

Child::Child(const Words& words, const Launch& launch) : begin_(now()) {
  Words arguments = Words{launch.program} + words;
  Words variables = environment(launch.environment);
  const auto argv = pointers(arguments), env = pointers(variables);
  const std::string folder = launch.folder.string();
  // The test framework's handlers are inherited; a signal must not meet them in the child.
  sigset_t all, before;
  ::sigfillset(&all);
  ::sigprocmask(SIG_SETMASK, &all, &before);
  pid_ = fork_with_outputs(launch.terminal, out_, err_);
  if (pid_ == 0)
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE}) ::signal(signal, SIG_DFL);
  ::sigprocmask(SIG_SETMASK, &before, nullptr);
  REQUIRE(pid_ >= 0);
  if (pid_ > 0) return;
  if (::chdir(folder.c_str()) != 0) ::_exit(126);
  launch.in_child();
  ::execve(argv[0], argv.data(), env.data());
  ::_exit(127);
}

Child::~Child() {
  if (pid_ > 0) {
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
  }
  stop_reading();
}

void Child::signal(int number) const { REQUIRE(::kill(pid_, number) == 0); }

void Child::stop_reading() {
  for (int* descriptor : {&out_, &err_})
    if (*descriptor >= 0) ::close(std::exchange(*descriptor, -1));
}

// Some more of either output; false when both have ended or four minutes have passed.
bool Child::read_more() {
  pollfd waiting[2] = {{out_, POLLIN, 0}, {err_, POLLIN, 0}};
  if (out_ < 0 && err_ < 0) return false;
  if (now() - begin_ > 240) {
    ::kill(pid_, SIGKILL);
    return false;
  }
  ::poll(waiting, 2, 1000);
  for (int k = 0; k < 2; ++k) {
    if (waiting[k].fd < 0 || waiting[k].revents == 0) continue;
    char buffer[4096];
    const auto n = ::read(waiting[k].fd, buffer, sizeof buffer);
    if (n > 0)
      (k == 0 ? ended_.out : ended_.err).append(buffer, static_cast<std::size_t>(n));
    else  // a terminal's end is an error
      ::close(std::exchange(k == 0 ? out_ : err_, -1));
  }
  return true;
}

bool Child::reads(const std::string& text) {
  while (!has(ended_.out + ended_.err, text))
    if (!read_more()) return false;
  return true;
}

Ended Child::wait() {
  while (read_more()) {
  }
  int status = 0;
  while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
  }
  pid_ = -1;
  ended_.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  ended_.seconds = now() - begin_;
  return ended_;
}

Ended unroll_program(const Words& words, const Launch& launch) { return Child(words, launch).wait(); }
