#include "check.hpp"
#include "ending.hpp"
#include "provenance.hpp"

int main(int argc, char** argv) {
  using namespace unroll::lab;
  hold_blas_at_one_thread();
  return ending_of([&] { return check({argv + 1, argv + argc}); });
}
