#include "ending.hpp"

#include <fmt/format.h>
#include <signal.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <new>
#include <string>

#include "error.hpp"
#include "interrupt.hpp"

namespace unroll::lab {
namespace {

int failure(int status, const std::string& sentence) {
  fmt::print(stderr, "unroll: {}\n", sentence);
  return status;
}

}  // namespace

bool colour_on_stdout() {
  const char* no_color = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  return ::isatty(STDOUT_FILENO) && (no_color == nullptr || *no_color == '\0') &&
         (terminal == nullptr || std::string(terminal) != "dumb");
}

int ending_of(const std::function<int()>& act) {
  watch_for_interrupt();
  ::signal(SIGXFSZ, SIG_IGN);  // a file size limit then is an error of write(), like a full disk
  try {
    const int status = act();
    if (std::fflush(stdout) != 0 && errno != EPIPE)
      throw Error(fmt::format("writing to standard output failed: {}", std::strerror(errno)));
    return status;
  } catch (const UsageError& problem) {
    return failure(2, problem.what());
  } catch (const Interrupted& problem) {
    return failure(130, problem.what());
  } catch (const std::bad_alloc&) {
    return failure(1, "there is not enough memory for sizes like these; ask for smaller ones");
  } catch (const std::filesystem::filesystem_error& problem) {
    return failure(1, fmt::format("{}: {}", problem.path1().string(), problem.code().message()));
  } catch (const std::exception& problem) {
    if (std::ferror(stdout) != 0)
      return failure(1, fmt::format("writing to standard output failed: {}", problem.what()));
    return failure(1, problem.what());
  }
}

}  // namespace unroll::lab
