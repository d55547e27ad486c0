// How a program ends: 0 done, 1 failed, 2 wrong usage, 130 stopped by Ctrl-C. Every failure prints one sentence.
#pragma once
#include <functional>

namespace unroll::lab {

// The exit status of `act`, or of the exception that it threw, whose sentence goes to standard error. Ctrl-C and a limit on
// the size of files then end it in order, too.
int ending_of(const std::function<int()>& act);

// Whether standard output is a terminal that shows colours; NO_COLOR is obeyed.
bool colour_on_stdout();

}  // namespace unroll::lab
