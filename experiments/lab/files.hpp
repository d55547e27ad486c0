// Whole files, written completely or not at all as far as the reader can tell.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace unroll::lab {

// Writes `text` to `file`. Throws Error that names the file and the system's reason: no space, no permission.
void write_file(const std::filesystem::path& file, const std::string& text);

// The same through a temporary name in the same folder and a rename: readers see the old file or the new.
void replace_file(const std::filesystem::path& file, const std::string& text);

// Throws Error for a file that cannot be read.
std::string read_file(const std::filesystem::path& file);

// A new folder NAME in `parent` with what a run wrote. It is made under a hidden name and gets its own when
// the run is complete; without commit() it is removed, so that no half-written folder is ever seen.
class RunFolder {
 public:
  // Throws Error if the folder cannot be made: no permission, not a folder, no space.
  RunFolder(const std::filesystem::path& parent, const std::string& name);
  ~RunFolder();
  RunFolder(const RunFolder&) = delete;
  RunFolder& operator=(const RunFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

  // Gives the folder its name, NAME or NAME_2, NAME_3 … where that is taken, and returns where it is.
  std::filesystem::path commit();

 private:
  void remove_all() const;

  std::filesystem::path parent_, path_;
  std::vector<std::filesystem::path> made_;  // the folders above that were not there before, innermost first
  std::string name_;
  bool committed_ = false;
};

// Removes the hidden folder that a process has left in `parent` because it was killed or crashed.
void remove_unfinished(const std::filesystem::path& parent, int process);

}  // namespace unroll::lab
