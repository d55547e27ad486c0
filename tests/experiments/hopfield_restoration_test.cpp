// Experiment 01 at quick scale: its files, tables, pictures and findings.
#include <png.h>
#include <zlib.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "runs.hpp"

using Json = nlohmann::json;

namespace {

constexpr std::size_t size = 20, cells = size * size, stored = 10, shown = 4, runs = 2, levels = 6;

// One run at quick scale for all tests of this process.
const fs::path& quick_run() {
  static const Folder folder;
  static const fs::path run = [] {
    check_success(
        unroll_program({"run", "1", "--scale", "quick", "--pictures", "drawn", "--out", folder.path().string()}));
    return only_run_in(folder.path());
  }();
  return run;
}

std::uint32_t big_endian(const std::string& bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t k = at; k < at + 4; ++k) value = value << 8 | static_cast<unsigned char>(bytes.at(k));
  return value;
}

struct Chunk {
  std::string type, data;
};

// The chunks of a PNG file, each with the right checksum.
std::vector<Chunk> chunks_of(const std::string& png) {
  REQUIRE(png.starts_with("\x89PNG\r\n\x1a\n"));
  std::vector<Chunk> chunks;
  for (std::size_t at = 8; at < png.size();) {
    const std::uint32_t length = big_endian(png, at);
    const std::string body = png.substr(at + 4, 4 + length);
    REQUIRE(body.size() == 4 + length);
    chunks.push_back({body.substr(0, 4), body.substr(4)});
    const auto crc = ::crc32(0, reinterpret_cast<const Bytef*>(body.data()), static_cast<uInt>(body.size()));
    CHECK(crc == big_endian(png, at + 8 + length));
    at += 12 + length;
  }
  return chunks;
}

// Width and height of a PNG that libpng can read to its end; 0 if it cannot.
std::pair<png_uint_32, png_uint_32> read_by_libpng(const std::string& bytes) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  if (!png_image_begin_read_from_memory(&image, bytes.data(), bytes.size())) return {0, 0};
  image.format = PNG_FORMAT_RGBA;
  std::vector<png_byte> raster(PNG_IMAGE_SIZE(image));
  if (!png_image_finish_read(&image, nullptr, raster.data(), 0, nullptr)) return {0, 0};
  return {image.width, image.height};
}

}  // namespace

TEST_CASE("every file that experiment 01 declares is there, and no other") {
  const fs::path& run = quick_run();
  check_files(run,
              {"grid", "grid_panels", "rules", "rules_panels", "energy", "descent", "descent_energy", "basin",
               "basin_summary", "overlaps", "spectrum", "crosstalk", "answers", "loads", "loads_summary"},
              {"grid", "energy", "basin", "rules", "correlations", "crosstalk", "answers", "loads"},
              {"descent"});
  const Json record = Json::parse(content(run / "run.json"));
  for (const auto& figure : record["figures"])
    for (const std::string file : figure["files"]) CHECK(fs::exists(run / file));
  for (const char* key : {"git_revision", "versions", "cpu", "blas", "compiler", "build", "wall_seconds",
                          "started", "command", "threads", "scale", "seed", "options"})
    CHECK(record.contains(key));
}

TEST_CASE("pictures are whole: SVG ends, PNG opens and has the declared size") {
  const fs::path& run = quick_run();
  const std::map<std::string, std::pair<png_uint_32, png_uint_32>> pixels{
      {"grid", {3200, 2660}},  {"energy", {2400, 1500}},       {"basin", {3000, 1500}},
      {"rules", {2700, 2660}}, {"correlations", {3200, 1500}}, {"answers", {3600, 1600}},
      {"loads", {3600, 1400}}};
  for (const auto& [name, shape] : pixels) {
    INFO(name);
    CHECK(read_by_libpng(content(run / (name + ".png"))) == shape);
    const std::string svg = content(run / (name + ".svg"));
    CHECK(svg.starts_with("<?xml"));
    CHECK(svg.ends_with("</svg>\n\n"));
    CHECK(count(svg, "<g") > 5);
  }
}

TEST_CASE("the tables have their headers and as many rows as there are things to tell") {
  const fs::path& run = quick_run();
  const auto check = [&](const std::string& name, const Words& columns, std::size_t rows) {
    INFO(name);
    const Table table(run / (name + ".csv"));
    CHECK(table.columns == columns);
    CHECK(table.rows.size() == rows);
  };
  check("grid", {"row", "column", "y", "x", "ink", "wrong"}, shown * 6 * cells);
  check("grid_panels", {"row", "column", "picture", "stage", "energy", "overlap"}, shown * 6);
  check("rules", {"row", "column", "y", "x", "ink", "wrong"}, shown * 5 * cells);
  check("rules_panels", {"row", "column", "picture", "stage", "energy", "overlap"}, shown * 5);
  check("basin", {"patterns", "rule", "flipped", "run", "overlap"}, 2 * 3 * levels * runs);
  check("overlaps", {"row", "column", "picture", "other", "overlap"}, stored * stored);
  check("basin_summary", {"patterns", "rule", "flipped", "runs", "median", "least", "greatest"},
        2 * 3 * levels);
  const std::size_t frames = Table(run / "descent_energy.csv").rows.size();
  CHECK(frames > 24);
  check("descent_energy", {"frame", "sweep", "energy", "overlap"}, frames);
  check("descent", {"frame", "y", "x", "ink", "wrong"}, frames * cells);
  CHECK(Table(run / "energy.csv").columns ==
        Words{"memory", "picture", "corruption", "dynamics", "sweep", "energy", "overlap"});
}

TEST_CASE("the animation has a frame a row, numbered without a gap, and opens as a PNG") {
  const fs::path& run = quick_run();
  const std::string png = content(run / "descent.png");
  const auto frames = static_cast<std::uint32_t>(Table(run / "descent_energy.csv").rows.size());
  const auto chunks = chunks_of(png);
  REQUIRE(chunks.size() >= 2 + 2 * frames);
  CHECK(chunks.front().type == "IHDR");
  CHECK(chunks[1].type == "acTL");
  CHECK(big_endian(chunks[1].data, 0) == frames);
  CHECK(chunks.back().type == "IEND");
  std::uint32_t controls = 0, pictures = 0, sequence = 0;
  for (const auto& chunk : chunks) {
    if (chunk.type == "fcTL" || chunk.type == "fdAT") CHECK(big_endian(chunk.data, 0) == sequence++);
    controls += chunk.type == "fcTL";
    pictures += chunk.type == "fdAT" || chunk.type == "IDAT";
  }
  CHECK(controls == frames);
  CHECK(pictures == frames);
  CHECK(read_by_libpng(png) == std::pair<png_uint_32, png_uint_32>{1200, 600});
}

TEST_CASE("energies never rise along asynchronous recall, and overlaps are what the grids show") {
  const fs::path& run = quick_run();
  const Table energy(run / "energy.csv");
  std::map<std::string, double> last;
  for (const auto& row : energy.where("dynamics", "asynchronous")) {
    const double e = number(row, "energy");
    INFO(row.at("picture") << " at sweep " << row.at("sweep"));
    if (last.contains(row.at("picture"))) CHECK(e <= last[row.at("picture")] + 1e-6 * std::abs(e));
    last[row.at("picture")] = e;
    CHECK(std::abs(number(row, "overlap")) <= 1);
  }
  CHECK(last.size() == stored);
  const Table grid(run / "grid.csv"), panels(run / "grid_panels.csv");
  for (std::size_t k = 0; k < panels.rows.size(); ++k) {
    double wrong = 0;
    for (std::size_t cell = 0; cell < cells; ++cell) wrong += number(grid.rows[k * cells + cell], "wrong");
    CHECK(number(panels.rows[k], "overlap") == Approx(1 - 2 * wrong / cells).margin(1e-6));
  }
}

TEST_CASE("findings have every field, and verdicts that follow from band and runs") {
  const Json findings = Json::parse(content(quick_run() / "findings.json"));
  REQUIRE(findings.size() == 15);
  const std::set<std::string> once{"fixed_points", "picture_eigenvalue", "hebb_crosstalk", "corner_energy",
                                   "barrier"};
  for (const auto& f : findings) {
    INFO(f);
    for (const char* key :
         {"claim", "source", "published", "measured", "low", "high", "unit", "runs", "verdict"})
      CHECK(f.contains(key));
    REQUIRE(f["measured"].is_number());
    const double measured = f["measured"];
    CHECK(f["measured_least"] <= measured);
    CHECK(f["measured_greatest"] >= measured);
    CHECK(f["runs"].get<std::size_t>() == (once.contains(f["id"]) ? 1 : runs));
    check_verdict(f);
    CHECK(!f["band_reason"].get<std::string>().empty());
  }
}

TEST_CASE("two runs of one seed give the same tables, findings and pictures byte for byte") {
  const Folder folder;
  check_success(
      unroll_program({"run", "1", "--scale", "quick", "--pictures", "drawn", "--out", folder.path().string()}));
  const fs::path &one = quick_run(), other = only_run_in(folder.path());
  check_same_data(one, other);
  for (const std::string ending : {".svg", ".png", ".gp", "findings.json"})
    for (const auto& name : files_in(one, ending)) {
      INFO(name);
      CHECK(content(one / name) == content(other / name));
    }
}
