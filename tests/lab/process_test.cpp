// Children: what they are given, what they give back, and that nothing of them stays behind.
#include "experiments/lab/process.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <set>
#include <sstream>
#include <thread>

#include "experiments/lab/error.hpp"
#include "tests/catch.hpp"
#include "tests/lab/scratch.hpp"

using namespace unroll::lab;
namespace fs = std::filesystem;
using scratch::contains;
using scratch::Variable;

namespace {

ProcessResult shell(const std::string& script, const fs::path& directory = ".") {
  return run_process({"sh", "-c", script}, directory);
}

std::set<std::string> descriptors() {
  std::set<std::string> open;
  for (const auto& entry : fs::directory_iterator("/proc/self/fd")) open.insert(entry.path().filename());
  return open;
}

void make_program(const fs::path& file, const std::string& script, fs::perms rights = fs::perms::owner_all) {
  std::ofstream(file) << "#!/bin/sh\n" << script << "\n";
  fs::permissions(file, rights);
}

std::string failure(const std::vector<std::string>& arguments, const fs::path& directory) {
  try {
    run_process(arguments, directory);
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("process: the status is the program's, or 128 and the signal that ended it") {
  for (const int status : {0, 1, 3, 127, 255}) {
    const auto result = shell("exit " + std::to_string(status));
    CHECK(result.started);
    CHECK(result.status == status);
  }
  CHECK(shell("kill -9 $$").status == 128 + SIGKILL);
  CHECK(shell("kill -15 $$").status == 128 + SIGTERM);
}

TEST_CASE("process: a missing program is told from one that fails") {
  CHECK(!run_process({"unroll-no-such-program"}).started);
  CHECK(!run_process({"/no/such/program"}).started);
  CHECK(run_process({"false"}).started);
}

TEST_CASE("process: a PATH with odd entries is searched to its end") {
  const scratch::Folder folder;
  const std::string file = (folder.path / "file").string(), bin = (folder.path / "bin").string();
  std::ofstream(file) << "no folder";
  fs::create_directory(bin);
  make_program(folder.path / "bin/found", "echo yes");
  for (const std::string& path : {file, "/no/such/folder:" + file, bin + ":" + file, file + "::" + bin}) {
    const Variable variable("PATH", path);
    CAPTURE(path);
    CHECK(!run_process({"unroll-no-such-program"}).started);
    CHECK(run_process({"found"}).started == contains(path, bin));
  }
}

TEST_CASE("process: a program that may not be run is an error with the system's reason") {
  const scratch::Folder folder;
  make_program(folder.path / "locked", "echo no", fs::perms::owner_read);
  CHECK(contains(failure({(folder.path / "locked").string()}, "."), "Permission denied"));
}

TEST_CASE("process: standard output and standard error come together, in order") {
  CHECK(shell("echo one; echo two >&2; echo three").output == "one\ntwo\nthree\n");
  const auto silent = shell("exit 4");
  CHECK(silent.output.empty());
  CHECK(silent.status == 4);
}

TEST_CASE("process: of a long output the last 64 KiB are kept, whatever its length") {
  for (const std::size_t lines : {8191, 8192, 8193, 16384, 16385, 100000}) {
    std::string all;
    std::ostringstream text;
    for (std::size_t k = 1; k <= lines; ++k) text << 1000000 + k << '\n';
    all = text.str();
    const auto result = shell("seq 1000001 " + std::to_string(1000000 + lines));
    CHECK(result.status == 0);
    CHECK((result.output == all.substr(all.size() - std::min<std::size_t>(all.size(), 65536))));
  }
}

TEST_CASE("process: it runs in the folder that was named, and our own stays") {
  const scratch::Folder folder;
  const auto before = fs::current_path();
  CHECK(shell("pwd -P", folder.path).output == fs::canonical(folder.path).string() + "\n");
  CHECK(fs::current_path() == before);
}

TEST_CASE("process: a missing folder is an error, and not a missing program") {
  const scratch::Folder folder;
  const std::string missing = (folder.path / "missing").string();
  const std::string said = failure({"sh", "-c", "true"}, missing);
  CHECK(contains(said, missing));
  CHECK(contains(said, "No such file or directory"));
}

TEST_CASE("process: arguments arrive as they are, whatever a shell would make of them") {
  const std::vector<std::string> hostile{"two words", "",     "'single'", "\"double\"", "$HOME", "`id`",
                                         "*",         "a\nb", "\\",       "-n",         "é;rm"};
  std::vector<std::string> arguments{"sh", "-c", "for a; do printf '<%s>' \"$a\"; done", "sh"};
  std::string expected;
  for (const auto& word : hostile) {
    arguments.push_back(word);
    expected += "<" + word + ">";
  }
  CHECK(run_process(arguments).output == expected);
}

TEST_CASE("process: there is nothing to read on standard input, and reading it ends at once") {
  CHECK(shell("cat; echo end").output == "end\n");
}

TEST_CASE("process: no zombie and no descriptor is left behind, of failures neither") {
  const auto before = descriptors();
  for (int k = 0; k < 20; ++k) {
    shell("echo text");
    run_process({"unroll-no-such-program"});
    CHECK(!failure({"true"}, "/no/such/folder").empty());
  }
  CHECK(descriptors() == before);
  CHECK(::waitpid(-1, nullptr, WNOHANG) == -1);
  CHECK(errno == ECHILD);
}

TEST_CASE("process: when no pipe can be made the error says so and leaks nothing") {
  CHECK(scratch::status_of_child([] {
          const rlimit few{64, 64};
          if (::setrlimit(RLIMIT_NOFILE, &few) != 0) return 98;
          std::set<int> own;
          for (int fd; (fd = ::open("/dev/null", O_RDONLY)) >= 0;) own.insert(fd);
          for (int room = 0; room < 6; ++room) {
            for (int attempt = 0; attempt < 3; ++attempt) {
              bool ran = false;
              try {
                ran = run_process({"true"}).started;
              } catch (const Error& error) {
                if (!contains(error.what(), "Too many open files")) return 1;
              }
              if (room < 4 && ran) return 2;
            }
            std::set<int> free;
            for (int fd; (fd = ::open("/dev/null", O_RDONLY)) >= 0;) free.insert(fd);
            if (free.size() != static_cast<std::size_t>(room)) return 3;
            for (const int fd : free) ::close(fd);
            ::close(*own.begin());
            own.erase(own.begin());
          }
          return 0;
        }) == 0);
}

TEST_CASE("process: the program inherits no descriptor that is ours alone") {
  std::istringstream listed(run_process({"ls", "/proc/self/fd"}).output);
  const auto own = descriptors();
  std::size_t count = 0, foreign = 0;
  for (std::string number; listed >> number; ++count) foreign += own.contains(number) ? 0 : 1;
  CHECK(count >= 4);
  CHECK(count <= own.size());  // ls reads the folder through one more, and so did we
  CHECK(foreign <= 1);
}

TEST_CASE("process: it works where our own standard streams are closed") {
  for (const bool input : {false, true})
    CHECK(scratch::status_of_child([&] {
            if (input) ::close(STDIN_FILENO);
            ::close(STDOUT_FILENO);
            ::close(STDERR_FILENO);
            if (run_process({"unroll-no-such-program"}).started) return 1;
            if (shell("echo out; echo err >&2").output != "out\nerr\n") return 2;
            return shell("cat; echo end").output == "end\n" ? 0 : 3;
          }) == 0);
}

TEST_CASE("process: many threads run programs at once, each with its own output") {
  std::vector<int> wrong(8);
  std::vector<std::thread> threads;
  for (std::size_t k = 0; k < wrong.size(); ++k)
    threads.emplace_back([&wrong, k] {
      for (int i = 0; i < 10; ++i) {
        const std::string word = std::to_string(100 * k + static_cast<std::size_t>(i));
        const auto result = shell("echo " + word + "; exit " + std::to_string(k));
        wrong[k] += result.output != word + "\n" || result.status != static_cast<int>(k);
      }
    });
  for (auto& thread : threads) thread.join();
  CHECK(wrong == std::vector<int>(8));
}
