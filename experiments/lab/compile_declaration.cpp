// compile_declaration SOURCE FOLDER OUTPUT: checks the experiment.toml of the folder NN_slug and writes it as the JSON that the
// programs read. The syllabus lies beside
// it; SOURCE is the project's folder, with the bibliography.
#include <fmt/format.h>

#include <cstdio>
#include <filesystem>

#include "error.hpp"
#include "files.hpp"
#include "process.hpp"
#include "read_declaration.hpp"

namespace unroll::lab {
namespace {

namespace fs = std::filesystem;

// blahtexml reads TeX and writes MathML in an envelope of its own.
std::string typeset(const std::string& tex, const fs::path& scratch) {
  write_file(scratch, tex);
  const ProcessResult ended =
      run_process({"sh", "-c", "exec blahtexml --mathml --displaymath < \"$1\"", "sh", scratch.string()});
  fs::remove(scratch);
  if (!ended.started || ended.status == 127)
    throw Error("blahtexml, which typesets the equations, was not found (Debian: blahtexml)");
  const auto begin = ended.output.find("<markup>"), end = ended.output.find("</markup>");
  if (ended.output.find("<error>") != std::string::npos || begin == std::string::npos ||
      end == std::string::npos)
    throw std::invalid_argument(ended.output);
  std::string mathml = ended.output.substr(begin + 8, end - begin - 8);
  mathml.erase(0, mathml.find_first_not_of('\n'));
  mathml.erase(mathml.find_last_not_of('\n') + 1);
  return mathml;
}

void compile(const fs::path& source, const fs::path& folder, const fs::path& output) {
  const fs::path bibliography = source / "docs" / "references.json";
  const DeclarationContext context{
      .syllabus = parse_syllabus(read_file(folder.parent_path() / "syllabus.txt")),
      .references = Bibliography::parse(read_file(bibliography), bibliography.string()),
      .harness = source / "experiments" / "lab" / "harness",
      .typeset = [&](const std::string& tex) { return typeset(tex, output.string() + ".tex"); }};
  write_file(output, to_json(read_declaration_toml(folder, context)));
}

}  // namespace
}  // namespace unroll::lab

int main(int argc, char** argv) {
  if (argc != 4) {
    fmt::print(stderr, "usage: compile_declaration SOURCE FOLDER OUTPUT\n");
    return 2;
  }
  try {
    unroll::lab::compile(argv[1], argv[2], argv[3]);
    return 0;
  } catch (const std::exception& problem) {
    fmt::print(stderr, "{}\n", problem.what());
    return 1;
  }
}
