// Figures: the gnuplot script that stands beside each picture, and the pictures it draws from the CSV files.
#pragma once
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "experiment.hpp"

namespace unroll::lab {

// What a script needs to know beyond the CSV files: gnuplot variables by name, as gnuplot expressions.
using Variables = std::map<std::string, std::string>;

// A list as one such expression, from which a script's `word` takes each again, blanks within it and all.
std::string script_words(const std::vector<std::string>& all);

// The complete script of a figure: the house style, the variables, and the figure's own lines, once for SVG
// and once for PNG. An animation's is drawn once, as PNG frames.
std::string figure_script(const Figure& figure, const Variables& variables);

// Runs NAME.gp in `folder`, where NAME is figure["name"], and notes in `figure` the files it made ("files",
// "show") or, where gnuplot is missing or failed, what to do about it ("missing"). Never throws for gnuplot's
// sake: a run is worth keeping without its pictures.
void draw_figure(const std::filesystem::path& folder, nlohmann::ordered_json& figure);

}  // namespace unroll::lab
