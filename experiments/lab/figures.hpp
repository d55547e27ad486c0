// Figures: the gnuplot script that stands beside each picture, and the pictures it draws from the CSV files.
#pragma once
#include <filesystem>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "declaration.hpp"
#include "run.hpp"

namespace unroll::lab {

// A number, a text or a list as a gnuplot expression. From a list a script's word() takes each entry again, blanks within it and
// all.
std::string script_number(double value);
std::string script_text(const std::string& text);
std::string script_list(const std::vector<std::string>& list);

// Every option as a variable option_NAME, hyphens as underscores.
Variables option_variables(const Declaration& declaration, const Settings& settings);

// The complete script of a figure: the house style, the variables, the figure's words, and its own lines. It draws one
// format, 'svg' unless the variable `format` says 'png'; an animation draws PNG frames. Throws std::logic_error if a word has
// the name of a variable.
std::string figure_script(const Figure& figure, const Variables& variables);

// Runs NAME.gp in `folder`, where NAME is figure["name"], once for each of figure["formats"], and notes in `figure` the files
// it made ("files", "show") or, where gnuplot is missing or failed, what to do about it ("missing"). A figure without
// "formats", of an older run, draws all in one go. Never throws for gnuplot's sake: a run is worth keeping without its
// pictures.
void draw_figure(const std::filesystem::path& folder, nlohmann::ordered_json& figure);

}  // namespace unroll::lab
