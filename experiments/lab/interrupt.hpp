// Ctrl-C: the signal only raises a flag; whoever works for long asks now and then.
#pragma once

namespace unroll::lab {

// From now on SIGINT and SIGTERM raise the flag; a second one ends the program at once.
void watch_for_interrupt();

bool interrupted();

// Throws Interrupted if the flag is up.
void check_interrupt();

}  // namespace unroll::lab
