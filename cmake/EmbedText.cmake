# embed_text(<target> <variable> <file>): the bytes of a file as a constant of the program.
#
# The target's sources may then write
#   #include "embedded/<variable>.hpp"
# and read  unroll::embedded::<variable>,  a std::string_view (a zero byte follows its end).
# The bytes are an array, not a string literal, so length and content are free; the array is made again when
# the file changes. This file is also the script that makes it.
if(CMAKE_SCRIPT_MODE_FILE STREQUAL CMAKE_CURRENT_LIST_FILE)
  file(READ "${EMBED_FILE}" bytes HEX)
  string(LENGTH "${bytes}" digits)
  math(EXPR count "${digits} / 2")
  # Character literals, since a char is signed on some machines and not on others; 12 to a line.
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${bytes}")
  string(REPEAT "'\\\\x[0-9a-f][0-9a-f]'," 12 line)
  string(REGEX REPLACE "(${line})" "\\1\n" bytes "${bytes}")
  file(WRITE "${EMBED_STEM}.hpp" "#pragma once
#include <string_view>

namespace unroll::embedded {
extern const std::string_view ${EMBED_VARIABLE};
}
")
  file(WRITE "${EMBED_STEM}.cpp" "#include \"${EMBED_VARIABLE}.hpp\"

namespace unroll::embedded {
namespace {
constexpr char bytes[] = {
${bytes}'\\0'};
}
constinit const std::string_view ${EMBED_VARIABLE}(bytes, ${count});
}
")
  return()
endif()

set(_embed_text_script ${CMAKE_CURRENT_LIST_FILE})

function(embed_text target variable file)
  get_filename_component(file ${file} ABSOLUTE)
  set(folder ${CMAKE_CURRENT_BINARY_DIR}/${target}_text)
  set(stem ${folder}/embedded/${variable})
  add_custom_command(
    OUTPUT ${stem}.cpp ${stem}.hpp
    COMMAND ${CMAKE_COMMAND} -DEMBED_FILE=${file} -DEMBED_STEM=${stem} -DEMBED_VARIABLE=${variable}
            -P ${_embed_text_script}
    DEPENDS ${file} ${_embed_text_script}
    COMMENT "Embedding ${variable}"
    VERBATIM)
  target_sources(${target} PRIVATE ${stem}.cpp ${stem}.hpp)
  target_include_directories(${target} PRIVATE ${folder})
endfunction()
