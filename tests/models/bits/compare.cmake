# cmake -D COMPILER=… -D FLAGS=… -D ROOT=… -D PROGRAM=… -P compare.cmake
# Compiles bits.cpp of the project at ROOT to PROGRAM, runs it and compares what it prints with expected.txt.
separate_arguments(flags UNIX_COMMAND "${FLAGS}")
execute_process(COMMAND ${COMPILER} -std=c++20 ${flags} -I${ROOT} ${CMAKE_CURRENT_LIST_DIR}/bits.cpp
                        ${ROOT}/models/core/random.cpp -o ${PROGRAM} COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${PROGRAM} OUTPUT_VARIABLE printed COMMAND_ERROR_IS_FATAL ANY)
file(READ ${CMAKE_CURRENT_LIST_DIR}/expected.txt expected)
if(NOT printed STREQUAL expected)
  message(FATAL_ERROR "the bits are not those of expected.txt:\n${printed}\nthey must be:\n${expected}")
endif()
