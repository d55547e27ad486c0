#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "datasets/digits.hpp"
#include "datasets/drawn.hpp"
#include "datasets/glyphs.hpp"
#include "datasets/pattern.hpp"
#include "experiments/lab/data.hpp"
#include "experiments/lab/error.hpp"
#include "restoration.hpp"

namespace unroll::experiments {
namespace {

using datasets::Picture;

// The pictures of the Debian package xbitmaps: ten that are large enough to be recognised, the best ones
// first, and then the rest.
constexpr const char* bitmaps[] = {"woman",     "escherknot", "mensetmanus", "terminal",
                                   "flagup",    "noletters",  "xlogo64",     "mailfull",
                                   "letters",   "flagdown",   "xsnow",       "calculator",
                                   "mailempty", "sipb",       "wingdogs",    "tie_fighter"};

const std::pair<std::string, std::string> alphabets[]{
    {"cyrillic", "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюя"},
    {"latin", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"},
    {"greek", "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρσςτυφχψω"}};

std::filesystem::path real_data(lab::Run& run, const std::string& name) {
  const auto folder = lab::get_data(name, [&](const std::string& line) { run.say(line); });
  const lab::DataSet& set = lab::find_data_set(name);
  run.note(fmt::format("pictures from {}: {} (licence: {})", name, set.origin, set.licence));
  return folder;
}

std::vector<Picture> glyphs(lab::Run& run, const std::string& text) {
  return datasets::read_glyphs(real_data(run, "unifont") / "unifont.hex", datasets::from_utf8(text));
}

std::vector<Picture> real_pictures(lab::Run& run, const std::string& kind) {
  if (kind == "glyphs") return glyphs(run, run.settings().word("text"));
  const auto folder = real_data(run, kind);
  std::vector<Picture> pictures;
  if (kind == "xbitmaps") {
    for (const char* name : bitmaps) pictures.push_back(datasets::read_picture(folder / name));
    return pictures;
  }
  const auto digits = datasets::read_digits(folder / "digits.csv.gz");  // the first example of each digit
  for (arma::uword label = 0; label < 10; ++label) {
    const arma::uvec examples = arma::find(digits.labels == label, 1);
    if (!examples.is_empty()) pictures.push_back(datasets::digit_picture(digits, examples[0]));
  }
  return pictures;
}

std::vector<Picture> pictures_of_user(lab::Run& run, arma::uword size) {
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
  bool utf8 = true;
  try {
    datasets::from_utf8(name);
  } catch (const std::exception&) {
    utf8 = false;
  }
  for (char& c : name)
    if (const auto byte = static_cast<unsigned char>(c); byte < 0x20 || (byte >= 0x80 && !utf8)) c = '?';
  const std::string first = name;
  for (int copy = 2; std::ranges::count(taken, name) > 0; ++copy) name = fmt::format("{} ({})", first, copy);
  return name;
}

// The pattern of a picture in size × size units.
arma::fvec pattern_of(const lab::Run& run, const Picture& picture, arma::uword size) {
  return datasets::as_pattern(datasets::fit(picture, size),
                              datasets::parse_threshold(run.settings().word("threshold")));
}

}  // namespace

std::vector<Picture> chosen_pictures(lab::Run& run) {
  const auto size = run.settings().count("size");
  const std::string& kind = run.settings().word("pictures");
  if (!run.settings().words("image").empty()) return pictures_of_user(run, size);
  try {
    if (kind != "drawn") return real_pictures(run, kind);
  } catch (const lab::Error& problem) {
    run.warn(fmt::format("real pictures are missing, so these are drawn by the program: {}", problem.what()));
  }
  return datasets::drawn_pictures(size);
}

Memories stored_memories(lab::Run& run, std::vector<Picture> pictures) {
  Memories memories;
  memories.size = run.settings().count("size");
  const auto stored = run.settings().count("stored");
  if (run.settings().words("image").empty() && pictures.size() > stored) pictures.resize(stored);
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
  std::string text;
  for (const auto& [name, characters] : alphabets)
    if (alphabet == "all" || alphabet == name) text += characters;
  if (text.empty()) return {};
  try {
    return glyphs(run, text);
  } catch (const lab::Error& problem) {
    run.warn(fmt::format("letters are missing, so only the pictures are stored in growing numbers: {}",
                         problem.what()));
    return {};
  }
}

arma::fmat different_patterns(const lab::Run& run, const std::vector<Picture>& pictures, arma::uword size) {
  arma::fmat patterns(size * size, 0);
  for (const auto& picture : pictures) {
    const arma::fvec pattern = pattern_of(run, picture, size);
    bool fresh = true;
    patterns.each_col([&](const arma::fvec& other) { fresh = fresh && arma::any(other != pattern); });
    if (fresh) patterns.insert_cols(patterns.n_cols, pattern);
  }
  return patterns;
}

}  // namespace unroll::experiments
