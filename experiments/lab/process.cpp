#include "process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "error.hpp"
#include "interrupt.hpp"

namespace unroll::lab {
namespace {

// A file descriptor that is closed when it goes.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&&) = delete;
  ~Descriptor() { close(); }

  void close() {
    if (number_ >= 0) ::close(std::exchange(number_, -1));
  }
  int number() const { return number_; }

 private:
  int number_;
};

// The same beyond the standard streams, whose numbers are free where the user closed them, and which the
// child gives to other files.
Descriptor beyond_standard(Descriptor descriptor) {
  if (descriptor.number() < 0 || descriptor.number() > STDERR_FILENO) return descriptor;
  return Descriptor(::fcntl(descriptor.number(), F_DUPFD_CLOEXEC, STDERR_FILENO + 1));
}

struct Pipe {
  Descriptor out, in;
};

// Ends without a number where there is none to be had; errno says why.
Pipe make_pipe() {
  int ends[2] = {-1, -1};
  if (::pipe2(ends, O_CLOEXEC) != 0) return {Descriptor(-1), Descriptor(-1)};
  Descriptor out(ends[0]), in(ends[1]);
  return {beyond_standard(std::move(out)), beyond_standard(std::move(in))};
}

// What a child that could not become the program says through the pipe.
struct Refusal {
  bool folder;  // refused by chdir, not by exec
  int reason;   // errno
};

// Runs between fork and exec, where other threads may have held any lock: system calls only, no memory.
[[noreturn]] void become(char* const* words, const char* directory, int input, int output, int failure) {
  ::dup2(input, STDIN_FILENO);
  ::dup2(output, STDOUT_FILENO);
  ::dup2(output, STDERR_FILENO);
  ::signal(SIGXFSZ, SIG_DFL);  // ignored here, and that would be inherited: half a picture would look whole
  const bool there = ::chdir(directory) == 0;
  if (there) ::execvp(words[0], words);
  const Refusal refusal{!there, errno};
  [[maybe_unused]] const auto written = ::write(failure, &refusal, sizeof refusal);
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
  const std::string folder = directory.string();
  std::vector<char*> words;
  for (const auto& argument : arguments) words.push_back(const_cast<char*>(argument.c_str()));
  words.push_back(nullptr);
  const auto cannot = [&] {
    return Error(fmt::format("{} could not be started: {}", arguments[0], std::strerror(errno)));
  };
  Descriptor nothing = beyond_standard(Descriptor(::open("/dev/null", O_RDONLY | O_CLOEXEC)));
  Pipe output = make_pipe(), failure = make_pipe();
  for (Descriptor* end : {&nothing, &output.out, &output.in, &failure.out, &failure.in})
    if (end->number() < 0) throw cannot();
  const pid_t child = ::fork();
  if (child < 0) throw cannot();
  if (child == 0)
    become(words.data(), folder.c_str(), nothing.number(), output.in.number(), failure.in.number());
  output.in.close();
  failure.in.close();
  ProcessResult result;
  result.output = read_tail(output.out.number(), child);
  Refusal refusal{};
  ssize_t told = 0;
  while ((told = ::read(failure.out.number(), &refusal, sizeof refusal)) < 0 && errno == EINTR) {
  }
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  result.started = told != sizeof refusal;
  // ENOTDIR: the last entry of the PATH is no folder.
  if (!result.started && (refusal.folder || (refusal.reason != ENOENT && refusal.reason != ENOTDIR)))
    throw Error(
        fmt::format("{} could not be run in {}: {}", arguments[0], folder, std::strerror(refusal.reason)));
  result.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return result;
}

ProgramResult run_program(const std::filesystem::path& program, const std::vector<std::string>& words) {
  std::vector<std::string> line{program.string()};
  line.insert(line.end(), words.begin(), words.end());
  std::vector<char*> arguments;
  for (const auto& word : line) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  const pid_t parent = ::getpid();
  const pid_t child = ::fork();
  if (child == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (::getppid() != parent) ::_exit(127);
    ::execv(arguments[0], arguments.data());
    ::_exit(126);
  }
  if (child < 0) throw Error(fmt::format("{} could not be started: {}", line[0], std::strerror(errno)));
  pass_on_to(child);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  pass_on_to(0);
  if (WIFSIGNALED(status)) return {0, WTERMSIG(status), child};
  if (WEXITSTATUS(status) == 126)
    throw Error(fmt::format("{} could not be started; `./unroll` builds what is missing", line[0]));
  return {WEXITSTATUS(status), 0, child};
}

}  // namespace unroll::lab
