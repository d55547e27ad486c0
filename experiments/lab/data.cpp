// Having a data set: from where it lies, else fetched into the cache.
#include "data.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <mutex>

#include "data_files.hpp"
#include "error.hpp"
#include "interrupt.hpp"

namespace unroll::lab {
namespace {

namespace fs = std::filesystem;

constexpr const char* hidden = ".unroll-get-";

// A folder in which a set is put together; it goes away with its owner. It lies in the cache itself, so that
// the set can be moved into place by one rename.
class Workshop {
 public:
  explicit Workshop(const fs::path& cache) {
    sweep(cache);
    std::string name = (cache / fmt::format("{}{}-XXXXXX", hidden, ::getpid())).string();
    if (::mkdtemp(name.data()) == nullptr)
      throw Error(fmt::format("no folder can be made in {}: {}", cache.string(), std::strerror(errno)));
    path_ = name;
  }
  ~Workshop() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Workshop(const Workshop&) = delete;
  Workshop& operator=(const Workshop&) = delete;

  const fs::path& path() const { return path_; }

 private:
  // A process that was killed leaves its folder; after a day nobody can still be at work in it.
  static void sweep(const fs::path& cache) {
    std::error_code error;
    fs::create_directories(cache, error);
    if (error) throw Error(fmt::format("the folder {} cannot be made: {}", cache.string(), error.message()));
    const auto old = fs::file_time_type::clock::now() - std::chrono::hours(24);
    std::vector<fs::path> stale;
    for (const auto& entry : fs::directory_iterator(cache, error))
      if (entry.path().filename().string().starts_with(hidden))
        if (const auto changed = entry.last_write_time(error); !error && changed < old)
          stale.push_back(entry.path());
    for (const auto& folder : stale) fs::remove_all(folder, error);
  }

  fs::path path_;
};

std::optional<fs::path> good_place(const std::vector<DataPlace>& places) {
  if (!places.empty() && places.back().fault.empty()) return places.back().folder;
  return std::nullopt;
}

// Moves the complete set into the cache. Another process may have done so in the meantime: then its set is
// as good as ours.
fs::path move_into_cache(const fs::path& made, const DataSet& set, const fs::path& workshop) {
  const fs::path goal = data_folder() / set.name;
  std::error_code error;
  for (int attempt = 0; attempt < 3; ++attempt) {
    fs::rename(made, goal, error);
    if (!error) return goal;
    const auto place = good_place(data_places(set));
    if (place == goal) return goal;
    // What stands there is damaged; it leaves with the workshop.
    fs::rename(goal, workshop / fmt::format("damaged-{}", attempt), error);
  }
  throw Error(fmt::format("{} cannot be put in its place: {}", goal.string(), error.message()));
}

bool exists(const DataPlace& place) {
  std::error_code ignored;
  return fs::exists(place.folder, ignored);
}

std::string remedy(const DataSet& set) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < std::min<std::size_t>(set.files.size(), 4); ++i)
    names.push_back(set.files[i].path.string());
  if (names.size() < set.files.size()) names.push_back("...");
  return fmt::format("put its files ({}) into a folder {} in the folder that UNROLL_DATA names",
                     fmt::join(names, ", "), set.name);
}

bool offline() {
  const auto value = environment("UNROLL_OFFLINE");
  return value && *value != "0";
}

fs::path fetch_into_cache(const DataSet& set, const DataLog& log) {
  if (offline()) throw Error("nothing was fetched, since UNROLL_OFFLINE is set");
  const Workshop workshop(data_folder());
  const fs::path made = workshop.path() / set.name;
  const fs::path scratch = workshop.path() / "scratch/";
  fs::create_directories(scratch);
  fetch_data(set, made, scratch, log);
  check_interrupt();
  return move_into_cache(made, set, workshop.path());
}

}  // namespace

fs::path get_data(std::string_view name, const DataLog& log, const std::vector<DataSet>& catalogue) {
  const DataSet& set = find_data_set(name, catalogue);
  // Threads that want the same set wait for the first instead of fetching it again.
  static std::mutex one_at_a_time;
  const std::lock_guard lock(one_at_a_time);
  const auto places = data_places(set);
  if (const auto place = good_place(places)) return *place;
  std::vector<std::string> tried;
  for (const auto& place : places) {
    // That the cache is empty is no news; that a file is damaged or of another version is.
    if (!place.cache || exists(place)) tried.push_back(place.fault);
    if (log && exists(place)) log(place.fault);
  }
  try {
    return fetch_into_cache(set, log);
  } catch (const Error& failure) {
    tried.emplace_back(failure.what());
  } catch (const fs::filesystem_error& failure) {
    tried.emplace_back(failure.what());
  }
  throw Error(
      fmt::format("the data set {} could not be had: {}; {}", set.name, fmt::join(tried, "; "), remedy(set)));
}

}  // namespace unroll::lab
