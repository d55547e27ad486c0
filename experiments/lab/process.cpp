#include "process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "error.hpp"
#include "interrupt.hpp"

namespace unroll::lab {
namespace {

// What a child that could not become the program says through the pipe: errno of exec, or -errno of chdir.
[[noreturn]] void become(const std::vector<std::string>& arguments, const char* directory, int output,
                         int failure) {
  std::vector<char*> words;
  for (const auto& argument : arguments) words.push_back(const_cast<char*>(argument.c_str()));
  words.push_back(nullptr);
  const int nothing = ::open("/dev/null", O_RDONLY);
  ::dup2(nothing, STDIN_FILENO);
  ::dup2(output, STDOUT_FILENO);
  ::dup2(output, STDERR_FILENO);
  ::signal(SIGXFSZ, SIG_DFL);  // ignored here, and that would be inherited: half a picture would look whole
  const bool arrived = ::chdir(directory) == 0;
  if (arrived) ::execvp(words[0], words.data());
  const int reason = arrived ? errno : -errno;
  [[maybe_unused]] const auto written = ::write(failure, &reason, sizeof reason);
  ::_exit(127);
}

// After Ctrl-C the child is not waited for: it is ended, and what it printed does not matter.
std::string read_tail(int descriptor, pid_t child) {
  constexpr std::size_t kept = 65536;
  std::string text;
  char buffer[4096];
  for (;;) {
    if (interrupted()) {
      ::kill(child, SIGKILL);
      break;
    }
    pollfd waiting{descriptor, POLLIN, 0};
    if (::poll(&waiting, 1, 100) <= 0) continue;
    const auto n = ::read(descriptor, buffer, sizeof buffer);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) break;
    text.append(buffer, static_cast<std::size_t>(n));
    if (text.size() > 2 * kept) text.erase(0, text.size() - kept);
  }
  if (text.size() > kept) text.erase(0, text.size() - kept);
  return text;
}

}  // namespace

ProcessResult run_process(const std::vector<std::string>& arguments, const std::filesystem::path& directory) {
  int output[2], failure[2];
  if (::pipe2(output, O_CLOEXEC) != 0 || ::pipe2(failure, O_CLOEXEC) != 0)
    throw Error(fmt::format("no pipe to {} could be made: {}", arguments[0], std::strerror(errno)));
  const std::string folder = directory.string();
  const pid_t child = ::fork();
  if (child < 0) throw Error(fmt::format("{} could not be started: {}", arguments[0], std::strerror(errno)));
  if (child == 0) become(arguments, folder.c_str(), output[1], failure[1]);
  ::close(output[1]);
  ::close(failure[1]);
  ProcessResult result;
  result.output = read_tail(output[0], child);
  int reason = 0;
  const bool failed = ::read(failure[0], &reason, sizeof reason) == sizeof reason;
  ::close(output[0]);
  ::close(failure[0]);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (failed && reason < 0)
    throw Error(fmt::format("the folder {} cannot be worked in: {}", folder, std::strerror(-reason)));
  if (failed && reason != ENOENT)
    throw Error(fmt::format("{} could not be run in {}: {}", arguments[0], folder, std::strerror(reason)));
  result.started = !failed;
  result.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return result;
}

}  // namespace unroll::lab
