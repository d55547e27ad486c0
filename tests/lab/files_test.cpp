// Whole files and whole folders, or nothing.
#include "experiments/lab/files.hpp"

#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <memory>
#include <vector>

#include "experiments/lab/error.hpp"
#include "tests/catch.hpp"
#include "tests/lab/scratch.hpp"

using namespace unroll::lab;
namespace fs = std::filesystem;
using scratch::contains;

namespace {

// The names in a folder, sorted; hidden ones too.
std::vector<std::string> names(const fs::path& folder) {
  std::vector<std::string> list;
  for (const auto& entry : fs::directory_iterator(folder)) list.push_back(entry.path().filename());
  std::sort(list.begin(), list.end());
  return list;
}

using Names = std::vector<std::string>;

// No file may grow beyond so many bytes, as on a full disk.
class FullDisk {
 public:
  explicit FullDisk(rlim_t bytes) : action_(::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{bytes, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FullDisk() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    ::signal(SIGXFSZ, action_);
  }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;

 private:
  rlimit before_{};
  void (*action_)(int);
};

template <class Work>
std::string failure(Work work) {
  try {
    work();
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("files: what is written is read back, byte for byte") {
  const scratch::Folder folder;
  std::string bytes;
  for (int k = 0; k < 300000; ++k) bytes += static_cast<char>(k * 7 % 256);
  for (const std::string& text : {bytes, std::string(), std::string("é\r\n\0x", 6)})
    for (const auto& write : {write_file, replace_file}) {
      write(folder.path / "file", text);
      CHECK((read_file(folder.path / "file") == text));
    }
  CHECK(names(folder.path) == Names{"file"});
}

TEST_CASE("files: errors name the file and the system's reason") {
  const scratch::Folder folder;
  const fs::path missing = folder.path / "missing/file", occupied = folder.path / "occupied";
  fs::create_directories(occupied / "by another");
  for (const auto& write : {write_file, replace_file}) {
    const auto said = failure([&] { write(missing, "x"); });
    CHECK(contains(said, (folder.path / "missing").string()));
    CHECK(contains(said, "No such file or directory"));
    CHECK(contains(failure([&] { write(occupied, "x"); }), occupied.string()));
  }
  CHECK(contains(failure([&] { read_file(missing); }), missing.string()));
  CHECK(contains(failure([&] { read_file(folder.path); }), folder.path.string()));
}

TEST_CASE("files: a disk that is full while writing is an error") {
  const scratch::Folder folder;
  const FullDisk disk(1000);
  CHECK(contains(failure([&] { write_file(folder.path / "file", std::string(5000, 'x')); }), "too large"));
  CHECK(failure([&] { write_file(folder.path / "small", std::string(900, 'x')); }).empty());
}

TEST_CASE("files: replacing keeps the old file when it fails, and no trace of the new") {
  const scratch::Folder folder;
  replace_file(folder.path / "file", "old");
  {
    const FullDisk disk(1000);
    CHECK(!failure([&] { replace_file(folder.path / "file", std::string(5000, 'x')); }).empty());
  }
  CHECK(read_file(folder.path / "file") == "old");
  CHECK(names(folder.path) == Names{"file"});
}

TEST_CASE("files: a reader sees the old file or the new, never part of one") {
  const scratch::Folder folder;
  const fs::path file = folder.path / "file";
  const std::string first(200000, 'a'), second(200000, 'b');
  replace_file(file, first);
  CHECK(scratch::status_of_child([&] {
          const pid_t writer = ::fork();
          if (writer == 0) {
            for (int k = 0; k < 200; ++k) replace_file(file, k % 2 == 0 ? second : first);
            ::_exit(0);
          }
          int wrong = 0;
          for (int k = 0; k < 200; ++k) {
            const auto text = read_file(file);
            wrong += text != first && text != second;
          }
          ::waitpid(writer, nullptr, 0);
          return std::min(wrong, 90);
        }) == 0);
}

TEST_CASE("run folder: hidden while unfinished, in place when committed") {
  const scratch::Folder scratch;
  const fs::path parent = scratch.path / "deep/results";
  {
    RunFolder folder(parent, "run");
    write_file(folder.path() / "data.csv", "x\n");
    REQUIRE(names(parent).size() == 1);
    CHECK(names(parent)[0].starts_with("."));
    CHECK(folder.commit() == parent / "run");
  }
  CHECK(names(parent) == Names{"run"});
  CHECK(read_file(parent / "run/data.csv") == "x\n");
}

TEST_CASE("run folder: without commit nothing stays, also when the run throws") {
  const scratch::Folder scratch;
  { const RunFolder folder(scratch.path, "run"); }
  try {
    const RunFolder folder(scratch.path, "run");
    write_file(folder.path() / "data.csv", "x\n");
    fs::create_directories(folder.path() / "a/b");
    throw std::runtime_error("a failure");
  } catch (const std::runtime_error&) {
  }
  CHECK(names(scratch.path).empty());
}

TEST_CASE("run folder: a taken name is left alone, and _2, _3 … are given") {
  const scratch::Folder scratch;
  for (const char* expected : {"run", "run_2", "run_3", "run_4"}) {
    RunFolder folder(scratch.path, "run");
    write_file(folder.path() / "data.csv", expected);
    CHECK(folder.commit() == scratch.path / expected);
  }
  for (const char* name : {"run", "run_2", "run_3", "run_4"})
    CHECK(read_file(scratch.path / name / "data.csv") == name);
}

TEST_CASE("run folder: what a killed run of the same name left behind does not come back") {
  const scratch::Folder scratch;
  fs::path hidden;
  {
    RunFolder folder(scratch.path, "run");
    hidden = folder.path();
  }
  fs::create_directories(hidden);
  write_file(hidden / "stale.csv", "old");
  RunFolder folder(scratch.path, "run");
  write_file(folder.path() / "data.csv", "new");
  CHECK(names(folder.commit()) == Names{"data.csv"});
}

TEST_CASE("run folder: processes that commit the same name at once all have a folder of their own") {
  const scratch::Folder scratch;
  CHECK(scratch::status_of_child([&] {
          std::vector<pid_t> children;
          for (int k = 0; k < 8; ++k) {
            const pid_t child = ::fork();
            if (child != 0) {
              children.push_back(child);
              continue;
            }
            int status = 1;
            try {
              RunFolder folder(scratch.path, "run");
              write_file(folder.path() / "pid", std::to_string(::getpid()));
              const auto place = folder.commit();
              status = read_file(place / "pid") == std::to_string(::getpid()) ? 0 : 2;
            } catch (...) {
            }
            ::_exit(status);
          }
          int wrong = 0;
          for (const pid_t child : children) {
            int status = 0;
            ::waitpid(child, &status, 0);
            wrong += status != 0;
          }
          return wrong;
        }) == 0);
  CHECK(names(scratch.path) == Names{"run", "run_2", "run_3", "run_4", "run_5", "run_6", "run_7", "run_8"});
}

TEST_CASE("run folder: a file in the way, or a place that takes no folders, is an error that names it") {
  const scratch::Folder scratch;
  write_file(scratch.path / "file", "mine");
  for (const fs::path& parent : {scratch.path / "file", scratch.path / "file/results"}) {
    const auto said = failure([&] { RunFolder(parent, "run"); });
    CHECK(contains(said, parent.string()));
    CHECK(contains(said, "--out"));
  }
  CHECK(read_file(scratch.path / "file") == "mine");
  CHECK(contains(failure([&] { RunFolder("/proc/self", "run"); }), "/proc/self"));
}

TEST_CASE("run folder: a folder that may only be read is an error") {
  // Nobody may write here but root, for whom nothing is read-only; root tries as somebody else.
  const scratch::Folder scratch;
  fs::create_directory(scratch.path / "results");
  fs::permissions(scratch.path / "results", fs::perms::owner_read | fs::perms::owner_exec |
                                                fs::perms::others_read | fs::perms::others_exec);
  fs::permissions(scratch.path, fs::perms::owner_all | fs::perms::others_exec);
  CHECK(scratch::status_of_child([&] {
          if (::geteuid() == 0 && (::setgid(65534) != 0 || ::setuid(65534) != 0)) return 98;
          const auto said = failure([&] { RunFolder(scratch.path / "results", "run"); });
          return contains(said, "Permission denied") && contains(said, "results") ? 0 : 1;
        }) == 0);
}
