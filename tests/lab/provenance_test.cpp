// Every run says what it was made with.
#include "experiments/lab/provenance.hpp"

#include <nlohmann/json.hpp>

#include "tests/catch.hpp"

extern "C" {
[[gnu::weak]] int openblas_get_num_threads();
}

using namespace unroll::lab;

TEST_CASE("provenance: revision, libraries, processor, BLAS and compiler are named") {
  const auto facts = provenance();
  for (const char* key : {"git_revision", "cpu", "compiler", "build"}) {
    CAPTURE(key);
    CHECK(!facts.at(key).get<std::string>().empty());
  }
  for (const char* key : {"unroll", "armadillo", "boost", "libpng", "zlib"}) {
    CAPTURE(key);
    const auto version = facts.at("versions").at(key).get<std::string>();
    CHECK(version.find_first_of("0123456789") == 0);
    CHECK(version.find_first_of("._") != std::string::npos);
  }
  CHECK(facts.at("versions").at("fmt").get<int>() >= 60000);
  CHECK(!facts.at("blas").at("library").get<std::string>().empty());
  CHECK(!facts.at("blas").at("core").get<std::string>().empty());
}

TEST_CASE("provenance: the facts are those of this very program") {
  const auto facts = provenance();
  CHECK(facts == provenance());
#ifdef __clang__
  CHECK(facts.at("compiler").get<std::string>().starts_with("Clang"));
#else
  CHECK(facts.at("compiler").get<std::string>().starts_with("GNU " + std::to_string(__GNUC__)));
#endif
}

TEST_CASE("provenance: BLAS is held at the one thread that the record names") {
  hold_blas_at_one_thread();
  const int threads = openblas_get_num_threads == nullptr ? 1 : openblas_get_num_threads();
  CHECK(provenance().at("blas").at("threads") == threads);
}
