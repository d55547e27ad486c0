#include "figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "animation.hpp"
#include "error.hpp"
#include "files.hpp"
#include "process.hpp"

namespace unroll::lab {
namespace fs = std::filesystem;
namespace {

// Colours: Okabe & Ito's, told apart by colour-blind eyes; dashes and points tell them apart in grey.
constexpr const char* house_style = R"(set encoding utf8
set datafile separator ','
set linetype 1 linecolor rgb '#0072B2' linewidth 4 dashtype 1 pointtype 7 pointsize 1.4
set linetype 2 linecolor rgb '#D55E00' linewidth 4 dashtype (14,5) pointtype 5 pointsize 1.3
set linetype 3 linecolor rgb '#009E73' linewidth 4 dashtype (4,4) pointtype 9 pointsize 1.6
set linetype 4 linecolor rgb '#CC79A7' linewidth 4 dashtype (14,4,3,4) pointtype 13 pointsize 1.7
set linetype 5 linecolor rgb '#000000' linewidth 4 dashtype (2,5) pointtype 4 pointsize 1.4
set linetype 6 linecolor rgb '#E69F00' linewidth 4 dashtype (8,4) pointtype 6 pointsize 1.4
set linetype 7 linecolor rgb '#56B4E9' linewidth 4 dashtype (3,2) pointtype 8 pointsize 1.6
set linetype cycle 7
set style fill transparent solid 0.2 noborder
set border 3 linewidth 1.5
set tics nomirror
set grid linecolor rgb '#dddddd' linewidth 1
set key samplen 4 spacing 1.15
set tmargin 1.5
)";

std::string terminal(const Figure& figure, const Variables& variables, const std::string& format) {
  const auto asked = variables.find(figure.name + "_height");
  const int height = asked == variables.end() ? figure.height : std::stoi(asked->second);
  if (format == "svg")
    return fmt::format("set terminal svg size {},{} font 'DejaVu Sans,22' background rgb 'white' dynamic",
                       figure.width, height);
  const int twice = figure.animated ? 1 : 2;
  return fmt::format(
      "set terminal pngcairo size {},{} font 'DejaVu Sans,22' fontscale {} linewidth {} pointscale {} "
      "background rgb 'white' noenhanced",
      twice * figure.width, twice * height, twice, twice, twice);
}

// gnuplot embeds the cells of a picture as a small image, which viewers would blur when they enlarge it.
void keep_cells_sharp(const fs::path& svg) {
  constexpr std::string_view plain = "<image ", sharp = "<image style='image-rendering:pixelated' ";
  std::string text = read_file(svg);
  if (text.find(sharp) != std::string::npos) return;  // an older drawing that the script left as it was
  bool changed = false;
  for (std::size_t at = 0; (at = text.find(plain, at)) != std::string::npos; at += sharp.size()) {
    text.replace(at, plain.size(), sharp);
    changed = true;
  }
  if (changed) write_file(svg, text);
}

// Frames that a drawing which failed left behind would be shown as part of the next, if that has fewer.
void remove_frames(const fs::path& folder, const std::string& name) {
  std::error_code ignored;
  for (std::size_t k = 0; fs::remove(folder / fmt::format("{}-{:04}.png", name, k), ignored); ++k) {
  }
}

// Throws Error for a picture that the disk had no room for: it is cut short, and gnuplot does not say so.
void check_whole(const fs::path& picture) {
  const std::string end = picture.extension() == ".svg" ? "</svg>" : "IEND", bytes = read_file(picture);
  if (bytes.find(end, bytes.size() - std::min<std::size_t>(bytes.size(), 16)) != std::string::npos) return;
  fs::remove(picture);
  throw Error(fmt::format("{} was cut short; make room on the disk", picture.filename().string()));
}

// Throws Error that names the remedy if there is no gnuplot or it fails.
void run_gnuplot(const fs::path& folder, const std::string& name, bool animated) {
  if (animated) remove_frames(folder, name);
  const ProcessResult gnuplot = run_process({"gnuplot", name + ".gp"}, folder);
  if (!gnuplot.started) throw Error("gnuplot was not found; install it (Debian: gnuplot-nox)");
  if (gnuplot.status != 0)
    throw Error(fmt::format("gnuplot ended with status {} on {}.gp ({}); mend the script or the installation",
                            gnuplot.status, name, gnuplot.output.substr(0, 300)));
  if (animated) assemble_animation(folder, name);
}

}  // namespace

std::string script_words(const std::vector<std::string>& all) {
  std::string text;
  for (std::string word : all) {
    std::replace(word.begin(), word.end(), '"', '\'');  // gnuplot takes what is quoted for one word
    text += fmt::format("{}\\\"{}\\\"", text.empty() ? "" : " ", word);
  }
  return '"' + text + '"';
}

std::string figure_script(const Figure& figure, const Variables& variables) {
  std::string script =
      fmt::format("# {}\n# Draw again, here: gnuplot {}.gp   or, with the report: unroll plot .\n",
                  figure.title, figure.name);
  script += house_style;
  for (const auto& [name, value] : variables) script += fmt::format("{} = {}\n", name, value);
  if (figure.animated) return script + terminal(figure, variables, "png") + "\n" + figure.script;
  script += "do for [format in 'svg png'] {\n";
  for (const std::string format : {"svg", "png"})
    script += fmt::format("if (format eq '{}') {{\n  {}\n}}\n", format, terminal(figure, variables, format));
  script += fmt::format("set output '{}.'.format\n{}\nunset output\n}}\n", figure.name, figure.script);
  return script;
}

void draw_figure(const fs::path& folder, nlohmann::ordered_json& figure) {
  const std::string name = figure.at("name");
  figure["files"] = nlohmann::ordered_json::array();
  figure["show"] = nullptr;
  figure["missing"] = nullptr;
  try {
    run_gnuplot(folder, name, figure.at("animated"));
    for (const std::string ending : {".svg", ".png"})
      if (const fs::path file = folder / (name + ending); fs::exists(file)) {
        if (ending == ".svg") keep_cells_sharp(file);
        check_whole(file);
        figure["files"].push_back(name + ending);
      }
    if (figure["files"].empty())
      throw Error(fmt::format("{}.gp ran but drew nothing; mend the script", name));
    figure["show"] = figure["files"].back();
  } catch (const Error& problem) {
    std::string why = problem.what();  // gnuplot says things in several lines
    std::replace(why.begin(), why.end(), '\n', ' ');
    figure["files"] = nlohmann::ordered_json::array();
    figure["missing"] = fmt::format("{}; then `unroll plot` on this folder draws the picture", why);
  }
}

}  // namespace unroll::lab
