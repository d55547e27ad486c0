#include "provenance.hpp"

#include <fmt/core.h>
#include <png.h>
#include <zlib.h>

#include <boost/version.hpp>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "build_facts.hpp"

// OpenBLAS's own calls, absent from other BLAS libraries: a weak symbol is null there.
extern "C" {
[[gnu::weak]] char* openblas_get_config();
[[gnu::weak]] char* openblas_get_corename();
[[gnu::weak]] void openblas_set_num_threads(int);
}

namespace unroll::lab {
namespace {

std::string processor() {
  std::ifstream in("/proc/cpuinfo");
  for (std::string line; std::getline(in, line);)
    if (line.starts_with("model name")) {
      const auto name = line.find_first_not_of(": \t", line.find(':'));
      if (name != std::string::npos) return line.substr(name);
    }
  return "unknown";
}

}  // namespace

void hold_blas_at_one_thread() {
  if (openblas_set_num_threads != nullptr) openblas_set_num_threads(1);
}

nlohmann::ordered_json provenance() {
  const bool openblas = openblas_get_config != nullptr && openblas_get_corename != nullptr;
  return {{"git_revision", build::git_revision},
          {"versions",
           {{"unroll", build::version},
            {"armadillo", build::armadillo},
            {"boost", BOOST_LIB_VERSION},
            {"fmt", FMT_VERSION},
            {"libpng", PNG_LIBPNG_VER_STRING},
            {"zlib", ZLIB_VERSION}}},
          {"cpu", processor()},
          {"blas",
           {{"library", openblas ? openblas_get_config() : "unknown"},
            {"core", openblas ? openblas_get_corename() : "unknown"},
            {"threads", 1}}},
          {"compiler", build::compiler},
          {"build", build::type}};
}

}  // namespace unroll::lab
