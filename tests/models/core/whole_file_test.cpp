// Files that are read whole, and written whole or not at all, by way of weights.
#include "models/core/whole_file.hpp"

#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <thread>

#include "models/core/weights.hpp"
#include "tests/catch.hpp"
#include "tests/datasets/files.hpp"
#include "tests/models/core/weights_files.hpp"

using namespace unroll;
namespace fs = std::filesystem;

namespace {

std::vector<std::string> names(const fs::path& folder) {
  std::vector<std::string> list;
  for (const auto& entry : fs::directory_iterator(folder)) list.push_back(entry.path().filename());
  std::sort(list.begin(), list.end());
  return list;
}

using Names = std::vector<std::string>;

Weights weights_of(float value, std::size_t n = 1) {
  return {{{"W", {{n}, std::vector<float>(n, value)}}}, {}};
}

// Runs `work` in a process of its own, as nobody where we are root, who may do everything. Its status: what
// it returns, 98 where it could not become nobody, 99 where it throws.
template <class Work>
int status_without_rights(Work work) {
  const pid_t child = ::fork();
  if (child == 0) {
    int status = 99;
    try {
      status = ::geteuid() == 0 && (::setgid(65534) != 0 || ::setuid(65534) != 0) ? 98 : work();
    } catch (...) {
    }
    ::_exit(status);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

void check_granted(int status) {
  if (status == 98)
    WARN("skipped: root, and cannot become nobody");
  else
    CHECK(status == 0);
}

bool says(const std::string& message, std::initializer_list<const char*> parts) {
  return std::all_of(parts.begin(), parts.end(),
                     [&](const char* part) { return message.find(part) != message.npos; });
}

template <class Work>
std::string message_of(Work work) {
  try {
    work();
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("whole file: what cannot be read is named with the reason") {
  const Folder folder;
  const auto refusal = [&](const fs::path& path) {
    const std::string message = complaint([&] { load_weights(path); });
    check_sentence(message, path.string());
    return message;
  };
  check_sentence(refusal(folder.path() / "missing"), "No such file", "give the path of a file");
  check_sentence(refusal(folder.write("file", "x") / "below"), "Not a directory");
  check_sentence(refusal(folder.path()), "is a folder");
  check_sentence(refusal("/dev/zero"), "device or a pipe");
  REQUIRE(::mkfifo((folder.path() / "pipe").c_str(), 0600) == 0);
  check_sentence(refusal(folder.path() / "pipe"), "device or a pipe");
  fs::create_symlink("loop", folder.path() / "loop");
  check_sentence(refusal(folder.path() / "loop"), "cannot be read");
  CHECK_THROWS_WITH(load_weights(""),
                    "'' cannot be read: No such file or directory; give the path of a file "
                    "that you may read");
}

TEST_CASE("whole file: a file above the limit is refused before it is read") {
  const Folder folder;
  const auto path = folder.write("large", "12345");
  CHECK(read_whole_file(path, 5) == "12345");
  check_sentence(complaint([&] { read_whole_file(path, 4); }), path.string(), "has 5 bytes", "at most 4");
  fs::resize_file(path, largest_weights_file + 1);  // a hole, which takes no space
  check_sentence(complaint([&] { load_weights(path); }), "has 4294967297 bytes", "at most 4294967296");
}

TEST_CASE("whole file: a file that ends before its size is refused") {
  const fs::path shorter = "/sys/devices/system/cpu/online";  // says that it has a page
  std::error_code missing;
  if (fs::file_size(shorter, missing) < 100 || missing)
    WARN("skipped: there is no " << shorter);
  else
    check_sentence(complaint([&] { load_weights(shorter); }), shorter.string(), "ended after", "bytes");
}

TEST_CASE("whole file: where nothing can be written the reason is given and nothing is left") {
  const Folder folder;
  fs::create_directory(folder.path() / "sub");
  folder.write("file", "x");
  REQUIRE(::mkfifo((folder.path() / "pipe").c_str(), 0600) == 0);
  fs::create_symlink("loop", folder.path() / "loop");
  const Names before = names(folder.path());
  const auto refusal = [&](const fs::path& path) {
    const std::string message = complaint([&] { save_weights(path, weights_of(1)); });
    check_sentence(message, path.string());
    CHECK(names(folder.path()) == before);
    return message;
  };
  check_sentence(refusal(folder.path() / "no/w"), "cannot be written: No such file", "nothing was changed");
  check_sentence(refusal(folder.path() / "file/w"), "Not a directory");
  check_sentence(refusal(folder.path() / "sub"), "is a folder");
  check_sentence(refusal(folder.path() / "sub/"), "is a folder");
  check_sentence(refusal(folder.path() / "pipe"), "device or a pipe");
  check_sentence(refusal(folder.path() / "loop"), "symbolic links");
  check_sentence(refusal(folder.path() / std::string(300, 'x')), "name too long");
  check_sentence(refusal("/dev/full"), "device or a pipe");
  check_sentence(refusal(""), "No such file");
}

TEST_CASE("whole file: a disk that fills up leaves the old file and no other") {
  const Folder folder;
  const auto path = folder.path() / "w";
  save_weights(path, weights_of(1, 100));
  rlimit before{};
  ::getrlimit(RLIMIT_FSIZE, &before);
  const auto action = ::signal(SIGXFSZ, SIG_IGN);
  const rlimit limit{10000, before.rlim_max};
  ::setrlimit(RLIMIT_FSIZE, &limit);
  const std::string old_stays = message_of([&] { save_weights(path, weights_of(2, 100000)); });
  const std::string none_made =
      message_of([&] { save_weights(folder.path() / "new", weights_of(2, 100000)); });
  ::setrlimit(RLIMIT_FSIZE, &before);
  ::signal(SIGXFSZ, action);
  check_sentence(old_stays, path.string(), "File too large", "nothing was changed");
  check_sentence(none_made, "new", "File too large");
  CHECK(names(folder.path()) == Names{"w"});
  CHECK(same_bits(load_weights(path), weights_of(1, 100)));
}

TEST_CASE("whole file: rights that are missing are named, and what is protected stays") {
  const Folder folder;
  const auto path = folder.write("w", "old"), closed = folder.path() / "closed";
  fs::create_directory(closed);
  const auto read_only = static_cast<fs::perms>(0444), enter_only = static_cast<fs::perms>(0555);
  fs::permissions(path, read_only);
  fs::permissions(closed, enter_only);
  fs::permissions(folder.path(), static_cast<fs::perms>(0777));
  check_granted(status_without_rights([&] {
    const auto protected_file = message_of([&] { save_weights(path, weights_of(1)); });
    const auto closed_folder = message_of([&] { save_weights(closed / "w", weights_of(1)); });
    return says(protected_file, {"Permission denied", "/w'"}) &&
                   says(closed_folder, {"Permission denied", "closed"})
               ? 0
               : 1;
  }));
  CHECK(names(folder.path()) == Names{"closed", "w"});
  CHECK(fs::file_size(path) == 3);
  fs::permissions(path, fs::perms::none);
  check_granted(status_without_rights([&] {
    return says(message_of([&] { load_weights(path); }), {"cannot be read: Permission denied"}) ? 0 : 1;
  }));
  fs::permissions(closed, static_cast<fs::perms>(0755));
}

TEST_CASE("whole file: a folder that may not be listed is written to all the same") {
  const Folder folder;
  fs::permissions(folder.path(), static_cast<fs::perms>(0333));
  check_granted(status_without_rights([&] {
    save_weights(folder.path() / "w", weights_of(1));
    return same_bits(load_weights(folder.path() / "w"), weights_of(1)) ? 0 : 1;
  }));
  fs::permissions(folder.path(), static_cast<fs::perms>(0755));
}

TEST_CASE("whole file: an old file keeps its permissions, a new one gets those of any new file") {
  const Folder folder;
  const auto path = folder.write("old", "x");
  fs::permissions(path, static_cast<fs::perms>(0640));
  save_weights(path, weights_of(1));
  CHECK(fs::status(path).permissions() == static_cast<fs::perms>(0640));
  save_weights(folder.path() / "new", weights_of(1));
  CHECK(fs::status(folder.path() / "new").permissions() ==
        fs::status(folder.write("any", "x")).permissions());
}

TEST_CASE("whole file: through links the file at their end is replaced, and the links stay") {
  const Folder folder;
  fs::create_directory(folder.path() / "sub");
  fs::create_symlink("sub/middle", folder.path() / "link");
  fs::create_symlink("end", folder.path() / "sub/middle");
  for (const float value : {1.0F, 2.0F}) {  // at first it points to nothing
    save_weights(folder.path() / "link", weights_of(value));
    CHECK(fs::is_symlink(folder.path() / "link"));
    CHECK(fs::is_symlink(folder.path() / "sub/middle"));
    CHECK(same_bits(load_weights(folder.path() / "sub/end"), weights_of(value)));
    CHECK(same_bits(load_weights(folder.path() / "link"), weights_of(value)));
  }
  CHECK(names(folder.path() / "sub") == Names{"end", "middle"});
}

TEST_CASE("whole file: a path without a folder is in the present one") {
  const Folder folder;
  const fs::path before = fs::current_path();
  fs::current_path(folder.path());
  const std::string message = message_of([] { save_weights("w", weights_of(3)); });
  fs::current_path(before);
  CHECK(message.empty());
  CHECK(same_bits(load_weights(folder.path() / "w"), weights_of(3)));
}

TEST_CASE("whole file: writers at once do not disturb each other") {
  const Folder folder;
  std::vector<std::thread> writers;
  for (int k = 0; k < 4; ++k)
    writers.emplace_back([&folder, k] {
      for (int round = 0; round < 10; ++round)
        save_weights(folder.path() / "w", weights_of(static_cast<float>(k), 10000));
    });
  for (auto& writer : writers) writer.join();
  const Weights last = load_weights(folder.path() / "w");
  const float value = std::get<std::vector<float>>(last.tensors.at("W").values).front();
  CHECK(same_bits(last, weights_of(value, 10000)));
  CHECK(names(folder.path()) == Names{"w"});
}

TEST_CASE("whole file: whenever a writer is killed, the file is whole") {
  const Folder folder;
  const auto path = folder.path() / "w";
  save_weights(path, weights_of(0, 200000));
  for (int round = 0; round < 20; ++round) {
    const pid_t writer = ::fork();
    if (writer == 0)
      for (int k = 1;; ++k)
        replace_whole_file(path, format_weights(weights_of(static_cast<float>(k % 2), 200000), "w"));
    std::this_thread::sleep_for(std::chrono::microseconds(500 + 700 * round));
    ::kill(writer, SIGKILL);
    ::waitpid(writer, nullptr, 0);
    const Weights left = load_weights(path);
    REQUIRE((same_bits(left, weights_of(0, 200000)) || same_bits(left, weights_of(1, 200000))));
  }
  for (const std::string& name : names(folder.path())) CHECK((name == "w" || name.find(".unfinished-") == 0));
}
