# What every target of the project is built with.

option(UNROLL_WERROR "Treat warnings as errors" OFF)
set(UNROLL_SANITIZE "" CACHE STRING "Sanitizers for -fsanitize=, for example address,undefined")
option(UNROLL_COVERAGE "Count executed lines" OFF)

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
# Programs too, so that they can read the precompiled headers of the libraries.
add_compile_options(-fPIC)
if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Release or Debug" FORCE)
endif()
# -O3 without the parts of fast-math that change results: no contraction, so that the same source gives
# the same bits with and without FMA; only errno and traps, which nothing here reads, are given up.
set(CMAKE_CXX_FLAGS_RELEASE "-O3 -fno-math-errno -fno-trapping-math -ffp-contract=off")

find_program(UNROLL_CCACHE ccache)
if(UNROLL_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${UNROLL_CCACHE})
endif()

add_library(unroll_warnings INTERFACE)
# GCC 12 sees overflows in fmt's own buffer and in std::string's +, and an overlap there, where there are none,
# and under the sanitizers unset values in std::regex.
target_compile_options(unroll_warnings INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow
                       $<$<CXX_COMPILER_ID:GNU>:-Wno-stringop-overflow>
                       $<$<CXX_COMPILER_ID:GNU>:-Wno-stringop-overread> $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
                       $<$<CXX_COMPILER_ID:GNU>:-Wno-array-bounds>
                       $<$<BOOL:${UNROLL_WERROR}>:-Werror>)
if(UNROLL_SANITIZE)
  target_compile_options(unroll_warnings INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
  # The vptr check opens pipes to look at memory, and some tests take all descriptors away.
  add_compile_options(-fsanitize=${UNROLL_SANITIZE} -fno-sanitize=vptr -fno-sanitize-recover=all
                      -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${UNROLL_SANITIZE})
endif()
if(UNROLL_COVERAGE)
  add_compile_options(--coverage)
  add_link_options(--coverage)
endif()

include(ArmadilloTarget)
