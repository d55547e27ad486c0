// Getting data from a world of the test's own: its catalogue, its cache, and file:// for the network.
#include <fmt/format.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <thread>

#include "experiments/lab/data.hpp"
#include "experiments/lab/error.hpp"
#include "experiments/lab/interrupt.hpp"
#include "experiments/lab/process.hpp"
#include "experiments/lab/sha256.hpp"
#include "tests/catch.hpp"
#include "tests/lab/scratch.hpp"

using namespace unroll::lab;
using scratch::contains;
namespace fs = std::filesystem;

namespace {

const std::string content = "to be, or not to be\n";

void write(const fs::path& file, const std::string& text) {
  fs::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << text;
}

std::string read(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

// An empty home, no UNROLL_DATA; the variables are put back at the end.
class World {
 public:
  World() {
    std::string name = (fs::temp_directory_path() / "unroll-data-test-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    root = name;
    set("HOME", (root / "home").string());
    for (const char* variable : {"XDG_DATA_HOME", "UNROLL_DATA", "UNROLL_OFFLINE"}) set(variable, "");
  }
  ~World() {
    for (const auto& [variable, value] : before_) ::setenv(variable.c_str(), value.c_str(), 1);
    std::error_code ignored;
    fs::remove_all(root, ignored);
  }
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  void set(const char* variable, const std::string& value) {
    const char* old = std::getenv(variable);
    before_.emplace(variable, old == nullptr ? "" : old);
    ::setenv(variable, value.c_str(), 1);
  }

  // A set of one file "in/text.txt" with `content`, from an address (a path below root) and a folder.
  std::vector<DataSet> catalogue(const std::string& address = "server/text.txt") const {
    const nlohmann::json file{
        {"path", "in/text.txt"},
        {"bytes", content.size()},
        {"sha256", sha256_of(content)},
        {"sources", {{{"url", "file://" + (root / address).string()}}, {{"folder", "deep/in/text.txt"}}}}};
    const nlohmann::json set{{"name", "hamlet"}, {"title", "t"},  {"description", "d"},
                             {"licence", "MIT"}, {"origin", "o"}, {"files", {file}}};
    return parse_data_catalogue(nlohmann::json::array({set}).dump());
  }

  fs::path cache() const { return root / "home/.local/share/unroll"; }

  // Nothing but complete sets may ever lie in the cache.
  std::vector<std::string> cached() const {
    std::vector<std::string> names;
    if (fs::exists(cache()))
      for (const auto& entry : fs::directory_iterator(cache()))
        names.push_back(entry.path().filename().string());
    return names;
  }

  std::string failure(const std::vector<DataSet>& catalogue) const {
    try {
      get_data("hamlet", {}, catalogue);
    } catch (const Error& error) {
      return error.what();
    }
    return "";
  }

  fs::path root;

 private:
  std::map<std::string, std::string> before_;
};

bool have_curl() { return run_process({"curl", "--version"}).started; }

// Runs `work` in a process of its own and gives its exit status.
template <class Work>
pid_t in_child(Work work) {
  const pid_t child = ::fork();
  if (child != 0) return child;
  ::setpgid(0, 0);
  int status = 1;
  try {
    work();
    status = 0;
  } catch (const Interrupted&) {
    status = 130;
  } catch (...) {
  }
  ::_exit(status);
}

int status_of(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

const std::vector<std::string> only_hamlet{"hamlet"};

}  // namespace

TEST_CASE("a data set is fetched once, verified, and then had from the cache") {
  if (!have_curl()) return;
  World world;
  write(world.root / "server/text.txt", content);
  const auto catalogue = world.catalogue();
  CHECK(!have_data("hamlet", catalogue));
  CHECK_THROWS_AS(find_data("hamlet", catalogue), Error);
  std::vector<std::string> said;
  const auto folder = get_data(
      "hamlet", [&](const std::string& line) { said.push_back(line); }, catalogue);
  CHECK(folder == world.cache() / "hamlet");
  CHECK(read(folder / "in/text.txt") == content);
  CHECK(!said.empty());
  CHECK(world.cached() == only_hamlet);
  fs::remove_all(world.root / "server");
  said.clear();
  CHECK(get_data(
            "hamlet", [&](const std::string& line) { said.push_back(line); }, catalogue) == folder);
  CHECK(said.empty());
  CHECK(find_data("hamlet", catalogue) == folder);
}

TEST_CASE("a damaged file in the cache is seen and fetched again") {
  if (!have_curl()) return;
  World world;
  write(world.root / "server/text.txt", content);
  const auto catalogue = world.catalogue();
  const auto file = get_data("hamlet", {}, catalogue) / "in/text.txt";
  write(file, "TO be, or not to be\n");
  CHECK(!have_data("hamlet", catalogue));
  CHECK(read(get_data("hamlet", {}, catalogue) / "in/text.txt") == content);
  CHECK(world.cached() == only_hamlet);
}

TEST_CASE("UNROLL_DATA is used where it lies, by the catalogue's place or by the set's name") {
  World world;
  world.set("UNROLL_OFFLINE", "1");
  world.set("UNROLL_DATA", (world.root / "mine").string());
  const auto catalogue = world.catalogue();
  write(world.root / "mine/deep/in/text.txt", content);
  CHECK(get_data("hamlet", {}, catalogue) == world.root / "mine/deep");
  write(world.root / "mine/hamlet/in/text.txt", content);
  CHECK(get_data("hamlet", {}, catalogue) == world.root / "mine/hamlet");
  CHECK(world.cached().empty());
  write(world.root / "mine/hamlet/in/text.txt", "wrong");
  CHECK(get_data("hamlet", {}, catalogue) == world.root / "mine/deep");
}

TEST_CASE("a wrong file is refused and both sides are named") {
  if (!have_curl()) return;
  World world;
  write(world.root / "server/text.txt", "short");
  auto said = world.failure(world.catalogue());
  CHECK(contains(said, "5 bytes"));
  CHECK(contains(said, fmt::format("{} were expected", content.size())));
  const std::string forged = "TO be, or not to be\n";
  write(world.root / "server/text.txt", forged);
  said = world.failure(world.catalogue());
  CHECK(contains(said, sha256_of(forged)));
  CHECK(contains(said, sha256_of(content)));
  CHECK(world.cached().empty());
}

TEST_CASE("when every way fails the message lists them and the remedy") {
  World world;
  world.set("UNROLL_DATA", (world.root / "mine").string());
  const auto said = world.failure(world.catalogue("nowhere/text.txt"));
  CHECK(contains(said, "hamlet"));
  CHECK(contains(said, (world.root / "mine/hamlet").string()));
  CHECK(contains(said, "nowhere/text.txt"));
  CHECK(contains(said,
                 "put its files (in/text.txt) into a folder hamlet in the folder that UNROLL_DATA names"));
  CHECK(world.cached().empty());
  CHECK_THROWS_AS(get_data("hamlett", {}, world.catalogue()), UsageError);
}

TEST_CASE("UNROLL_OFFLINE forbids fetching") {
  World world;
  write(world.root / "server/text.txt", content);
  world.set("UNROLL_OFFLINE", "1");
  CHECK(contains(world.failure(world.catalogue()), "UNROLL_OFFLINE"));
  CHECK(!fs::exists(world.cache()));
}

TEST_CASE("a cache that cannot be made is an error with the system's reason") {
  World world;
  write(world.root / "server/text.txt", content);
  write(world.root / "file", "");
  world.set("HOME", (world.root / "file").string());
  CHECK(contains(world.failure(world.catalogue()), "Not a directory"));
  world.set("HOME", "");
  CHECK_THROWS_AS(data_folder(), Error);
  CHECK(contains(world.failure(world.catalogue()), "neither HOME nor XDG_DATA_HOME"));
  world.set("XDG_DATA_HOME", "relative");
  CHECK_THROWS_AS(data_folder(), Error);
  world.set("XDG_DATA_HOME", "/some/where");
  CHECK(data_folder() == "/some/where/unroll");
}

TEST_CASE("processes and threads that get the same set at once all have it") {
  if (!have_curl()) return;
  World world;
  write(world.root / "server/text.txt", content);
  const auto catalogue = world.catalogue();
  const auto get = [&] {
    if (read(get_data("hamlet", {}, catalogue) / "in/text.txt") != content) throw Error("another text");
  };
  for (int round = 0; round < 3; ++round) {
    fs::remove_all(world.cache());
    std::vector<pid_t> children;
    for (int i = 0; i < 4; ++i) children.push_back(in_child(get));
    for (const auto child : children) CHECK(status_of(child) == 0);
    CHECK(world.cached() == only_hamlet);
  }
  fs::remove_all(world.cache());
  std::vector<int> done(3);
  std::vector<std::thread> threads;
  for (auto& flag : done)
    threads.emplace_back([&] {
      get();
      flag = 1;
    });
  for (auto& thread : threads) thread.join();
  CHECK(done == std::vector<int>(3, 1));
  CHECK(world.cached() == only_hamlet);
}

TEST_CASE("Ctrl-C while fetching leaves nothing behind") {
  if (!have_curl()) return;
  World world;
  fs::create_directories(world.root / "server");
  // A pipe that nobody writes to is an address that never answers.
  REQUIRE(::mkfifo((world.root / "server/text.txt").c_str(), 0600) == 0);
  const auto catalogue = world.catalogue();
  const pid_t child = in_child([&] {
    watch_for_interrupt();
    get_data("hamlet", {}, catalogue);
  });
  for (int i = 0; i < 500 && world.cached().empty(); ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  CHECK(!world.cached().empty());
  REQUIRE(::kill(-child, SIGINT) == 0);
  CHECK(status_of(child) == 130);
  CHECK(world.cached().empty());
}

TEST_CASE("the list says what is here and where the rest would come from") {
  World world;
  const auto catalogue = world.catalogue();
  const auto table = data_list(false, catalogue);
  for (const char* word : {"hamlet", "20 B", "MIT", "get it"}) CHECK(contains(table, word));
  CHECK(nlohmann::json::parse(data_list(true, catalogue))[0]["have"].is_null());
  write(world.cache() / "hamlet/in/text.txt", content);
  CHECK(contains(data_list(false, catalogue), "have it"));
  const auto entry = nlohmann::json::parse(data_list(true, catalogue))[0];
  CHECK(entry["have"] == (world.cache() / "hamlet").string());
  CHECK(entry["files"][0]["sha256"] == sha256_of(content));
  CHECK(entry["licence"] == "MIT");
}
