# Writes OUTPUT, a header with what only the build knows.
execute_process(COMMAND git -C ${SOURCE} describe --always --dirty --abbrev=12 OUTPUT_VARIABLE revision
                OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE failed)
if(failed)
  set(revision unknown)
endif()
file(REMOVE ${OUTPUT})  # so that its time changes even where its text does not
file(CONFIGURE OUTPUT ${OUTPUT} @ONLY CONTENT "// Written while building.
#pragma once

namespace unroll::lab::build {
inline constexpr const char* git_revision = \"@revision@\";
inline constexpr const char* version = \"@VERSION@\";
inline constexpr const char* compiler = \"@COMPILER@\";
inline constexpr const char* type = \"@TYPE@\";
inline constexpr const char* source = \"@SOURCE@\";
inline constexpr const char* armadillo = \"@ARMADILLO@\";
}  // namespace unroll::lab::build
")
