# unroll_experiment(<NN_slug> <chapter>... [TRAINS]): an experiment is a program of its own, bin/NN_slug, which `unroll` starts.
#
# The chapters of models/ and datasets/ that it is built from are named, so that nothing else is compiled for it. TRAINS adds
# the training harness and the lineup of cells. Its declaration, experiment.toml, is checked while building and left, with the
# equations typeset, in share/unroll; so a mistake in it is a sentence of the build. The code without its main is the library
# experiment_NN_slug, which the tests link.
find_program(BLAHTEXML blahtexml)
if(NOT BLAHTEXML)
  message(FATAL_ERROR "blahtexml, which typesets the equations, was not found (Debian: blahtexml)")
endif()

set(UNROLL_SHARE ${PROJECT_BINARY_DIR}/share/unroll)
file(MAKE_DIRECTORY ${UNROLL_SHARE})
configure_file(${PROJECT_SOURCE_DIR}/experiments/syllabus.txt ${UNROLL_SHARE}/syllabus.txt COPYONLY)

# unroll_declaration(<NN_slug> [<folder of experiments>]): the compiled declaration; appended to UNROLL_DECLARATIONS.
function(unroll_declaration name)
  set(folder ${CMAKE_CURRENT_SOURCE_DIR}/${name})
  set(output ${UNROLL_SHARE}/${name}.json)
  file(GLOB scripts CONFIGURE_DEPENDS ${folder}/figures/*.gp)
  file(GLOB harness ${PROJECT_SOURCE_DIR}/experiments/lab/harness/*.gp)
  add_custom_command(
    OUTPUT ${output}
    COMMAND compile_declaration ${PROJECT_SOURCE_DIR} ${folder} ${output}
    DEPENDS compile_declaration ${folder}/experiment.toml ${scripts} ${harness} ${PROJECT_SOURCE_DIR}/experiments/syllabus.txt
            ${PROJECT_SOURCE_DIR}/docs/references.json
    COMMENT "Checking the declaration of ${name}" VERBATIM)
  set_property(GLOBAL APPEND PROPERTY UNROLL_DECLARATIONS ${output})
endfunction()

function(unroll_experiment name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "TRAINS" "" "")
  list(TRANSFORM arg_UNPARSED_ARGUMENTS PREPEND unroll_ OUTPUT_VARIABLE libraries)
  if(arg_TRAINS)
    list(APPEND libraries unroll_harness unroll_lineup)
  endif()
  # The folder changes when a file is added to it; globs checked at every build would run at every call.
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${name})
  file(GLOB sources ${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.cpp)
  add_library(experiment_${name} STATIC ${sources})
  target_link_libraries(experiment_${name} PUBLIC unroll_lab ${libraries} PRIVATE unroll_warnings)
  # An experiment is compiled in one go, in less than half the time.
  set_target_properties(experiment_${name} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 0)
  target_precompile_headers(experiment_${name} REUSE_FROM unroll_armadillo)
  add_executable(${name} ${PROJECT_SOURCE_DIR}/experiments/lab/program.cpp)
  target_link_libraries(${name} PRIVATE experiment_${name} unroll_warnings)
  unroll_declaration(${name})
  add_custom_target(declaration_of_${name} DEPENDS ${UNROLL_SHARE}/${name}.json)
  add_dependencies(${name} declaration_of_${name})
  set_property(GLOBAL APPEND PROPERTY UNROLL_EXPERIMENTS ${name})
endfunction()
