// What an experiment is: a number and a name, a question, the options that turn it, the published figures it
// is measured against, the pictures it draws, and a body that does it. Pure values: nothing here runs.
#pragma once
#include <array>
#include <functional>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace unroll::lab {

class Run;

// quick: seconds, for tests. lecture: the default, within a minute. paper: the published sizes.
enum class Scale { quick, lecture, paper };
inline constexpr std::array<std::string_view, 3> scale_names{"quick", "lecture", "paper"};
constexpr std::string_view to_string(Scale scale) { return scale_names[static_cast<std::size_t>(scale)]; }

// An option of an experiment, `--name VALUE` on the command line and `name = VALUE` in a settings file.
struct Option {
  enum class Kind { integer, real, choice, flag, word, words };
  std::string name, value_name, help;
  Kind kind = Kind::word;
  std::array<std::string, 3> standard;  // its value at each scale when nothing is said; words: by spaces
  double low = 0, high = 0;             // integer and real: both ends are allowed
  std::vector<std::string> choices = {};
  std::function<void(const std::string&)> check =
      {};  // word, words: throws std::exception saying what is right
};

Option integer_option(std::string name, std::array<long, 3> standard, long low, long high, std::string help);
Option real_option(std::string name, std::array<double, 3> standard, double low, double high,
                   std::string help);
Option choice_option(std::string name, std::array<std::string, 3> standard, std::vector<std::string> choices,
                     std::string help);
Option flag_option(std::string name, std::string help);
// A list of words; `standard` lists the default ones by spaces.
Option words_option(std::string name, std::string value_name, std::array<std::string, 3> standard,
                    std::string help, std::function<void(const std::string&)> check = {});
Option word_option(std::string name, std::string value_name, std::array<std::string, 3> standard,
                   std::string help, std::function<void(const std::string&)> check = {});

// A published figure and the band in which a measurement counts as reproducing it.
struct Claim {
  std::string id;         // what the body calls it
  std::string claim;      // one sentence
  std::string source;     // paper, and the table or figure; "after …" where it is only remembered
  std::string published;  // the figure as printed
  std::string unit;
  double low = -std::numeric_limits<double>::infinity();  // the median of the runs must lie in [low, high]
  double high = std::numeric_limits<double>::infinity();
  std::string reason;  // why this band
};

// A picture. `script` is the gnuplot that draws it from the CSV files of the run folder alone; what it needs
// to know beyond them comes as variables (Run::figure).
struct Figure {
  std::string name;   // name.gp, name.svg, name.png
  std::string title;  // its caption in the report
  std::string alt;    // what it shows, for those who cannot see it
  std::string script;
  // Pixels of the SVG; the PNG has twice as many. A variable NAME_height of the run sets another height.
  int width = 1200, height = 750;
  bool animated = false;       // the script draws frames name-0000.png …, which become one animated PNG
  std::string only_with = {};  // the flag without which it is not drawn; empty: it always is
};

struct Equation {
  std::string name, text, mathml;
};

struct Experiment {
  int number = 0;         // number, slug and equations come from the folder and its equations.txt
  std::string slug = {};  // NN_noun_phrase without NN
  std::vector<Equation> equations = {};

  std::string title, part;  // part: of the syllabus, "I Energy"
  std::string shows;        // half a line for `unroll list`
  std::string question;
  std::array<std::string, 3> takes;  // about how long it runs at each scale
  std::vector<std::string> references;
  std::vector<Option> options;
  std::vector<Claim> claims;
  std::vector<Figure> figures;  // the first is the key picture of the gallery
  std::function<void(Run&)> body;

  std::string folder() const;  // NN_slug
};

}  // namespace unroll::lab
