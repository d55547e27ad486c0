# unroll_chapter(<name> [SOURCES <file>...] HEADERS <file>... [USES <target>...] [HIDES <target>...] [TOGETHER] [PLAIN])
#
# A chapter is a library, unroll_<name> here and Unroll::<name> elsewhere: a part of models/ or datasets/ that a program
# names in order to build and link no more than it needs. Its headers include those of USES, its sources alone need
# HIDES. TOGETHER compiles the sources in one go, which takes less time where they are short. PLAIN sources know no
# matrices.
#
# unroll_all_chapters(<name>) makes unroll_<name>, which links all chapters of the folder it is called in.
function(unroll_chapter name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "TOGETHER;PLAIN" "" "SOURCES;HEADERS;USES;HIDES")
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "unroll_chapter(${name}) does not know: ${arg_UNPARSED_ARGUMENTS}")
  endif()
  set(target unroll_${name})
  if(arg_SOURCES)
    set(scope PUBLIC)
    add_library(${target} STATIC ${arg_SOURCES})
    # The package that is installed has to name neither the warnings nor what is headers alone.
    list(TRANSFORM arg_HIDES REPLACE "^nlohmann_json::.*$" "$<BUILD_INTERFACE:\\0>")
    target_link_libraries(${target} PRIVATE ${arg_HIDES} $<BUILD_INTERFACE:unroll_warnings>)
    set_target_properties(${target} PROPERTIES UNITY_BUILD ${arg_TOGETHER} UNITY_BUILD_BATCH_SIZE 0)
    if(NOT arg_PLAIN)
      target_precompile_headers(${target} REUSE_FROM unroll_armadillo)
    endif()
  else()
    set(scope INTERFACE)
    add_library(${target} INTERFACE)
  endif()
  add_library(Unroll::${name} ALIAS ${target})
  set_target_properties(${target} PROPERTIES EXPORT_NAME ${name})
  target_sources(${target} ${scope} FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR} FILES ${arg_HEADERS})
  target_compile_features(${target} ${scope} cxx_std_20)
  target_link_libraries(${target} ${scope} ${arg_USES})
  set_property(DIRECTORY APPEND PROPERTY UNROLL_CHAPTERS ${target})
  set_property(GLOBAL APPEND PROPERTY UNROLL_INSTALLED ${target})
endfunction()

function(unroll_all_chapters name)
  get_property(chapters DIRECTORY PROPERTY UNROLL_CHAPTERS)
  add_library(unroll_${name} INTERFACE)
  add_library(Unroll::${name} ALIAS unroll_${name})
  set_target_properties(unroll_${name} PROPERTIES EXPORT_NAME ${name})
  target_link_libraries(unroll_${name} INTERFACE ${chapters})
  set_property(GLOBAL APPEND PROPERTY UNROLL_INSTALLED unroll_${name})
endfunction()
