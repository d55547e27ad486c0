// What the tests of the readers share: a folder for files that goes away, and how to catch a message.
#pragma once
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <stdexcept>
#include <string>
#include <string_view>

#include "tests/catch.hpp"

// A new empty folder, removed with all that is in it at the end of the scope.
class Folder {
 public:
  Folder() {
    std::random_device device;
    do {
      path_ = std::filesystem::temp_directory_path() / ("unroll-test-" + std::to_string(device()));
    } while (!std::filesystem::create_directory(path_));
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::filesystem::path write(const std::string& name, std::string_view bytes) const {
    std::ofstream(path_ / name, std::ios::binary)
        .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return path_ / name;
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// What `action` complains of with exactly the type Error; fails the test when it does not.
template <class Error = std::runtime_error, class Action>
std::string complaint(Action action) {
  try {
    action();
  } catch (const Error& error) {
    REQUIRE(typeid(error) == typeid(Error));
    return error.what();
  } catch (const std::exception& error) {
    FAIL("another kind of exception: " << error.what());
  }
  FAIL("no complaint");
  return {};
}

// A complaint is one sentence that names the file and says each of `parts`.
template <class... Parts>
void check_sentence(const std::string& message, const Parts&... parts) {
  INFO(message);
  CHECK(message.find('\n') == std::string::npos);
  for (const std::string& part : {std::string(parts)...}) {
    INFO(part);
    CHECK(message.find(part) != std::string::npos);
  }
}

// The path of a real file below the folder that UNROLL_DATA names; empty, with a warning, when it is absent.
inline std::filesystem::path real_file(const std::string& name) {
  const char* const folder = std::getenv("UNROLL_DATA");
  if (folder != nullptr && *folder != '\0') {
    const auto path = std::filesystem::path(folder) / name;
    if (std::filesystem::exists(path)) return path;
  }
  WARN("skipped: set UNROLL_DATA to a folder that holds " << name);
  return {};
}
