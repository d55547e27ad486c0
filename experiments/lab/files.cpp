#include "files.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iterator>

#include "error.hpp"

namespace unroll::lab {
namespace fs = std::filesystem;
namespace {

[[noreturn]] void cannot(const std::string& doing, const fs::path& file, int reason,
                         const std::string& remedy) {
  throw Error(fmt::format("{} {} failed: {}; {}", doing, file.string(), std::strerror(reason), remedy));
}

constexpr const char* remedy = "nothing was kept; name a folder that can be written to with --out";

}  // namespace

void write_file(const fs::path& file, const std::string& text) {
  const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (descriptor < 0) cannot("writing", file, errno, remedy);
  for (std::size_t done = 0; done < text.size();) {
    const auto n = ::write(descriptor, text.data() + done, text.size() - done);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) {
      const int reason = errno;
      ::close(descriptor);
      cannot("writing", file, reason, remedy);
    }
    done += static_cast<std::size_t>(n);
  }
  if (::close(descriptor) != 0) cannot("writing", file, errno, remedy);
}

void replace_file(const fs::path& file, const std::string& text) {
  const fs::path temporary = file.parent_path() / fmt::format(".{}-{}", file.filename().string(), ::getpid());
  try {
    write_file(temporary, text);
  } catch (...) {
    ::unlink(temporary.c_str());
    throw;
  }
  if (::rename(temporary.c_str(), file.c_str()) != 0) {
    const int reason = errno;
    ::unlink(temporary.c_str());
    cannot("writing", file, reason, remedy);
  }
}

std::string read_file(const fs::path& file) {
  std::error_code ignored;
  if (fs::is_directory(file, ignored))
    throw Error(fmt::format("{} is a folder where a file was expected", file.string()));
  std::ifstream in(file, std::ios::binary);
  if (!in) throw Error(fmt::format("{} cannot be read: {}", file.string(), std::strerror(errno)));
  return {std::istreambuf_iterator<char>(in), {}};
}

namespace {

// A run that was killed leaves its hidden folder; a day later nobody can still be writing there.
void sweep_up(const fs::path& parent) {
  std::error_code ignored;
  for (fs::directory_iterator at(parent, ignored), end; at != end; at.increment(ignored)) {
    if (!at->path().filename().string().starts_with(".unfinished-")) continue;
    const auto written = fs::last_write_time(at->path(), ignored);
    if (!ignored && fs::file_time_type::clock::now() - written > std::chrono::hours(24))
      fs::remove_all(at->path(), ignored);
  }
}

}  // namespace

RunFolder::RunFolder(const fs::path& parent, const std::string& name) : parent_(parent), name_(name) {
  std::error_code failed, ignored;
  sweep_up(parent);
  path_ = parent / fmt::format(".unfinished-{}-{}", name, ::getpid());
  for (fs::path above = parent; !above.empty() && !fs::exists(above, ignored); above = above.parent_path())
    made_.push_back(above);
  // Another run that fails at this moment may take the empty folder above away again; so try anew.
  for (int tries = 0; tries < 3; ++tries) {
    fs::create_directories(parent, failed);
    if (failed)
      cannot("making the folder", parent, failed.value(), "name a folder that can be made with --out");
    fs::remove_all(path_, failed);
    fs::create_directory(path_, failed);
    if (failed != std::errc::no_such_file_or_directory) break;
  }
  if (!failed) return;
  remove_all();
  cannot("making a folder in", parent, failed.value(), "name a folder that can be written to with --out");
}

// The folders above go too if this run made them, unless another run has come to use them.
void RunFolder::remove_all() const {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
  for (const auto& folder : made_) ::rmdir(folder.c_str());
}

RunFolder::~RunFolder() {
  if (!committed_) remove_all();
}

fs::path RunFolder::commit() {
  for (int copy = 1;; ++copy) {
    const fs::path target = parent_ / (copy == 1 ? name_ : fmt::format("{}_{}", name_, copy));
    // A rename onto an existing folder succeeds only if that is empty; a finished run's never is.
    if (::rename(path_.c_str(), target.c_str()) == 0) {
      committed_ = true;
      return target;
    }
    if (errno != ENOTEMPTY && errno != EEXIST && errno != ENOTDIR)
      cannot("naming the folder", target, errno, remedy);
  }
}

void remove_unfinished(const fs::path& parent, int process) {
  std::error_code ignored;
  for (fs::directory_iterator at(parent, ignored), end; at != end; at.increment(ignored)) {
    const std::string name = at->path().filename().string();
    if (name.starts_with(".unfinished-") && name.ends_with(fmt::format("-{}", process)))
      fs::remove_all(at->path(), ignored);
  }
}

}  // namespace unroll::lab
