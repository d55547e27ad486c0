// One loop, several instruction sets: the program picks on the machine it runs on.
//
//   template <class Declared, class S>
//   UNROLL_CLONES void pass(S* t, arma::uword units) {
//     UNROLL_INDEPENDENT
//     for (arma::uword i = 0; i < units; ++i) Declared::forward(t + i);
//   }
//
// UNROLL_CLONES compiles a function for plain x86-64, for AVX2 and for AVX-512 and calls the best one that
// the processor has; with -ffp-contract=off all give the same bits. What the function calls is inlined into
// each (flatten), because a function called remains one for plain x86-64, and a loop with a call in it is not
// vectorised. A template may have it too; its body must then be seen before its first use, and must not be
// seen where it is declared `extern template`: GCC 12 there asks the linker for clones that are local to
// another object.
//
// UNROLL_INDEPENDENT says of the loop after it that no turn reads what another writes.
#pragma once
#include <cstddef>  // says __GLIBC__ where that is the C library

// The choice is an IFUNC, which glibc has and few others; under the thread sanitizer it runs before the
// sanitizer does, and crashes. Clang 14 clones neither templates nor flattened functions.
#if defined(__clang__)
#define UNROLL_CLONES [[gnu::flatten]]
#define UNROLL_INDEPENDENT _Pragma("clang loop vectorize(assume_safety)")
#pragma clang diagnostic ignored "-Wpass-failed"  // with less than -O2 it cannot be done, which is no fault
#elif defined(__GNUC__)
#define UNROLL_INDEPENDENT _Pragma("GCC ivdep")
#if __GNUC__ >= 12 && defined(__x86_64__) && defined(__GLIBC__) && !defined(__SANITIZE_THREAD__) \
    && !defined(__SANITIZE_ADDRESS__)
#define UNROLL_CLONES                                                                \
  [[gnu::target_clones("default", "arch=x86-64-v3", "arch=x86-64-v4"), gnu::flatten, \
    gnu::optimize("fp-contract=off")]]
#else
#define UNROLL_CLONES [[gnu::flatten]]
#endif
#else
#define UNROLL_CLONES
#define UNROLL_INDEPENDENT
#endif
