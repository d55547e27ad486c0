// Reads and checks an experiment.toml. Used while building, so that a mistake in it is one clear sentence of the build and never
// of a lecture.
#pragma once
#include <filesystem>
#include <functional>
#include <string>

#include "declaration.hpp"
#include "references.hpp"
#include "syllabus.hpp"

namespace unroll::lab {

// What a declaration refers to.
struct DeclarationContext {
  std::vector<Planned> syllabus;
  Bibliography references;
  std::filesystem::path harness;  // the folder of the figures that all trained networks have
  // TeX as MathML; throws std::invalid_argument for TeX that cannot be typeset.
  std::function<std::string(const std::string& tex)> typeset;
};

// The declaration of the folder NN_slug. Throws std::invalid_argument with one sentence that names the file, the line where
// there is one, what is wrong and what would be right: an unknown key, a key that is missing, a band that nothing can lie
// outside of, a figure without a script and a script without a figure, a selection from a table or column that is not
// declared.
Declaration read_declaration_toml(const std::filesystem::path& folder, const DeclarationContext& context);

}  // namespace unroll::lab
