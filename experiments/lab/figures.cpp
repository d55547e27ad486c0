#include "figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string_view>

#include "animation.hpp"
#include "embedded/house_gp.hpp"
#include "error.hpp"
#include "files.hpp"
#include "process.hpp"

namespace unroll::lab {
namespace fs = std::filesystem;
namespace {

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
void run_gnuplot(const fs::path& folder, const std::string& name, bool animated, const std::string& format) {
  if (animated) remove_frames(folder, name);
  std::vector<std::string> command{"gnuplot"};
  if (!format.empty()) command.insert(command.end(), {"-e", "format='" + format + "'"});
  command.push_back(name + ".gp");
  const ProcessResult gnuplot = run_process(command, folder);
  if (!gnuplot.started) throw Error("gnuplot was not found; install it (Debian: gnuplot-nox)");
  if (gnuplot.status != 0)
    throw Error(fmt::format("gnuplot ended with status {} on {}.gp ({}); mend the script or the installation",
                            gnuplot.status, name, gnuplot.output.substr(0, 300)));
  if (animated) assemble_animation(folder, name);
}

}  // namespace

std::string script_number(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value > 0 ? "1e308" : "-1e308";
  // Always a real number, because gnuplot divides whole ones without a remainder.
  const std::string text = fmt::format("{}", value);
  return text.find_first_of(".e") == std::string::npos ? text + ".0" : text;
}

std::string script_text(const std::string& text) {
  const bool lines =
      text.find('\n') != std::string::npos;  // single quotes keep a text as it is, but on one line
  std::string quoted;
  for (const char c : text)
    if (!lines)
      quoted += c == '\'' ? std::string("''") : std::string(1, c);
    else
      quoted += c == '\n'                           ? "\\n"
                : c == '"' || c == '\\' || c == '`' ? std::string{'\\', c}
                                                    : std::string(1, c);
  return lines ? '"' + quoted + '"' : '\'' + quoted + '\'';
}

std::string script_list(const std::vector<std::string>& list) {
  std::string text;
  for (std::string word : list) {
    std::replace(word.begin(), word.end(), '"', '\'');  // gnuplot takes what is quoted for one word
    for (std::size_t at = 0; (at = word.find('\n', at)) != word.npos; at += 2) word.replace(at, 1, "\\n");
    text += fmt::format("{}\\\"{}\\\"", text.empty() ? "" : " ", word);
  }
  return '"' + text + '"';
}

Variables option_variables(const Declaration& declaration, const Settings& settings) {
  Variables variables;
  for (const Option& option : declaration.options) {
    using Kind = Option::Kind;
    std::string name = "option_" + option.name;
    std::replace(name.begin(), name.end(), '-', '_');
    const Words& values = settings.all().at(option.name);
    if (option.takes_list())
      variables[name] = script_list(values);
    else if (option.kind == Kind::integer || option.kind == Kind::real)
      variables[name] = values[0];
    else if (option.kind == Kind::flag)
      variables[name] = values[0] == "yes" ? "1" : "0";
    else
      variables[name] = script_text(values[0]);
  }
  return variables;
}

std::string figure_script(const Figure& figure, const Variables& variables) {
  std::string script = fmt::format(
      "# {}\n# Draw again, here: gnuplot -e \"format='png'\" {}.gp   or, with the report: unroll plot .\n",
      figure.title, figure.name);
  script += embedded::house_gp;
  script += "\n# What this run has to say.\n";
  for (const auto& [name, value] : variables) script += fmt::format("{} = {}\n", name, value);
  for (const auto& [name, text] : figure.words) {
    if (variables.contains(name))
      throw std::logic_error(
          fmt::format("the word {} of figure {} has the name of a variable", name, figure.name));
    script += fmt::format("{} = {}\n", name, text);
  }
  if (figure.animated) return script + terminal(figure, variables, "png") + "\n\n" + figure.script;
  script += "if (!exists('format')) { format = 'svg' }\n";
  for (const std::string format : {"svg", "png"})
    script += fmt::format("if (format eq '{}') {{ {} }}\n", format, terminal(figure, variables, format));
  script += fmt::format("set output '{}.'.format\n\n{}\nunset output\n", figure.name, figure.script);
  return script;
}

void draw_figure(const fs::path& folder, nlohmann::ordered_json& figure) {
  const std::string name = figure.at("name");
  figure["files"] = nlohmann::ordered_json::array();
  figure["show"] = nullptr;
  figure["missing"] = nullptr;
  try {
    const nlohmann::ordered_json formats = figure.value("formats", nlohmann::ordered_json::array({""}));
    for (const auto& format : formats) run_gnuplot(folder, name, figure.at("animated"), format);
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
