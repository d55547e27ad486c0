// What the pages of report.hpp are made of: templates filled in, and the small texts they share.
#pragma once
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace unroll::lab {

// The template filled in with `values` and the style sheet. Everything is escaped but what the template names
// in three braces. For every list `x` the template may ask whether it has `any_x`.
std::string filled_page(std::string_view page, const nlohmann::ordered_json& values);

// run.json may have been edited, or come from another version of the program. So a member is read as text,
// empty where there is none, and as a list, empty where it is none.
std::string text_of(const nlohmann::ordered_json& object, const std::string& key);
nlohmann::ordered_json list_of(const nlohmann::ordered_json& object, const std::string& key);

// A finished run. Throws Error where run.json or findings.json is missing or damaged.
struct RunRecord {
  explicit RunRecord(const std::filesystem::path& folder);
  nlohmann::ordered_json run, findings;
};

// One path segment of a link. A name can thus neither leave the folder nor begin a scheme like "javascript:".
std::string link_segment(const std::string& name);

// The picture of a figure of run.json that a page embeds: its name in the run's folder, empty where there is
// none. SVG, but PNG where it moves or where the SVG has very many points.
std::string picture_of(const std::filesystem::path& folder, const nlohmann::ordered_json& figure);

// The picture itself as a link that needs no file.
std::string embedded_picture(const std::filesystem::path& file);

// "21 November 2026, 06:00 UTC", or the text itself where it is no such time.
std::string readable_date(const std::string& iso);

// How many findings were confirmed and contradicted: published figures, laws and comparisons apart.
struct Tally {
  struct Count {
    int confirmed = 0, contradicted = 0;
    int all() const { return confirmed + contradicted; }
  };
  Count published, laws, comparisons;
  int not_measured = 0;
  void add(const nlohmann::ordered_json& findings);
  int confirmed() const { return published.confirmed + laws.confirmed + comparisons.confirmed; }
  int contradicted() const { return published.contradicted + laws.contradicted + comparisons.contradicted; }
  int all() const { return confirmed() + contradicted() + not_measured; }
  std::string sentence() const;
};
// The symbol and the style of a verdict, or of the worst verdict of all.
struct Mark {
  std::string symbol, kind;
};
Mark mark_of(const std::string& verdict);
Mark mark_of(const Tally& tally);

}  // namespace unroll::lab
