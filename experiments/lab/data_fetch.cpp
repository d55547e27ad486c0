// Fetching: the package tools and curl as children, each file verified before it counts.
#include <fmt/format.h>
#include <unistd.h>

#include <map>
#include <sstream>

#include "data_files.hpp"
#include "error.hpp"
#include "interrupt.hpp"
#include "process.hpp"

namespace unroll::lab {
namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

// What a program says of its failure: its first line that begins with `mark`, else its last line.
std::string complaint(const ProcessResult& result, std::string_view mark) {
  std::istringstream lines(result.output);
  std::string line, last;
  while (std::getline(lines, line)) {
    if (line.starts_with(mark)) return line;
    if (!line.empty()) last = line;
  }
  return last.empty() ? fmt::format("exit status {}", result.status) : last;
}

// Throws Error with the program's own words if it is missing or fails, and Interrupted after Ctrl-C, which
// reaches the child as well.
void run_or_throw(const Words& words, const fs::path& directory, std::string_view mark) {
  const auto result = run_process(words, directory);
  check_interrupt();
  if (!result.started) throw Error(fmt::format("{} is not installed", words[0]));
  if (result.status != 0) throw Error(complaint(result, mark));
}

fs::path only_file(const fs::path& folder, const char* extension) {
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().extension() == extension) return entry.path();
  throw Error(fmt::format("no {} file arrived", extension));
}

class Fetcher {
 public:
  Fetcher(fs::path scratch, const DataLog& log) : scratch_(std::move(scratch)), log_(log) {}

  // Where the source's file lies now, below the scratch folder.
  fs::path fetch(const DataSource& source, const DataFile& file) {
    if (source.kind == DataSource::Kind::url) return download(source.from, file);
    const std::string key = described(source);
    // Many files of a set come from one package, and one that failed once is not asked for again.
    auto known = packages_.find(key);
    if (known == packages_.end()) known = packages_.emplace(key, unpack(source)).first;
    if (!known->second.fault.empty()) throw Error(known->second.fault);
    return known->second.folder / source.path;
  }

 private:
  struct Package {
    fs::path folder;
    std::string fault;
  };

  fs::path fresh_folder() {
    const fs::path folder = scratch_ / std::to_string(++folders_);
    fs::create_directories(folder / "unpacked");
    return folder;
  }

  void say(const std::string& line) const {
    if (log_) log_(line);
  }

  Package unpack(const DataSource& source) {
    say("fetching " + described(source));
    const fs::path folder = fresh_folder();
    try {
      if (source.kind == DataSource::Kind::debian) {
        download_debian(source.from, folder);
        run_or_throw({"dpkg-deb", "-x", only_file(folder, ".deb").string(), "unpacked"}, folder, "dpkg-deb:");
      } else {
        run_or_throw({"npm", "pack", "--silent", "--ignore-scripts", source.from}, folder, "npm ");
        // Every npm archive wraps its files in one folder, mostly named "package".
        run_or_throw(
            {"tar", "-xzf", only_file(folder, ".tgz").string(), "-C", "unpacked", "--strip-components=1"},
            folder, "tar:");
      }
    } catch (const Error& failure) {
      return {{}, failure.what()};
    }
    return {folder / "unpacked", {}};
  }

  void download_debian(const std::string& package, const fs::path& folder) {
    const Words words{"apt-get", "download", "--quiet=2", package};
    try {
      run_or_throw(words, folder, "E:");
    } catch (const Error&) {
      // The lists may be missing, as in a fresh container, or too old for the archive; only root may renew
      // them.
      if (::geteuid() != 0 || updated_) throw;
      updated_ = true;
      say("renewing apt's package lists");
      run_or_throw({"apt-get", "update", "--quiet=2"}, folder, "E:");
      run_or_throw(words, folder, "E:");
    }
  }

  fs::path download(const std::string& url, const DataFile& file) {
    say("fetching " + url);
    const fs::path target = fresh_folder() / "download";
    // The size limit keeps an endless answer from filling the disk; it leaves room for an answer that is
    // merely wrong, whose length is then named by the check.
    run_or_throw({"curl", "--fail", "--silent", "--show-error", "--location", "--proto", "=https,file",
                  "--connect-timeout", "20", "--max-time", "1800", "--max-filesize",
                  std::to_string(file.bytes + (1U << 20)), "--output", target.string(), url},
                 scratch_, "curl:");
    return target;
  }

  fs::path scratch_;
  const DataLog& log_;
  std::map<std::string, Package> packages_;
  int folders_ = 0;
  bool updated_ = false;
};

void fetch_file(Fetcher& fetcher, const DataFile& file, const fs::path& target) {
  std::vector<std::string> tried;
  for (const auto& source : file.sources) {
    if (source.kind == DataSource::Kind::folder) continue;
    check_interrupt();
    try {
      const fs::path found = fetcher.fetch(source, file);
      std::string fault = data_fault(found, file);
      if (fault.empty()) {
        fs::create_directories(target.parent_path());
        fs::rename(found, target);
        return;
      }
      // The scratch folder is gone when the message is read; the name in the set means more.
      if (const auto place = fault.find(found.string()); place != std::string::npos)
        fault.replace(place, found.string().size(), file.path.string());
      tried.push_back(fmt::format("{} ({})", described(source), fault));
    } catch (const Error& failure) {
      tried.push_back(fmt::format("{} ({})", described(source), failure.what()));
    }
  }
  if (tried.empty()) throw Error("nowhere else: no address of it is known");
  throw Error(fmt::format("{}", fmt::join(tried, ", ")));
}

}  // namespace

void fetch_data(const DataSet& set, const fs::path& target, const fs::path& scratch, const DataLog& log) {
  Fetcher fetcher(scratch, log);
  fs::create_directories(target);
  for (const auto& file : set.files) fetch_file(fetcher, file, target / file.path);
}

}  // namespace unroll::lab
