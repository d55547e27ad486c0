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

// The pictures of the Debian package xbitmaps: ten that are large enough to be recognised, the best ones
// first, and then the rest.
constexpr const char* bitmaps[] = {"woman",     "escherknot", "mensetmanus", "terminal",
                                   "flagup",    "noletters",  "xlogo64",     "mailfull",
                                   "letters",   "flagdown",   "xsnow",       "calculator",
                                   "mailempty", "sipb",       "wingdogs",    "tie_fighter"};

constexpr const char* cyrillic = "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюя";
constexpr const char* latin = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr const char* greek = "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρσςτυφχψω";

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

// The pattern of each picture in size × size units.
arma::fvec pattern_of(const lab::Run& run, const Picture& picture, arma::uword size) {
  return datasets::as_pattern(datasets::fit(picture, size),
                              datasets::parse_threshold(run.settings().word("threshold")));
}

}  // namespace

std::vector<Picture> chosen_pictures(lab::Run& run) {
  const auto size = run.settings().count("size");
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

Memories picture_memories(lab::Run& run, std::vector<Picture> pictures) {
  Memories memories;
  memories.size = run.settings().count("size");
  const bool own = !run.settings().words("image").empty();
  const auto stored = run.settings().count("stored");
  if (!own && pictures.size() > stored) pictures.resize(stored);
  memories.patterns.set_size(memories.size * memories.size, pictures.size());
  for (std::size_t mu = 0; mu < pictures.size(); ++mu) {
    const arma::fvec pattern = pattern_of(run, pictures[mu], memories.size);
    if (arma::all(pattern == pattern[0]))
      run.warn(fmt::format("{} is all {} at --threshold {}: there is nothing in it to remember",
                           pictures[mu].name, pattern[0] > 0 ? "ink" : "paper",
                           run.settings().word("threshold")));
    memories.patterns.col(mu) = pattern;
    memories.names.push_back(readable_name(pictures[mu].name, memories.names));
  }
  return memories;
}

std::vector<Picture> letters(lab::Run& run) {
  const std::string& alphabet = run.settings().word("alphabet");
  if (alphabet == "none") return {};
  const bool all = alphabet == "all";
  std::string text;
  if (all || alphabet == "cyrillic") text += cyrillic;
  if (all || alphabet == "latin") text += latin;
  if (all || alphabet == "greek") text += greek;
  try {
    return datasets::read_glyphs(real_data(run, "unifont") / "unifont.hex", datasets::from_utf8(text));
  } catch (const lab::Error& problem) {
    run.warn(fmt::format("no letters could be had, so only the pictures are stored in growing numbers: {}",
                         problem.what()));
    return {};
  }
}

arma::fmat different_patterns(const lab::Run& run, const std::vector<Picture>& pictures, arma::uword size) {
  arma::fmat patterns(size * size, pictures.size());
  arma::uword kept = 0;
  for (const auto& picture : pictures) {
    const arma::fvec pattern = pattern_of(run, picture, size);
    bool fresh = true;
    for (arma::uword mu = 0; mu < kept && fresh; ++mu) fresh = !arma::all(patterns.col(mu) == pattern);
    if (fresh) patterns.col(kept++) = pattern;
  }
  return patterns.head_cols(kept);
}

}  // namespace unroll::experiments
