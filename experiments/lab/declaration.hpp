// What an experiment declares in its experiment.toml: question, options, tables, findings, figures. Pure values; nothing here
// runs. The build checks the file and compiles it, with title, references and equations filled in, to the JSON that the
// programs read (read_declaration.hpp).
#pragma once
#include <array>
#include <filesystem>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "table.hpp"

namespace unroll::lab {

// quick: seconds, for tests. lecture: the default, within a minute. paper: the published sizes.
enum class Scale { quick, lecture, paper };
inline constexpr std::array<std::string_view, 3> scale_names{"quick", "lecture", "paper"};
constexpr std::string_view to_string(Scale scale) { return scale_names[static_cast<std::size_t>(scale)]; }

using Words = std::vector<std::string>;

// An option of an experiment, `--name VALUE` on the command line and `name = VALUE` in a settings file.
struct Option {
  enum class Kind { integer, real, choice, flag, seeds, word, words, integers, reals };
  std::string name, value_name = {}, help = {};
  Kind kind = Kind::word;
  std::array<Words, 3> standard = {};  // its values at each scale when the user says nothing
  double low = 0, high = 0;            // integer, real, integers and reals: both ends are allowed
  Words choices = {};
  std::string check = {};   // word, words: the name of a check that the experiment's program has
  std::uint64_t first = 1;  // seeds: seed 1 draws from the streams of this number

  bool takes_list() const { return kind >= Kind::words; }
};
inline constexpr std::array<std::string_view, 9> kind_names{"integer", "real",  "choice",   "flag", "seeds",
                                                            "word",    "words", "integers", "reals"};

struct TableDeclaration {
  std::string name, help;
  Words columns;
  std::string only_with = {};  // the flag without which it is not written
  bool clock = false;          // it holds times: no two runs agree on it
};

// A published figure is reproduced or it differs. A law, a theorem or an exact bound, holds in every run or is violated. A
// comparison of ours comes out as expected or not.
enum class FindingKind { published, law, comparison };
inline constexpr std::array<std::string_view, 3> finding_kind_names{"published", "law", "comparison"};
constexpr std::string_view to_string(FindingKind kind) {
  return finding_kind_names[static_cast<std::size_t>(kind)];
}

// The values of a finding, read from a table: `column` of the rows in which all of `where` hold, one value a seed. With
// `against`, the rows with these conditions changed are subtracted or divided by, seed by seed.
struct Selection {
  std::string table, column;
  Conditions where = {}, against = {};
  char compare = 0;       // '-' or '/': what is done with `against`; 0: nothing
  std::string each = {};  // max, min, mean, sum, median, first, last: reduces several rows of a seed to one
};

// A setting under which a finding is judged: one of these words, or a number from low to high.
struct Requirement {
  std::string option;
  Words words = {};
  double low = 0, high = 0;
};

// A claim that can be measured, and the band in which a measurement counts as reproducing it.
struct Claim {
  std::string id;  // what the code calls it
  std::string claim;
  std::string source;     // paper, and the table or figure
  std::string published;  // the figure as printed
  std::string unit;
  FindingKind kind = FindingKind::published;
  double low = -std::numeric_limits<double>::infinity(), high = std::numeric_limits<double>::infinity();
  std::string reason;  // why this band
  std::string differs_class = {},
              differs_by = {};  // where the reference run differs: the class of the cause, and a sentence
  std::vector<Requirement> given = {};  // the settings under which it is judged
  Selection value = {};                 // without a table: the program's own code measures it
};

// A picture. `script` is the gnuplot that draws it from the CSV files of the run folder alone.
struct Figure {
  std::string name;   // name.gp, name.svg, name.png
  std::string title;  // its caption in the report
  std::string alt;    // what it shows, for those who cannot see it
  std::string script = {};
  std::map<std::string, std::string> words = {};  // what it prints: gnuplot variables, as expressions
  // Pixels of the SVG; the PNG has twice as many. A variable NAME_height of the run sets another height.
  int width = 1200, height = 750;
  bool animated = false;       // the script draws frames name-0000.png …, which become one animated PNG
  std::string only_with = {};  // the flag without which it is not drawn; empty: it always is
};

struct Equation {
  std::string name, text, mathml;
};

struct Reference {
  std::string key, text, url;
};

struct Declaration {
  int number = 0;
  std::string slug, title, part, shows;  // from the syllabus
  std::string question;
  std::array<std::string, 3> takes;  // about how long it runs at each scale
  Words harness = {};                // what the harness adds to it: gradients, states, curves
  std::vector<Reference> references = {};
  std::vector<Equation> equations = {};
  std::vector<Option> options = {};
  std::vector<TableDeclaration> tables = {};
  std::vector<Summary> summaries = {};
  std::vector<Claim> claims = {};
  std::vector<Figure> figures = {};  // the first is the key picture of the gallery

  std::string folder() const;  // NN_slug
  const Option* option(std::string_view name) const;
  const TableDeclaration* table(std::string_view name) const;
  const Claim* claim(std::string_view id) const;
};

// The compiled form. Throws std::invalid_argument for text that is none.
std::string to_json(const Declaration& declaration);
Declaration declaration_of_json(const std::string& json);

}  // namespace unroll::lab
