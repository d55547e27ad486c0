// What a page in Markdown refers to, as far as the documents of this project write it.
#pragma once
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace consistency {

struct Reference {
  std::string target, text;  // of ![text](target), [text](target), and href and src of HTML
  bool picture = false;
  std::size_t line = 1;
};

struct Markdown {
  std::string title;                               // of the first heading
  std::vector<std::string> headings;               // of all, as text
  std::set<std::string> anchors;                   // what #… may name: headings, and id="…"
  std::vector<Reference> references;               // definitions count as references, too
  std::map<std::string, std::string> definitions;  // [label]: target
  std::set<std::string> labels;                    // of [label] that is no link by itself
};

// Code, in fences, indented or between backticks, refers to nothing.
Markdown parse_markdown(std::string_view text);

// The anchor of a heading, as the usual sites make it: small letters, hyphens for spaces, no punctuation.
std::string anchor_of(const std::string& heading);

}  // namespace consistency
