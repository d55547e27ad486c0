# unroll_experiment(<NN_slug> <chapter>... [TRAINS] [PLACE <folder>]): an experiment is a program of its own, bin/NN_slug, which
# `unroll` starts.
#
# The chapters of models/ and datasets/ that it is built from are named, so that nothing else is compiled for it. TRAINS adds
# the training harness and the lineup of cells. Its declaration, experiment.toml, is checked while building and left, with the
# equations typeset, in share/unroll; so a mistake in it is a sentence of the build. The code without its main is the library
# experiment_NN_slug, which the tests link.
#
# PLACE builds it into <folder>/bin and <folder>/share instead, beside another `unroll` (unroll_command) with another syllabus.
find_program(BLAHTEXML blahtexml)
if(NOT BLAHTEXML)
  message(FATAL_ERROR "blahtexml, which typesets the equations, was not found (Debian: blahtexml)")
endif()

function(unroll_experiment name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "TRAINS" "PLACE" "")
  if(NOT arg_PLACE)
    set(arg_PLACE ${PROJECT_BINARY_DIR})
    set_property(GLOBAL APPEND PROPERTY UNROLL_EXPERIMENTS ${name})
  endif()
  list(TRANSFORM arg_UNPARSED_ARGUMENTS PREPEND unroll_ OUTPUT_VARIABLE libraries)
  if(arg_TRAINS)
    list(APPEND libraries unroll_harness unroll_lineup)
  endif()
  set(folder ${CMAKE_CURRENT_SOURCE_DIR}/${name})
  # A folder changes when a file is added to it; globs checked at every build would run at every call.
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${folder} ${folder}/figures)
  file(GLOB sources ${folder}/*.cpp)
  add_library(experiment_${name} STATIC ${sources})
  target_link_libraries(experiment_${name} PUBLIC unroll_lab ${libraries} PRIVATE unroll_warnings)
  # An experiment is compiled in one go, in less than half the time.
  set_target_properties(experiment_${name} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 0)
  target_precompile_headers(experiment_${name} REUSE_FROM unroll_armadillo)
  add_executable(${name} ${PROJECT_SOURCE_DIR}/experiments/lab/program.cpp)
  target_link_libraries(${name} PRIVATE experiment_${name} unroll_warnings)
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${arg_PLACE}/bin)
  unroll_declaration(${name} ${arg_PLACE}/share/unroll)
  add_dependencies(${name} declaration_of_${name})
endfunction()

# unroll_declaration(<NN_slug> <share>): the target declaration_of_NN_slug, the compiled declaration in the folder <share>.
function(unroll_declaration name share)
  set(folder ${CMAKE_CURRENT_SOURCE_DIR}/${name})
  set(lab ${PROJECT_SOURCE_DIR}/experiments/lab)
  set(output ${share}/${name}.json)
  file(MAKE_DIRECTORY ${share})
  file(GLOB scripts ${folder}/figures/*.gp ${lab}/harness/*.gp)
  add_custom_command(
    OUTPUT ${output}
    COMMAND compile_declaration ${PROJECT_SOURCE_DIR} ${folder} ${output}
    DEPENDS compile_declaration ${folder}/experiment.toml ${scripts} ${CMAKE_CURRENT_SOURCE_DIR}/syllabus.txt
            ${PROJECT_SOURCE_DIR}/docs/references.json
    COMMENT "Checking the declaration of ${name}" VERBATIM)
  add_custom_target(declaration_of_${name} DEPENDS ${output})
  set_property(DIRECTORY APPEND PROPERTY UNROLL_DECLARATIONS declaration_of_${name})
endfunction()

# unroll_command(<target> <place>): the command itself, <place>/bin/unroll, for the experiments of this folder. It needs their
# declarations alone: it lists and shows experiments whose programs were never built.
function(unroll_command target place)
  get_property(declarations DIRECTORY PROPERTY UNROLL_DECLARATIONS)
  configure_file(syllabus.txt ${place}/share/unroll/syllabus.txt COPYONLY)
  add_executable(${target} ${PROJECT_SOURCE_DIR}/experiments/main.cpp)
  target_link_libraries(${target} PRIVATE unroll_command unroll_warnings)
  set_target_properties(${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${place}/bin OUTPUT_NAME unroll)
  add_dependencies(${target} ${declarations})
endfunction()
