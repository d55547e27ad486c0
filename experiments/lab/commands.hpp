// The command `unroll`: what each of its words does.
#pragma once
#include <string>
#include <vector>

namespace unroll::lab {

// Does what the words after `unroll` say and returns the exit status: 0 done, 1 the run failed, 2 wrong
// usage, 3 `--strict` and a finding differs, 130 stopped by Ctrl-C. Every failure prints one sentence.
int command(const std::vector<std::string>& words);

}  // namespace unroll::lab
