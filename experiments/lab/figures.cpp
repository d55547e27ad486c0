#include "figures.hpp"

#include <fmt/format.h>

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

std::string terminal(const Figure& figure, const std::string& format) {
  if (format == "svg")
    return fmt::format("set terminal svg size {},{} font 'DejaVu Sans,22' background rgb 'white' dynamic",
                       figure.width, figure.height);
  const int twice = figure.animated ? 1 : 2;
  return fmt::format(
      "set terminal pngcairo size {},{} font 'DejaVu Sans,22' fontscale {} linewidth {} pointscale {} "
      "background rgb 'white' noenhanced",
      twice * figure.width, twice * figure.height, twice, twice, twice);
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

}  // namespace

std::string figure_script(const Figure& figure, const Variables& variables) {
  std::string script =
      fmt::format("# {}\n# Draw again, here: gnuplot {}.gp   or, with the report: unroll plot .\n",
                  figure.title, figure.name);
  script += house_style;
  for (const auto& [name, value] : variables) script += fmt::format("{} = {}\n", name, value);
  if (figure.animated) return script + terminal(figure, "png") + "\n" + figure.script;
  script += "do for [format in 'svg png'] {\n";
  for (const std::string format : {"svg", "png"})
    script += fmt::format("if (format eq '{}') {{\n  {}\n}}\n", format, terminal(figure, format));
  script += fmt::format("set output '{}.'.format\n{}\nunset output\n}}\n", figure.name, figure.script);
  return script;
}

void draw_figure(const fs::path& folder, nlohmann::ordered_json& figure) {
  const std::string name = figure.at("name");
  const bool animated = figure.at("animated");
  figure["files"] = nlohmann::ordered_json::array();
  figure["show"] = nullptr;
  figure["missing"] = nullptr;
  const auto missing = [&](const std::string& why) {
    figure["missing"] = fmt::format("{}; then `unroll plot` on this folder draws the picture", why);
  };
  ProcessResult gnuplot;
  try {
    if (animated) remove_frames(folder, name);
    gnuplot = run_process({"gnuplot", name + ".gp"}, folder);
  } catch (const Error& problem) {
    return missing(problem.what());
  }
  if (!gnuplot.started) return missing("gnuplot was not found; install it (Debian: gnuplot-nox)");
  if (gnuplot.status != 0)
    return missing(
        fmt::format("gnuplot ended with status {} on {}.gp ({}); mend the script or the installation",
                    gnuplot.status, name, gnuplot.output.substr(0, 300)));
  if (animated) {
    try {
      assemble_animation(folder, name);
    } catch (const Error& problem) {
      return missing(problem.what());
    }
  }
  if (const fs::path svg = folder / (name + ".svg"); fs::exists(svg)) keep_cells_sharp(svg);
  for (const std::string ending : {".svg", ".png"})
    if (fs::exists(folder / (name + ending))) figure["files"].push_back(name + ending);
  if (figure["files"].empty())
    return missing(fmt::format("{}.gp ran but drew nothing; mend the script", name));
  figure["show"] = figure["files"].back();
}

}  // namespace unroll::lab
