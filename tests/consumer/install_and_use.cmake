# cmake -D BUILT=… -D PROJECT=… -D PLACE=… … -P install_and_use.cmake
# Installs the build folder BUILT below PLACE, then configures, builds and runs PROJECT against it alone.
set(prefix ${PLACE}/prefix)
set(build ${PLACE}/build)
file(REMOVE_RECURSE ${prefix} ${build}) # leftovers must not stand in for what is no longer installed

function(step)
  execute_process(COMMAND ${ARGN} COMMAND_ERROR_IS_FATAL ANY)
endfunction()

step(${CMAKE_COMMAND} --install ${BUILT} --prefix ${prefix})
step(${CMAKE_COMMAND} -S ${PROJECT} -B ${build} -G ${GENERATOR} -D CMAKE_CXX_COMPILER=${COMPILER}
     "-DCMAKE_CXX_FLAGS=${FLAGS}" -D CMAKE_BUILD_TYPE=${BUILD_TYPE} -D CMAKE_PREFIX_PATH=${prefix}
     -D CMAKE_FIND_USE_PACKAGE_REGISTRY=OFF)
step(${CMAKE_COMMAND} --build ${build})

# The package must be the one just installed, not another that lies about on this machine.
file(STRINGS ${build}/CMakeCache.txt found REGEX "^Unroll_DIR:")
string(FIND "${found}" "=${prefix}/" position)
if(position EQUAL -1)
  message(FATAL_ERROR "the consumer was built against another Unroll than the one below ${prefix}: ${found}")
endif()
execute_process(COMMAND ${build}/consumer WORKING_DIRECTORY ${build} COMMAND_ERROR_IS_FATAL ANY)
