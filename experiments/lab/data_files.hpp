// The rooms of data.hpp that its parts share: places where a data set may lie, and the check of one file.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "data.hpp"

namespace unroll::lab {

// Empty if `file` is the one that the catalogue describes, else what is wrong, with both lengths or both
// SHA-256. Never throws for what lies on the disk.
std::string data_fault(const std::filesystem::path& file, const DataFile& expected);

struct DataPlace {
  std::filesystem::path folder;
  std::string fault;  // empty: every file of the set is there and right
  bool cache;         // it is the cache's folder, which belongs to us
};

// Looks into every place that needs no fetching, in the order of data.hpp, up to the first good one.
std::vector<DataPlace> data_places(const DataSet& set);

// As words for a list or a message: "Debian package xbitmaps".
std::string described(const DataSource& source);

// The environment variable, or nothing if it is unset or empty.
std::optional<std::string> environment(const char* variable);

// Fetches every file of `set`, verified, into the new folder `target`, and may leave anything in the folder
// `scratch`. Throws Interrupted, and Error with every source that was tried and why it failed.
void fetch_data(const DataSet& set, const std::filesystem::path& target, const std::filesystem::path& scratch,
                const DataLog& log);

}  // namespace unroll::lab
