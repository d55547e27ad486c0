// Ctrl-C: the signal only raises a flag; whoever works for long asks now and then.
#pragma once
#include <sys/types.h>

namespace unroll::lab {

// From now on SIGINT and SIGTERM raise the flag; a second one ends the program at once.
void watch_for_interrupt();

// Signals of this kind that are sent to this process alone go to the child, too; 0: to none.
void pass_on_to(pid_t child);

bool interrupted();

// Throws Interrupted if the flag is up.
void check_interrupt();

}  // namespace unroll::lab
