// A user's own pictures: what is taken, with which remarks, and what is refused.
#include <fmt/format.h>
#include <zlib.h>

#include <nlohmann/json.hpp>

#include "program.hpp"
#include "tests/datasets/png.hpp"

namespace {

// A grey picture with a dark disc at the left, at the right, above … by `kind`.
std::string disc(std::uint32_t rows, std::uint32_t columns, int kind) {
  std::vector<png_byte> raster;
  for (std::uint32_t y = 0; y < rows; ++y)
    for (std::uint32_t x = 0; x < columns; ++x)
      raster.push_back(
          ((x + static_cast<unsigned>(kind) * y / 2) / (1 + static_cast<unsigned>(kind) % 3)) % 2 == 0 ? 20
                                                                                                       : 230);
  return make_gray_png(rows, columns, std::move(raster));
}

struct Stored {
  Ended ended;
  Folder folder;
  fs::path out = folder.path() / "out";

  Stored& run(const Words& options) {
    Launch launch = without_gnuplot();
    launch.folder = folder.path();
    ended = unroll_program(tiny_run(out, options), launch);
    return *this;
  }
  nlohmann::json record() {
    check_success(ended);
    return nlohmann::json::parse(content(only_run_in(out) / "run.json"));
  }
  void refused(const Words& parts) {
    check_failure(ended, 1, parts);
    CHECK(lines(ended.err).size() == 1);
    check_nothing_in(out);
  }
  // The only remark of that kind, "notes" or "warnings".
  std::string remark(const std::string& kind) {
    nlohmann::json list = nlohmann::json::array();
    const nlohmann::json whole = record();
    for (const auto& one : whole[kind])
      if (!one.get<std::string>().starts_with("not measured")) list.push_back(one);
    REQUIRE(list.size() == 1);
    return list[0];
  }
};

std::string big_endian(std::uint32_t value) {
  std::string text;
  for (int shift = 24; shift >= 0; shift -= 8) text += static_cast<char>(value >> shift & 0xff);
  return text;
}

// A small PNG whose header claims another size.
std::string claiming(std::uint32_t rows, std::uint32_t columns) {
  std::string png = disc(8, 8, 0);
  png.replace(16, 8, big_endian(columns) + big_endian(rows));
  std::string header = png.substr(12, 17);
  const auto crc =
      ::crc32(0, reinterpret_cast<const Bytef*>(header.data()), static_cast<uInt>(header.size()));
  png.replace(29, 4, big_endian(static_cast<std::uint32_t>(crc)));
  return png;
}

}  // namespace

TEST_CASE("pictures that cannot be read are refused by name") {
  Stored s;
  s.folder.write("good.png", disc(8, 8, 0));
  s.folder.write("empty.png", "");
  s.folder.write("cut.png", disc(8, 8, 0).substr(0, 60));
  s.folder.write("words.png", "this is a letter to my aunt\n");
  s.folder.write("photo.png", "\xff\xd8\xff\xe0 JFIF");
  s.run({"--image", "good.png", "absent.png"}).refused({"absent.png"});
  s.run({"--image", "."}).refused({"folder"});
  s.run({"--image", "empty.png"}).refused({"empty.png", "is empty"});
  s.run({"--image", "cut.png"}).refused({"cut.png", "cut short"});
  s.run({"--image", "words.png"}).refused({"words.png", "not a picture", "PNG"});
  s.run({"--image", "photo.png"}).refused({"photo.png", "JPEG", "convert it to PNG"});
}

TEST_CASE("a picture that claims to be huge is refused before room is made for it") {
  Stored s;
  s.folder.write("bomb.png", claiming(100000, 100000));
  s.folder.write("hollow.png", claiming(4096, 4096));
  s.folder.write("cut.png", disc(4000, 4000, 1).substr(0, 5000));
  s.run({"--image", "bomb.png"}).refused({"bomb.png", "100000 rows", "4096"});
  CHECK(s.ended.seconds < 1);
  s.run({"--image", "hollow.png"}).refused({"hollow.png", "too little data"});
  CHECK(s.ended.seconds < 1);
  s.run({"--image", "cut.png"}).refused({"cut.png", "cut short"});
}

TEST_CASE("pictures of other sizes are fitted, with a note that names them") {
  Stored s;
  s.folder.write("wide.png", disc(10, 30, 0));
  s.folder.write("right.png", disc(8, 8, 1));
  const std::string note = s.run({"--image", "wide.png", "right.png"}).remark("notes");
  CHECK(has(note, "wide.png (30 × 10)"));
  CHECK(has(note, "8 × 8"));
  CHECK(!has(note, "right.png"));
  CHECK(has(s.ended.out, "note: "));
}

TEST_CASE("a picture of one colour is stored with a warning") {
  Stored s;
  s.folder.write("white.png", make_gray_png(8, 8, std::vector<png_byte>(64, 255)));
  s.folder.write("disc.png", disc(8, 8, 1));
  const std::string warning = s.run({"--image", "white.png", "disc.png"}).remark("warnings");
  CHECK(has(warning, "white"));
  CHECK(has(warning, "all paper"));
  CHECK(has(s.ended.out, "warning: "));
}

TEST_CASE("more pictures than a rule can hold are stored with a warning that cites the theory") {
  Stored s;
  Words images{"--image"};
  for (int k = 0; k < 12; ++k) {
    images.push_back(fmt::format("p{}.png", k));
    s.folder.write(images.back(), disc(8, 8, k));
  }
  const std::string hebb = s.run(images + Words{"--rule", "hebb"}).remark("warnings");
  for (const char* part : {"12 pictures of 64 units", "0.138 N", "Amit", "1985"}) CHECK(has(hebb, part));
  CHECK(has(s.ended.out, "warning: "));
  // Projection holds up to N - 1.
  fs::remove_all(s.out);
  s.run(images + Words{"--rule", "projection"});
  CHECK(s.record()["warnings"].empty());
}

TEST_CASE("the same picture twice is one memory, whatever the rule") {
  Stored s;
  s.folder.write("one.png", disc(8, 8, 1));
  s.folder.write("two.png", disc(8, 8, 2));
  for (const std::string rule : {"hebb", "storkey", "projection"}) {
    INFO(rule);
    fs::remove_all(s.out);
    s.run({"--image", "one.png", "two.png", "one.png", "--rule", rule, "--corrupt", "flip:0"}).record();
    CHECK(has(content(only_run_in(s.out) / "energy.csv"), ",one (2),"));
    const std::string findings = content(only_run_in(s.out) / "findings.json");
    for (const auto& finding : nlohmann::json::parse(findings)) {
      if (finding["id"] != "mixture_gap")  // whose answers may all be right
        CHECK(!finding["measured"].is_null());
      if (finding["id"] == "fixed_points" || finding["id"] == "energy_rises")
        CHECK(finding["verdict"] == "holds");
    }
  }
}

TEST_CASE("names of pictures may hold spaces, commas, quotes and bytes that are no UTF-8") {
  Stored s;
  for (const std::string name :
       {"my cat.png", "a,b.png", "it's.png", "100%_x.png", "caf\xe9.png", "\"q\".png"}) {
    INFO(name);
    fs::remove_all(s.out);
    s.folder.write(name, disc(9, 9, 1));
    s.folder.write("other.png", disc(9, 9, 2));
    Launch launch;  // with pictures: gnuplot must take the names as well
    launch.folder = s.folder.path();
    s.ended = unroll_program(tiny_run(s.out, {"--image", name, "other.png"}), launch);
    for (const auto record = s.record(); const auto& figure : record["figures"])
      CHECK(figure["missing"].is_null());
    const fs::path run = only_run_in(s.out);
    // Both names in the key of the energies, and nothing of a name cut in two.
    CHECK(has(content(run / "energy.svg"), "<title>other</title>"));
    if (name == "my cat.png") CHECK(has(content(run / "energy.svg"), "<title>my cat</title>"));
    if (name == "a,b.png") CHECK(has(content(run / "energy.svg"), "<title>a,b</title>"));
    CHECK(count(content(run / "energy.svg"), "<title>") == count(content(run / "energy.svg"), "</title>"));
  }
}
