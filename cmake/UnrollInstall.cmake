# `cmake --install` gives a package that other projects find with find_package(Unroll).
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(UNROLL_CMAKE_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/Unroll)
get_property(UNROLL_INSTALLED GLOBAL PROPERTY UNROLL_INSTALLED)
install(TARGETS ${UNROLL_INSTALLED} EXPORT UnrollTargets
        ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
        FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/unroll)
install(EXPORT UnrollTargets NAMESPACE Unroll:: DESTINATION ${UNROLL_CMAKE_DIR})
if(TARGET unroll)
  install(TARGETS unroll RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()

list(TRANSFORM UNROLL_INSTALLED REPLACE "^unroll_" "")
list(JOIN UNROLL_INSTALLED " " UNROLL_INSTALLED)
configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/UnrollConfig.cmake.in
                              ${PROJECT_BINARY_DIR}/UnrollConfig.cmake INSTALL_DESTINATION ${UNROLL_CMAKE_DIR}
                              PATH_VARS CMAKE_INSTALL_INCLUDEDIR)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/UnrollConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/UnrollConfig.cmake ${PROJECT_BINARY_DIR}/UnrollConfigVersion.cmake
              ${PROJECT_SOURCE_DIR}/cmake/ArmadilloTarget.cmake DESTINATION ${UNROLL_CMAKE_DIR})
