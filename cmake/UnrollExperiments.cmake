# unroll_experiments(<NN_slug>...): builds each experiments/NN_slug/*.cpp into the catalogue of unroll_lab.
#
# Number and slug come from the folder's name; the folder's code defines
#   unroll::lab::Experiment unroll::experiments::slug();
# and its equations.txt is typeset while building, so that no report needs the network or a script.
find_program(BLAHTEXML blahtexml)
if(NOT BLAHTEXML)
  message(FATAL_ERROR "blahtexml, which typesets the equations, was not found (Debian: blahtexml)")
endif()

function(unroll_experiments)
  set_target_properties(unroll_lab PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
  foreach(folder IN LISTS ARGN)
    string(REGEX MATCH "^0*([0-9]+)_(.*)$" matched ${folder})
    set(number ${CMAKE_MATCH_1})
    set(slug ${CMAKE_MATCH_2})
    # The folder changes when a file is added to it; globs checked at every build would run at every call.
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${folder})
    file(GLOB sources ${CMAKE_CURRENT_SOURCE_DIR}/${folder}/*.cpp)
    target_sources(unroll_lab PRIVATE ${sources})
    # An experiment is compiled in one go, in less than half the time. Its pictures' scripts stay by themselves: they
    # cost nothing, and their names are those of the tables.
    list(FILTER sources EXCLUDE REGEX "/figures[a-z_]*\\.cpp$")
    set_source_files_properties(${sources} PROPERTIES UNITY_GROUP ${folder})
    set(equations ${CMAKE_CURRENT_BINARY_DIR}/equations/${folder}.inc)
    add_custom_command(
      OUTPUT ${equations}
      COMMAND sh ${PROJECT_SOURCE_DIR}/cmake/equations.sh ${BLAHTEXML}
              ${CMAKE_CURRENT_SOURCE_DIR}/${folder}/equations.txt ${equations}
      DEPENDS ${folder}/equations.txt ${PROJECT_SOURCE_DIR}/cmake/equations.sh
      COMMENT "Typesetting the equations of ${folder}" VERBATIM)
    target_sources(unroll_lab PRIVATE ${equations})
    string(APPEND declarations "lab::Experiment ${slug}();\n")
    string(APPEND entries "      placed(${number}, \"${slug}\", experiments::${slug}(), {\n"
                          "#include \"equations/${folder}.inc\"\n      }),\n")
  endforeach()
  configure_file(${PROJECT_SOURCE_DIR}/cmake/built_experiments.cpp.in built_experiments.cpp @ONLY)
  target_sources(unroll_lab PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/built_experiments.cpp)
endfunction()
