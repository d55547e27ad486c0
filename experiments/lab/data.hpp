// Real data: a catalogue with the provenance and the licence of every file, and one way to have a data set.
//
// A set is looked for in this order, and every file is compared with the catalogue's length and SHA-256
// before anybody reads it:
//   1. the cache, data_folder()/NAME;
//   2. the folder that the environment variable UNROLL_DATA names: UNROLL_DATA/NAME or the catalogue's place;
//   3. the files of an installed Debian package;
//   4. unless UNROLL_OFFLINE is set: Debian's archive, npm's registry, the original address, into the cache.
// What lies in 2 or 3 is used there and not copied.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace unroll::lab {

struct DataSource {
  enum class Kind { debian, npm, url, folder } kind;
  std::string from;            // the package, name@version or address; empty for a folder
  std::filesystem::path path;  // in the package, or below UNROLL_DATA; empty for an address
};

struct DataFile {
  std::filesystem::path path;  // in the data set
  std::uintmax_t bytes;
  std::string sha256;
  std::vector<DataSource> sources;
};

struct DataSet {
  std::string name, title, description, licence, origin;
  std::vector<DataFile> files;
};

using DataLog = std::function<void(const std::string&)>;

// The data sets that the program knows.
const std::vector<DataSet>& data_catalogue();

// A catalogue from its JSON text. Throws Error that names the data set and the field: one that is missing or
// of another type, a name twice, a SHA-256 that is none, a path that leaves its folder, a file with no
// source.
std::vector<DataSet> parse_data_catalogue(std::string_view json);

// Throws UsageError for a name that is not in the catalogue, with the nearest one.
const DataSet& find_data_set(std::string_view name, const std::vector<DataSet>& catalogue = data_catalogue());

// Name, size, licence, title, and where each data set lies or would come from: a table, or JSON with all that
// the catalogue says. Fetches nothing.
std::string data_list(bool json, const std::vector<DataSet>& catalogue = data_catalogue());

// Where fetched data is kept: XDG_DATA_HOME/unroll or HOME/.local/share/unroll; it need not exist yet.
// Throws Error if neither variable is set.
std::filesystem::path data_folder();

// The folder that holds the verified files, or nothing if they would have to be fetched.
// Throws UsageError for an unknown name.
std::optional<std::filesystem::path> have_data(std::string_view name,
                                               const std::vector<DataSet>& catalogue = data_catalogue());

// The same, but throws Error that names the remedy where have_data() returns nothing.
std::filesystem::path find_data(std::string_view name,
                                const std::vector<DataSet>& catalogue = data_catalogue());

// The folder that holds the verified files, fetched if need be; `log` is told of each step that takes time.
// Several processes may get the same set at once. After a failure or Ctrl-C the cache is as it was before.
// Throws UsageError for an unknown name, Interrupted, and Error that lists what was tried, why each way
// failed, and the remedy.
std::filesystem::path get_data(std::string_view name, const DataLog& log = {},
                               const std::vector<DataSet>& catalogue = data_catalogue());

}  // namespace unroll::lab
