# CMake's own FindArmadillo sets variables only; this makes Armadillo::Armadillo of them. The project and
# its installed package both include this file.
#
# The wrapper library is left out and BLAS linked directly: one layer less to hide which BLAS runs.
if(NOT TARGET Armadillo::Armadillo)
  find_package(Armadillo REQUIRED)
  find_package(LAPACK REQUIRED)
  add_library(Armadillo::Armadillo INTERFACE IMPORTED)
  target_include_directories(Armadillo::Armadillo SYSTEM INTERFACE ${ARMADILLO_INCLUDE_DIRS})
  target_compile_definitions(Armadillo::Armadillo INTERFACE ARMA_DONT_USE_WRAPPER ARMA_DONT_USE_OPENMP
                             ARMA_DONT_USE_HDF5 ARMA_WARN_LEVEL=0)
  target_link_libraries(Armadillo::Armadillo INTERFACE LAPACK::LAPACK BLAS::BLAS)
endif()
