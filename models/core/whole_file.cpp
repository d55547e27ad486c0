#include "whole_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <optional>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace unroll {
namespace fs = std::filesystem;

void refuse_file(const std::string& where, const std::string& what) {
  throw std::runtime_error("'" + where + "' " + what);
}

namespace {

// "'path' cannot be read: No such file or directory; remedy"
[[noreturn]] void refuse_system(const fs::path& path, const char* cannot, int reason, const char* remedy) {
  refuse_file(path.string(),
              std::string(cannot) + ": " + std::generic_category().message(reason) + "; " + remedy);
}

[[noreturn]] void refuse_writing(const fs::path& path, int reason) {
  refuse_system(path, "cannot be written", reason,
                "nothing was changed, name a place with space where you may write");
}

class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  ~Descriptor() { close(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  int number() const { return number_; }
  bool is_open() const { return number_ >= 0; }
  bool open(const fs::path& path, int how) { return (number_ = ::open(path.c_str(), how, 0666)) >= 0; }
  bool close() { return !is_open() || ::close(std::exchange(number_, -1)) == 0; }

 private:
  int number_;
};

}  // namespace

std::string read_whole_file(const fs::path& path, std::uint64_t largest) {
  // O_NONBLOCK avoids waiting for a writer if this is a pipe; on regular files it has no effect.
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  struct stat about {};
  if (!file.is_open() || ::fstat(file.number(), &about) != 0)
    refuse_system(path, "cannot be read", errno, "give the path of a file that you may read");
  if (S_ISDIR(about.st_mode)) refuse_file(path.string(), "is a folder; give the path of a file in it");
  if (!S_ISREG(about.st_mode)) refuse_file(path.string(), "is a device or a pipe; give the path of a file");
  const auto size = static_cast<std::uint64_t>(about.st_size);
  if (size > largest)
    refuse_file(path.string(),
                "has " + std::to_string(size) + " bytes; at most " + std::to_string(largest) + " are taken");
  std::string bytes(static_cast<std::size_t>(size), '\0');
  for (std::size_t done = 0; done < bytes.size();) {
    const ssize_t n = ::read(file.number(), bytes.data() + done, bytes.size() - done);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) refuse_system(path, "cannot be read to its end", errno, "check the disk or copy it again");
    if (n == 0)
      refuse_file(path.string(), "ended after " + std::to_string(done) + " of its " + std::to_string(size) +
                                     " bytes; read it when nobody writes to it");
    done += static_cast<std::size_t>(n);
  }
  return bytes;
}

namespace {

// The end of a chain of links, whether it exists or not; a rename onto a link would replace the link.
fs::path behind_links(const fs::path& path) {
  constexpr int longest_chain = 40;  // as in the kernel
  fs::path target = path;
  for (int links = 0; links < longest_chain; ++links) {
    std::error_code none;
    const fs::path next = fs::read_symlink(target, none);
    if (none) return target;
    target = target.parent_path() / next;
  }
  refuse_writing(path, ELOOP);
}

// Refuses a target that a rename must not replace: a device, a pipe, a write-protected file. Returns the
// permissions of an old file, or nothing if there is none.
std::optional<mode_t> permissions_of_old(const fs::path& path, const fs::path& target) {
  struct stat old {};
  if (::stat(target.c_str(), &old) != 0) {
    if (errno != ENOENT) refuse_writing(path, errno);
    return std::nullopt;
  }
  if (S_ISDIR(old.st_mode)) refuse_file(path.string(), "is a folder; give the path of a file in it");
  if (!S_ISREG(old.st_mode)) refuse_file(path.string(), "is a device or a pipe; give the path of a file");
  if (::faccessat(AT_FDCWD, target.c_str(), W_OK, AT_EACCESS) != 0) refuse_writing(path, errno);
  return old.st_mode & 07777;
}

// A new hidden file, which is removed at the end of the scope unless it has been renamed. Functions that
// return false leave the reason in errno.
class Unfinished {
 public:
  explicit Unfinished(const fs::path& folder) {
    static std::atomic<unsigned> count = 0;
    do {
      path_ = folder / (".unfinished-" + std::to_string(::getpid()) + "-" + std::to_string(count++));
    } while (!file_.open(path_, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC) && errno == EEXIST);
    exists_ = file_.is_open();
  }
  ~Unfinished() {
    if (exists_) ::unlink(path_.c_str());
  }
  Unfinished(const Unfinished&) = delete;
  Unfinished& operator=(const Unfinished&) = delete;

  bool exists() const { return exists_; }
  bool permit(mode_t mode) const { return ::fchmod(file_.number(), mode) == 0; }
  bool write(std::string_view bytes) const {
    while (!bytes.empty()) {
      const ssize_t n = ::write(file_.number(), bytes.data(), bytes.size());
      if (n < 0 && errno != EINTR) return false;
      bytes.remove_prefix(n < 0 ? 0 : static_cast<std::size_t>(n));
    }
    return true;
  }
  // Some file systems report a lack of space only when the file is closed.
  bool finish() { return ::fsync(file_.number()) == 0 && file_.close(); }
  bool rename(const fs::path& target) {
    exists_ = ::rename(path_.c_str(), target.c_str()) != 0;
    return !exists_;
  }

 private:
  fs::path path_;
  Descriptor file_;
  bool exists_ = false;
};

// Brings a rename in the folder to the disk, if the file system can and the folder may be opened. The new
// file is complete in any case; a power failure could only lose the new name.
void sync_folder(const fs::path& folder) {
  const Descriptor opened(::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (opened.is_open()) ::fsync(opened.number());
}

}  // namespace

void replace_whole_file(const fs::path& path, std::string_view bytes) {
  const fs::path target = behind_links(path);
  const auto permissions = permissions_of_old(path, target);
  Unfinished file(target.parent_path());
  if (!file.exists() || (permissions && !file.permit(*permissions)) || !file.write(bytes) || !file.finish() ||
      !file.rename(target))
    refuse_writing(path, errno);
  sync_folder(target.parent_path());
}

}  // namespace unroll
