#include "drawn.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>
#include <string>

namespace unroll::datasets {
namespace {

// Each drawing says whether the point is ink; x and y run from -1 to 1, to the right and upwards.
struct Drawing {
  const char* name;
  bool (*ink)(double x, double y);
};

constexpr double pi = 3.14159265358979323846;

bool disc(double x, double y, double radius) { return std::hypot(x, y) <= radius; }

bool ring(double x, double y) { return disc(x, y, .9) && !disc(x, y, .55); }

bool cross(double x, double y) {
  return std::abs(std::abs(x) - std::abs(y)) < .3 && std::max(std::abs(x), std::abs(y)) < .92;
}

// The sextic (x² + y² - 1)³ = x² y³, stretched to the square.
bool heart(double x, double y) {
  const double u = 1.2 * x, v = 1.2 * y + .12, w = u * u + v * v - 1;
  return w * w * w <= u * u * v * v * v;
}

// Archimedes' r = a·φ, its arm half as wide as the pitch.
bool spiral(double x, double y) {
  const double turns = std::hypot(x, y) / .5 - std::atan2(y, x) / (2 * pi);
  return disc(x, y, .98) && turns - std::floor(turns) < .5;
}

bool checkerboard(double x, double y) {
  return (static_cast<int>(std::floor(2 * x)) + static_cast<int>(std::floor(2 * y))) % 2 == 0;
}

bool stripes(double x, double) { return static_cast<int>(std::floor(4 * (x + 1))) % 2 == 0; }

bool triangle(double x, double y) { return y > -.8 && std::abs(x) < (.85 - y) * .55; }

// A pentagram: the points inside at least four of the five half-planes that its lines bound.
bool star(double x, double y) {
  int inside = 0;
  for (int k = 0; k < 5; ++k) {
    const double angle = 2 * pi * k / 5;  // of the line's normal, from straight down
    inside += x * std::sin(angle) - (y + .06) * std::cos(angle) < .32;
  }
  return inside >= 4;
}

bool face(double x, double y) {
  const bool eyes = disc(std::abs(x) - .36, y - .32, .17);
  const bool mouth = disc(x, y, .66) && !disc(x, y, .42) && y < -.15;
  return disc(x, y, .98) && (!disc(x, y, .8) || eyes || mouth);
}

bool house(double x, double y) {
  const bool roof = y >= .1 && std::abs(x) < (.95 - y) * 1.1;
  const bool walls = y < .1 && y > -.9 && std::abs(x) < .68;
  const bool door = std::abs(x) < .22 && y < -.25;
  return roof || (walls && !door);
}

bool arrow(double x, double y) {
  const bool shaft = x < .2 && x > -.95 && std::abs(y) < .25;
  const bool head = x >= .1 && std::abs(y) < .95 - x;
  return shaft || head;
}

bool moon(double x, double y) { return disc(x, y, .92) && !disc(x - .42, y - .1, .72); }

constexpr std::array<Drawing, 12> drawings{{{"ring", ring},
                                            {"cross", cross},
                                            {"heart", heart},
                                            {"spiral", spiral},
                                            {"checkerboard", checkerboard},
                                            {"stripes", stripes},
                                            {"triangle", triangle},
                                            {"star", star},
                                            {"face", face},
                                            {"house", house},
                                            {"arrow", arrow},
                                            {"moon", moon}}};

Picture draw(const Drawing& drawing, arma::uword size) {
  Picture picture{drawing.name, arma::Mat<std::uint8_t>(size, size)};
  const auto middle = [&](arma::uword i) {
    return (2 * static_cast<double>(i) + 1) / static_cast<double>(size) - 1;
  };
  for (arma::uword r = 0; r < size; ++r)
    for (arma::uword c = 0; c < size; ++c)
      picture.gray.at(r, c) = drawing.ink(middle(c), -middle(r)) ? 0 : 255;
  return picture;
}

}  // namespace

std::vector<Picture> drawn_pictures(arma::uword size) {
  if (size < 8 || size > longest_side)
    throw std::invalid_argument("pictures cannot be drawn " + std::to_string(size) +
                                " pixels wide; give 8 to " + std::to_string(longest_side));
  std::vector<Picture> pictures;
  for (const Drawing& drawing : drawings) pictures.push_back(draw(drawing, size));
  return pictures;
}

}  // namespace unroll::datasets
