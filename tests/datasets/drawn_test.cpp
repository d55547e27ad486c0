#include "datasets/drawn.hpp"

#include <set>

#include "datasets/pattern.hpp"
#include "tests/datasets/files.hpp"

using namespace unroll::datasets;

TEST_CASE("drawings are black on white, of the size asked for, with ink and paper in each") {
  for (const arma::uword size : {8U, 9U, 16U, 25U, 75U, 200U}) {
    const auto pictures = drawn_pictures(size);
    REQUIRE(pictures.size() >= 8);
    std::set<std::string> names;
    for (const Picture& picture : pictures) {
      INFO(picture.name << " at " << size);
      CHECK(names.insert(picture.name).second);
      CHECK(picture.gray.n_rows == size);
      CHECK(picture.gray.n_cols == size);
      CHECK(arma::all(arma::vectorise((picture.gray == 0) + (picture.gray == 255)) == 1));
      const double ink = arma::mean(as_pattern(picture)) / 2 + .5;
      CHECK(ink >= .15);
      CHECK(ink <= .7);
    }
  }
}

TEST_CASE("no two drawings are alike, not even inverted") {
  for (const arma::uword size : {8U, 16U, 64U}) {
    const auto pictures = drawn_pictures(size);
    for (std::size_t i = 0; i < pictures.size(); ++i)
      for (std::size_t j = 0; j < i; ++j) {
        INFO(pictures[i].name << " and " << pictures[j].name << " at " << size);
        const arma::fvec a = as_pattern(pictures[i]), b = as_pattern(pictures[j]);
        CHECK(std::abs(arma::dot(a, b)) < .8f * static_cast<float>(a.n_elem));
      }
  }
}

TEST_CASE("a drawing is the same picture at every size") {
  const auto small = drawn_pictures(32), large = drawn_pictures(320);
  for (std::size_t i = 0; i < small.size(); ++i) {
    INFO(small[i].name);
    const arma::fvec a = as_pattern(small[i]), b = as_pattern(resize(large[i], 32, 32), {128});
    CHECK(arma::dot(a, b) > .95f * static_cast<float>(a.n_elem));
  }
}

TEST_CASE("drawings that should be symmetric are") {
  for (const arma::uword size : {8U, 15U, 32U})
    for (const Picture& picture : drawn_pictures(size)) {
      INFO(picture.name << " at " << size);
      static const std::set<std::string> mirrored{"ring", "cross", "heart", "triangle",
                                                  "star", "face",  "house"};
      if (mirrored.count(picture.name) != 0)
        CHECK(arma::all(arma::vectorise(picture.gray == arma::fliplr(picture.gray))));
    }
}

TEST_CASE("drawings of an impossible size are refused") {
  for (const arma::uword size : {0U, 7U, 4097U})
    check_sentence(complaint<std::invalid_argument>([&] { drawn_pictures(size); }),
                   std::to_string(size) + " pixels", "8 to 4096");
}
