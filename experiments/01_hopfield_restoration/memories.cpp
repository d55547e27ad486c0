#include "memories.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "datasets/digits.hpp"
#include "datasets/drawn.hpp"
#include "datasets/glyphs.hpp"
#include "datasets/pattern.hpp"
#include "datasets/picture.hpp"
#include "experiments/lab/data.hpp"
#include "experiments/lab/error.hpp"

namespace unroll::experiments {
namespace {

using datasets::Picture;

// Pictures of the Debian package xbitmaps that are large enough to be recognised, the best ones first.
constexpr const char* bitmaps[] = {"woman",     "escherknot", "mensetmanus", "terminal", "flagup",
                                   "noletters", "xlogo64",    "mailfull",    "letters",  "flagdown"};

std::filesystem::path real_data(lab::Run& run, const std::string& name) {
  const auto folder = lab::get_data(name, [&](const std::string& line) { run.say(line); });
  const lab::DataSet& set = lab::find_data_set(name);
  run.note(fmt::format("pictures from {}: {} (licence: {})", name, set.origin, set.licence));
  return folder;
}

std::vector<Picture> bitmap_pictures(lab::Run& run) {
  const auto folder = real_data(run, "xbitmaps");
  std::vector<Picture> pictures;
  for (const char* name : bitmaps) pictures.push_back(datasets::read_picture(folder / name));
  return pictures;
}

std::vector<Picture> glyph_pictures(lab::Run& run) {
  const auto folder = real_data(run, "unifont");
  return datasets::read_glyphs(folder / "unifont.hex", datasets::from_utf8(run.settings().word("text")));
}

// The first handwritten example of each digit.
std::vector<Picture> digit_pictures(lab::Run& run) {
  const auto folder = real_data(run, "digits");
  const auto digits = datasets::read_digits(folder / "digits.csv.gz");
  std::vector<Picture> pictures;
  for (arma::uword label = 0; label < 10; ++label) {
    const arma::uvec examples = arma::find(digits.labels == label, 1);
    if (!examples.is_empty()) pictures.push_back(datasets::digit_picture(digits, examples[0]));
  }
  return pictures;
}

std::vector<Picture> own_pictures(lab::Run& run, arma::uword size) {
  std::vector<Picture> pictures;
  std::vector<std::string> fitted;
  for (const auto& file : run.settings().words("image")) {
    pictures.push_back(datasets::read_picture(file));
    const auto& gray = pictures.back().gray;
    if (gray.n_rows != size || gray.n_cols != size)
      fitted.push_back(fmt::format("{} ({} × {})", file, gray.n_cols, gray.n_rows));
  }
  if (!fitted.empty())
    run.note(fmt::format("fitted into {0} × {0} pixels: {1}", size, fmt::join(fitted, ", ")));
  return pictures;
}

// A file's name may be in another encoding than UTF-8, or be that of another picture in another folder.
// Tables and figures tell pictures apart by name.
std::string readable_name(std::string name, const std::vector<std::string>& taken) {
  try {
    datasets::from_utf8(name);
  } catch (const std::exception&) {
    for (char& c : name)
      if (static_cast<unsigned char>(c) >= 0x80) c = '?';
  }
  for (char& c : name)
    if (static_cast<unsigned char>(c) < 0x20) c = '?';
  const std::string first = name;
  for (int copy = 2; std::find(taken.begin(), taken.end(), name) != taken.end(); ++copy)
    name = fmt::format("{} ({})", first, copy);
  return name;
}

std::vector<Picture> chosen_pictures(lab::Run& run, arma::uword size) {
  if (!run.settings().words("image").empty()) return own_pictures(run, size);
  const std::string& kind = run.settings().word("pictures");
  try {
    if (kind == "xbitmaps") return bitmap_pictures(run);
    if (kind == "glyphs") return glyph_pictures(run);
    if (kind == "digits") return digit_pictures(run);
  } catch (const lab::Error& problem) {
    run.warn(
        fmt::format("no real pictures could be had, so these are drawn by the program: {}", problem.what()));
  }
  return datasets::drawn_pictures(size);
}

}  // namespace

Memories picture_memories(lab::Run& run) {
  Memories memories;
  memories.size = static_cast<arma::uword>(run.settings().integer("size"));
  auto pictures = chosen_pictures(run, memories.size);
  const bool own = !run.settings().words("image").empty();
  const auto stored = static_cast<std::size_t>(run.settings().integer("stored"));
  if (!own && pictures.size() > stored) pictures.resize(stored);
  const auto threshold = datasets::parse_threshold(run.settings().word("threshold"));
  memories.patterns.set_size(memories.size * memories.size, pictures.size());
  for (std::size_t mu = 0; mu < pictures.size(); ++mu) {
    const auto pattern = datasets::as_pattern(datasets::fit(pictures[mu], memories.size), threshold);
    if (arma::all(pattern == pattern[0]))
      run.warn(fmt::format("{} is all {} at --threshold {}: there is nothing in it to remember",
                           pictures[mu].name, pattern[0] > 0 ? "ink" : "paper",
                           run.settings().word("threshold")));
    memories.patterns.col(mu) = pattern;
    memories.names.push_back(readable_name(pictures[mu].name, memories.names));
  }
  return memories;
}

}  // namespace unroll::experiments
