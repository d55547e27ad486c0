// Ctrl-C, kill and a closed terminal, at any time: the program ends soon, with a status of its own, and
// leaves nothing.
#include <signal.h>
#include <sys/stat.h>

#include <chrono>
#include <thread>

#include "program.hpp"

namespace {

Words long_run(const fs::path& out) {
  return {"run", "1", "--pictures", "drawn", "--scale", "lecture", "--threads", "2", "--out", out.string()};
}

// Signals the program as soon as it says `moment`; it must then end within three seconds.
void interrupt_at(const std::string& moment, int signal, int status = 130, const Launch& launch = {}) {
  const Folder folder;
  const fs::path out = folder.path() / "out";
  INFO("signal " << signal << " at " << moment);
  Child child(long_run(out) + Words{"--seeds", "30"}, launch);
  REQUIRE(child.reads(moment));
  const auto begin = std::chrono::steady_clock::now();
  child.signal(signal);
  const Ended ended = child.wait();
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(3));
  check_failure(ended, status, {"interrupted", "nothing was kept"});
  check_nothing_in(out);
}

}  // namespace

TEST_CASE("Ctrl-C ends a lecture's run within seconds and leaves nothing") {
  interrupt_at("restoring: ", SIGINT);
  interrupt_at("basins: 10 %", SIGINT);
}

TEST_CASE("so do kill and a closed terminal") {
  interrupt_at("basins: 10 %", SIGTERM);
  interrupt_at("restoring: ", SIGHUP);
}

TEST_CASE("Ctrl-C while gnuplot draws does not wait for gnuplot") {
  const Folder folder, stubs;
  ::chmod(stubs.write("gnuplot", "#!/bin/sh\nexec sleep 50\n").c_str(), 0755);
  Launch launch;
  launch.environment["PATH"] = stubs.path().string() + ":/usr/bin:/bin";
  const fs::path out = folder.path() / "out";
  for (const int signal : {SIGINT, SIGTERM}) {
    Child child(tiny_run(out), launch);
    REQUIRE(child.reads("energies: 100 %"));
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    const auto begin = std::chrono::steady_clock::now();
    child.signal(signal);
    const Ended ended = child.wait();
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(3));
    check_failure(ended, 130, {"interrupted"});
    check_nothing_in(out);
  }
}

TEST_CASE("Ctrl-C at any moment leaves a whole run or nothing") {
  const Folder folder;
  for (int delay = 0; delay < 40; delay += 4) {
    const fs::path out = folder.path() / std::to_string(delay);
    Child child(tiny_run(out), without_gnuplot());
    std::this_thread::sleep_for(std::chrono::milliseconds(delay));
    child.signal(SIGINT);
    const Ended ended = child.wait();
    INFO(delay << " ms: " << ended.err);
    check_nothing_hidden(out);
    // Before main() begins nobody can answer, and after the run is named it stays.
    CHECK((ended.status == 0 || ended.status == 130));
    for (const auto& run : runs_in(out)) CHECK(fs::exists(run / "index.html"));
    if (ended.status == 0) CHECK(runs_in(out).size() == 1);
  }
}

TEST_CASE("a reader of the output that goes away does not leave half a run") {
  const Folder folder;
  const fs::path out = folder.path() / "out";
  Child child(tiny_run(out, {"--seeds", "50"}), without_gnuplot());
  REQUIRE(child.reads("basins: "));
  child.stop_reading();
  child.wait();
  check_nothing_hidden(out);
  for (const auto& run : runs_in(out)) CHECK(fs::exists(run / "index.html"));
}

TEST_CASE("an interrupt that nohup asked to ignore is ignored") {
  const Folder folder;
  Launch launch = without_gnuplot();
  launch.in_child = [] { ::signal(SIGHUP, SIG_IGN); };
  Child child(tiny_run(folder.path(), {"--seeds", "50"}), launch);
  REQUIRE(child.reads("basins: "));
  child.signal(SIGHUP);
  check_success(child.wait());
}
