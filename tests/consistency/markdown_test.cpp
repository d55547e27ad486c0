// The reader of pages sees links where they are, and none in code.
#include "markdown.hpp"

#include "tests/catch.hpp"

using namespace consistency;

namespace {

std::string targets(const std::string& text) {
  std::string all;
  for (const auto& link : parse_markdown(text).references)
    all += (link.picture ? "!" : "") + link.target + "@" + std::to_string(link.line) + " ";
  return all;
}

}  // namespace

TEST_CASE("markdown: links, pictures and definitions, with their lines") {
  CHECK(targets("a [b](c.md) d") == "c.md@1 ");
  CHECK(targets("\n![a [range] of b](c.png)\n[d\ne](f.md)") == "!c.png@2 f.md@3 ");
  CHECK(targets("[![a](b.svg)](c.md)") == "!b.svg@1 c.md@1 ");
  CHECK(targets("[a](b(c).md) (d)") == "b(c).md@1 ");
  CHECK(targets("[a](<b c.md> \"Title\") [d](e \"Title\")") == "b c.md@1 e@1 ");
  CHECK(targets("<a href=\"b\"><img src=\"c.png\"></a>") == "b@1 !c.png@1 ");
  const Markdown page = parse_markdown("[01] and [02]\n\n[01]: 01_a.md\n");
  CHECK(page.definitions == std::map<std::string, std::string>{{"01", "01_a.md"}});
  CHECK(page.labels == std::set<std::string>{"01", "02"});
}

TEST_CASE("markdown: code refers to nothing") {
  CHECK(targets("```cpp\n[a](b)\n```\n[c](d)") == "d@4 ");
  CHECK(targets("text\n\n    [a](b)\n\n    [c](d)\n\n[e](f)") == "f@7 ");
  CHECK(targets("- item\n    [a](b)") == "b@2 ");  // not code: it goes on with the line above
  CHECK(targets("`[a](b)` ``[`](c)`` [`d`](e)") == "e@1 ");
  CHECK(targets("a ` b\n\n[c](d) ` e") == "d@3 ");  // a backtick alone is none
}

TEST_CASE("markdown: anchors are made as sites make them") {
  CHECK(anchor_of("Published, and `measured` here?") == "published-and-measured-here");
  CHECK(anchor_of("01 Hopfield's memory") == "01-hopfields-memory");
  CHECK(anchor_of("Ёж и «ИГЛЫ» – α_k") == "ёж-и-иглы--α_k");
  CHECK(anchor_of("[A link](b.md) here") == "a-link-here");
  const Markdown page = parse_markdown("# One\n\n## Two\n\n## Two\n\n#three\n\n```\n# Four\n```\n");
  CHECK(page.title == "One");
  CHECK(page.headings == std::vector<std::string>{"One", "Two", "Two"});
  CHECK(page.anchors == std::set<std::string>{"one", "two", "two-1"});
}
