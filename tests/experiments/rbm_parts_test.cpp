// Experiment 05's parts: shares of pictures, hidden halves, and what fills them in.
#include "experiments/05_rbm/pictures.hpp"
#include "experiments/05_rbm/restoration.hpp"
#include "tests/catch.hpp"

using namespace unroll::experiments::restricted;

TEST_CASE("halves are halves, left and right of columns, top and bottom of rows, and complete each other") {
  for (const arma::uword side : {arma::uword{8}, arma::uword{28}})
    for (const std::size_t pair : {std::size_t{0}, std::size_t{2}}) {
      const arma::uvec one = hidden_pixels(side, pair), other = hidden_pixels(side, pair + 1);
      CHECK(arma::accu(one) == side * side / 2);
      CHECK(arma::all(one + other == 1));
      const arma::umat picture = arma::reshape(one, side, side);
      const arma::uvec lines = pair == 0 ? arma::uvec(picture.row(0).t()) : arma::uvec(picture.col(0));
      CHECK(arma::all(lines.head(side / 2) == 1));
      CHECK(arma::all(lines.tail(side / 2) == 0));
      for (arma::uword k = 0; k < side; ++k)
        CHECK(arma::all((pair == 0 ? arma::uvec(picture.row(k).t()) : arma::uvec(picture.col(k))) == lines));
    }
}

TEST_CASE("pixels of at least half ink are ink") {
  const arma::fmat images{{0, 0.49F, 0.5F}, {1, 0.51F, 0}};
  CHECK(arma::approx_equal(thresholded(images), arma::fmat{{0, 0, 1}, {1, 1, 0}}, "absdiff", 0));
}

TEST_CASE("wrong are the hidden pixels that are of the other colour than the picture's") {
  const arma::fmat truth{{1, 0}, {0, 1}, {1, 1}}, guess{{0, 0.4F}, {0, 0.6F}, {0.5F, 0}};
  CHECK(wrong_share(guess, truth, arma::uvec{1, 1, 1}) == Approx(2.0 / 6));
  CHECK(wrong_share(guess, truth, arma::uvec{1, 0, 0}) == 0.5);
  CHECK(wrong_share(guess, truth, arma::uvec{0, 1, 0}) == 0);
}
