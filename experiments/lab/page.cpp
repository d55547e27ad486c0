#include "page.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <openssl/evp.h>

#include <ctime>
#include <iomanip>
#include <kainjow/mustache.hpp>
#include <sstream>
#include <stdexcept>
#include <vector>

#include "embedded/style_sheet.hpp"
#include "error.hpp"
#include "files.hpp"
#include "findings.hpp"

namespace unroll::lab {
namespace fs = std::filesystem;
namespace mustache = kainjow::mustache;
using Json = nlohmann::ordered_json;
using mustache::data;

namespace {

// JSON as templates see it. To mustache an empty text is something; here it is nothing, like null, so that
// {{#x}} asks whether there is anything to show.
data seen(const Json& json) {
  if (json.is_object()) {
    data object{data::type::object};
    for (const auto& [name, value] : json.items()) {
      object.set(name, seen(value));
      if (value.is_array()) object.set("any_" + name, data{!value.empty()});
    }
    return object;
  }
  if (json.is_array()) {
    data list{data::type::list};
    for (const auto& value : json) list.push_back(seen(value));
    return list;
  }
  if (json.is_boolean()) return data{json.get<bool>()};
  if (json.is_null() || json == "") return data{false};
  return data{json.is_string() ? json.get<std::string>() : json.dump()};
}

Json parsed(const fs::path& file, Json::value_t kind) {
  std::string problem = "not what a run writes there";
  try {
    Json json = Json::parse(read_file(file));
    if (json.type() == kind) return json;
  } catch (const Json::exception& thrown) {
    problem = thrown.what();
  }
  throw Error(fmt::format("{} is damaged ({}); run the experiment again", file.string(), problem));
}

// Lines stay sharp on a projector as SVG; a scatter of many points is smaller as PNG.
constexpr std::uintmax_t greatest_svg = 400 * 1024;

std::string base64(const std::string& bytes) {
  std::vector<unsigned char> text(4 * ((bytes.size() + 2) / 3) + 1);
  const auto* begin = reinterpret_cast<const unsigned char*>(bytes.data());
  const int size = EVP_EncodeBlock(text.data(), begin, static_cast<int>(bytes.size()));
  return {text.begin(), text.begin() + size};
}

}  // namespace

std::string filled_page(std::string_view page, const Json& values) {
  data view = seen(values);
  view.set("style", data{std::string(embedded::style_sheet)});
  mustache::mustache form{std::string(page)};
  std::string html = form.render(view);
  if (!form.is_valid()) throw std::logic_error("a page's template is wrong: " + form.error_message());
  return html;
}

std::string text_of(const Json& object, const std::string& key) {
  const auto found = object.find(key);
  if (found == object.end() || found->is_null()) return "";
  return found->is_string() ? found->get<std::string>() : found->dump();
}

Json list_of(const Json& object, const std::string& key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_array() ? *found : Json::array();
}

RunRecord::RunRecord(const fs::path& folder)
    : run(parsed(folder / "run.json", Json::value_t::object)),
      findings(parsed(folder / "findings.json", Json::value_t::array)) {}

std::string link_segment(const std::string& name) {
  std::string link;
  for (const char c : name) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '_' || c == '.';
    link += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return link;
}

std::string picture_of(const fs::path& folder, const Json& figure) {
  // Of the name only its last part: a page shows nothing from outside its folder.
  const std::string name = fs::path(text_of(figure, "name")).filename().string(), svg = name + ".svg",
                    png = name + ".png";
  if (name.empty() || !text_of(figure, "missing").empty()) return "";
  const bool animated = figure.is_object() && figure.value("animated", Json(false)) == true;
  const bool has_png = fs::is_regular_file(folder / png);
  if (animated || !fs::is_regular_file(folder / svg)) return has_png ? png : "";
  return has_png && fs::file_size(folder / svg) > greatest_svg ? png : svg;
}

std::string embedded_picture(const fs::path& file) {
  return fmt::format("data:image/{};base64,{}", file.extension() == ".svg" ? "svg+xml" : "png",
                     base64(read_file(file)));
}

std::string readable_date(const std::string& iso) {
  std::tm time{};
  std::istringstream in(iso);
  in >> std::get_time(&time, "%Y-%m-%dT%H:%M:%SZ");
  if (!in) return iso;
  return fmt::format("{} {:%B %Y, %H:%M} UTC", time.tm_mday, time);
}

namespace {

bool among(const std::string& verdict, Verdict which) {
  for (const FindingKind kind : {FindingKind::published, FindingKind::law, FindingKind::comparison})
    if (verdict == to_string(which, kind)) return true;
  return false;
}

}  // namespace

void Tally::add(const Json& findings) {
  for (const auto& finding : findings) {
    const std::string verdict = text_of(finding, "verdict"), kind = text_of(finding, "kind");
    Count& count = kind == to_string(FindingKind::law)          ? laws
                   : kind == to_string(FindingKind::comparison) ? comparisons
                                                                : published;
    ++(among(verdict, Verdict::confirmed)      ? count.confirmed
       : among(verdict, Verdict::contradicted) ? count.contradicted
                                               : not_measured);
  }
}

std::string Tally::sentence() const {
  if (all() == 0) return "No finding is declared";
  std::vector<std::string> parts;
  const auto say = [&](const Count& count, const char* what, const char* confirmed) {
    if (count.all() > 0)
      parts.push_back(fmt::format("{} of {} {}{} {}", count.confirmed, count.all(), what,
                                  count.all() == 1 ? "" : "s", confirmed));
  };
  say(published, "published figure", "reproduced");
  say(laws, "law", laws.all() == 1 ? "holds" : "hold");
  say(comparisons, "comparison", "as expected");
  if (not_measured > 0) parts.push_back(fmt::format("{} not measured", not_measured));
  return fmt::format("{}", fmt::join(parts, "; "));
}

Mark mark_of(const std::string& verdict) {
  if (among(verdict, Verdict::confirmed)) return {"✓", "good"};
  if (among(verdict, Verdict::contradicted)) return {"≠", "bad"};
  return {"–", "none"};
}

Mark mark_of(const Tally& tally) {
  if (tally.contradicted() > 0) return {"≠", "bad"};
  if (tally.confirmed() > 0) return {"✓", "good"};
  return {"–", "none"};
}

}  // namespace unroll::lab
