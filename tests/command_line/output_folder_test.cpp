// The folder of results: a file in the way, no permission, no room, taken away while the program works.
#include <grp.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <nlohmann/json.hpp>
#include <thread>

#include "program.hpp"

namespace {

// Root may write everywhere, so as root the program is run as another user.
void as_ordinary_user() {
  if (::geteuid() != 0) return;
  if (::setgroups(0, nullptr) != 0 || ::setgid(65534) != 0 || ::setuid(65534) != 0) ::_exit(125);
}

// A copy of the programs and their declarations where every user can reach it: the build folder may be root's own.
std::string reachable_program(const Folder& folder) {
  ::chmod(folder.path().c_str(), 0755);
  const fs::path built = fs::path(UNROLL_PROGRAM).parent_path(), copy = folder.path() / "program";
  fs::create_directories(copy / "bin");
  fs::copy(built.parent_path() / "share", copy / "share", fs::copy_options::recursive);
  for (const char* name : {"unroll", "01_hopfield_restoration"})
    fs::copy_file(built / name, copy / "bin" / name);
  for (const auto& entry : fs::recursive_directory_iterator(folder.path()))
    ::chmod(entry.path().c_str(), 0755);
  return (copy / "bin" / "unroll").string();
}

std::function<void()> limited(int resource, rlim_t most) {
  return [=] {
    const rlimit limit{most, most};
    if (::setrlimit(static_cast<__rlimit_resource_t>(resource), &limit) != 0) ::_exit(125);
  };
}

}  // namespace

TEST_CASE("results cannot go to a file or below one") {
  const Folder folder;
  const fs::path file = folder.write("file", "mine");
  check_failure(unroll_program(tiny_run(file)), 1, {file.string(), "--out"});
  check_failure(unroll_program(tiny_run(file / "below")), 1, {(file / "below").string(), "--out"});
  folder.write("01_hopfield_restoration", "mine too");
  check_failure(unroll_program(tiny_run(folder.path())), 1, {"01_hopfield_restoration", "--out"});
  CHECK(content(file) == "mine");
  CHECK(files_in(folder.path()) == std::set<std::string>{"01_hopfield_restoration", "file"});
}

TEST_CASE("results cannot go to a folder that is read-only") {
  const Folder folder;
  Launch launch = without_gnuplot();
  launch.program = reachable_program(folder);
  const fs::path locked = folder.path() / "locked";
  fs::create_directory(locked);
  ::chmod(locked.c_str(), 0555);
  launch.in_child = as_ordinary_user;
  for (const fs::path& out : {locked, locked / "below"})
    check_failure(unroll_program(tiny_run(out), launch), 1, {locked.string(), "Permission denied", "--out"});
  check_nothing_in(locked);
  // The experiment's folder is there, but somebody else's.
  ::chmod(locked.c_str(), 0755);
  fs::create_directory(locked / "01_hopfield_restoration");
  ::chmod((locked / "01_hopfield_restoration").c_str(), 0555);
  ::chmod(locked.c_str(), 0555);
  check_failure(unroll_program(tiny_run(locked), launch), 1,
                {"01_hopfield_restoration", "Permission denied"});
  CHECK(runs_in(locked).empty());
  ::chmod(locked.c_str(), 0755);
  ::chmod((locked / "01_hopfield_restoration").c_str(), 0755);
}

TEST_CASE("a full disk fails in one sentence and leaves nothing, wherever the room ends") {
  const Folder folder;
  const fs::path out = folder.path() / "out";
  Launch launch = without_gnuplot();
  for (const rlim_t room : {0, 100, 1500, 5000, 16000}) {
    INFO(room << " bytes");
    launch.in_child = limited(RLIMIT_FSIZE, room);
    const Ended ended = unroll_program(tiny_run(out), launch);
    check_failure(ended, 1, {"out", "File too large", "--out"});
    check_nothing_in(out);
  }
}

TEST_CASE("a picture that a full disk cut short counts as missing") {
  const Folder folder;
  Launch launch;
  launch.in_child = limited(RLIMIT_FSIZE, 30000);
  const Ended ended = unroll_program(tiny_run(folder.path()), launch);
  check_nothing_hidden(folder.path());
  if (ended.status == 1) {  // the report did not fit either
    check_failure(ended, 1, {"File too large"});
    check_nothing_in(folder.path());
    return;
  }
  check_success(ended);
  const fs::path run = only_run_in(folder.path());
  for (const auto record = nlohmann::json::parse(content(run / "run.json"));
       const auto& figure : record["figures"])
    for (const std::string file : figure["files"]) {
      INFO(file);
      CHECK(fs::file_size(run / file) < 30000);
    }
  for (const auto& svg : files_in(run, ".svg")) CHECK(content(run / svg).ends_with("</svg>\n\n"));
}

TEST_CASE("results that are taken away meanwhile end in one sentence or in a whole run") {
  const Folder folder;
  for (int delay = 0; delay < 12; ++delay) {
    const fs::path out = folder.path() / ("out" + std::to_string(delay));
    Child child(tiny_run(out), delay % 3 == 0 ? Launch{} : without_gnuplot());
    std::atomic<bool> done{false};
    std::thread vandal([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(3 * delay));
      while (!done) {
        std::error_code ignored;
        fs::remove_all(out, ignored);
        if (delay % 2 == 0) break;  // once, or again and again
      }
    });
    const Ended ended = child.wait();
    done = true;
    vandal.join();
    INFO("after " << 3 * delay << " ms: " << ended.err);
    check_nothing_hidden(out);
    if (ended.status == 0)
      check_success(ended);
    else
      check_failure(ended, 1);
    for (const auto& run : runs_in(out)) CHECK(fs::exists(run / "run.json"));
  }
}

TEST_CASE("a machine that gives no further thread or process ends in one sentence or in a whole run") {
  const Folder folder;
  Launch launch;
  launch.program = reachable_program(folder);
  const fs::path out = folder.path() / "out";
  fs::create_directory(out);
  ::chmod(out.c_str(), 0777);
  launch.environment["ASAN_OPTIONS"] = "detect_leaks=0";  // the leak checker wants a thread of its own
  launch.environment["OPENBLAS_NUM_THREADS"] = "1";       // its own threads are not what this is about
  for (const rlim_t most : {1, 2}) {  // the command alone; the command and the experiment's program
    launch.in_child = [most] {
      limited(RLIMIT_NPROC, most)();
      as_ordinary_user();
    };
    const Ended ended = unroll_program(tiny_run(out, {"--threads", "4", "--seeds", "4"}), launch);
    if (ended.status != 0) check_failure(ended, 1, {"could not be started"});
    check_nothing_hidden(out);
  }
}

#if !defined(__SANITIZE_ADDRESS__)  // which itself reserves terabytes of address space
TEST_CASE("too little memory is said in one sentence") {
  const Folder folder;
  const fs::path out = folder.path() / "out";
  Launch launch = without_gnuplot();
  launch.in_child = limited(RLIMIT_AS, rlim_t{400} << 20);
  check_failure(unroll_program(tiny_run(out, {"--units", "10000", "--threads", "1"}), launch), 1, {"memory"});
  check_nothing_in(out);
}
#endif
