// Animations: PNG frames joined into one animated PNG, which every browser plays and every other viewer shows
// as its first frame.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace unroll::lab {

struct Timing {
  unsigned frame_ms = 120;  // how long each frame stands
  unsigned last_ms = 2500;  // and the last one, before all begins again
};

// Joins PNG files of one size and kind. Throws Error for none, for a file that is no PNG and for one of
// another size. Format: PNG 3rd edition, chunks acTL, fcTL and fdAT.
std::string animated_png(const std::vector<std::string>& frames, Timing timing = {});

// Joins NAME-0000.png, NAME-0001.png … of `folder` into NAME.png and removes them.
void assemble_animation(const std::filesystem::path& folder, const std::string& name);

}  // namespace unroll::lab
