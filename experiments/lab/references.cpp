#include "references.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string_view>

namespace unroll::lab {
namespace {

using Json = nlohmann::json;
using Words = std::vector<std::string>;

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return is_lower(c) || (c >= 'A' && c <= 'Z'); }
bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

// A word is what stands between blanks, hyphens and other punctuation; letters beyond ASCII belong to it.
bool in_word(char c) { return is_letter(c) || is_digit(c) || c == '_' || !is_ascii(c); }

// The three parts of a key. The name is empty if the word has another form.
struct Key {
  std::string_view name, year, letter;
};

Key parts_of_key(std::string_view word) {
  const auto letters = std::find_if_not(word.begin(), word.end(), is_lower) - word.begin();
  const auto name = word.substr(0, static_cast<std::size_t>(letters));
  const auto year = word.substr(name.size()).substr(0, 4);
  const auto letter = word.substr(name.size() + year.size());
  const bool is_year = year.size() == 4 && std::all_of(year.begin(), year.end(), is_digit) &&
                       (year.starts_with("18") || year.starts_with("19") || year.starts_with("20"));
  if (!is_year || letter.size() > 1 || !std::all_of(letter.begin(), letter.end(), is_lower)) return {};
  return {name, year, letter};
}

// "" where the item has no such field.
std::string text(const Json& item, const char* field) {
  const auto found = item.find(field);
  return found != item.end() && found->is_string() ? found->get<std::string>() : "";
}

std::string joined(const Words& words, const char* between) {
  Words filled;
  std::copy_if(words.begin(), words.end(), std::back_inserter(filled),
               [](const auto& x) { return !x.empty(); });
  return fmt::format("{}", fmt::join(filled, between));
}

bool continues_letter(char c) { return (static_cast<unsigned char>(c) & 0xC0u) == 0x80u; }

// "Hans-Jürgen" gives "H.-J."; the first letter of a name may have several bytes.
std::string initials(const std::string& given) {
  std::string result;
  bool at_start = true, in_initial = false;
  for (const char c : given) {
    const bool between = c == ' ' || c == '-';
    const bool taken = at_start ? !between : in_initial && continues_letter(c);
    if (in_initial && !taken) result += '.';
    if (between || taken) result += c;
    in_initial = taken;
    at_start = between;
  }
  return in_initial ? result + '.' : result;
}

std::string family(const Json& author) {
  return joined({text(author, "non-dropping-particle"), text(author, "family"), text(author, "literal")},
                " ");
}

std::string with_initials(const Json& author) {
  return joined({initials(text(author, "given")), family(author)}, " ");
}

// "A, B & C", or "A, B, C et al." for the first of more than `most` names.
std::string list_of_names(const Words& names, std::size_t most, std::size_t shown_of_more) {
  if (names.size() > most)
    return fmt::format("{} et al.",
                       fmt::join(names.begin(), names.begin() + static_cast<int>(shown_of_more), ", "));
  if (names.size() == 1) return names.front();
  return fmt::format("{} & {}", fmt::join(names.begin(), names.end() - 1, ", "), names.back());
}

template <class Name>
Words names_of(const Json& item, Name name) {
  Words names;
  for (const auto& author : item["author"]) names.push_back(name(author));
  return names;
}

std::string short_citation(const Json& item, const std::string& year) {
  return list_of_names(names_of(item, family), 3, 1) + " " + year;
}

// The number without "arXiv:"; "" where the work has none.
std::string arxiv_number(const Json& item) {
  for (const auto& [field, prefix] : {std::pair{"number", "arXiv:"}, {"URL", "https://arxiv.org/abs/"}})
    if (const std::string value = text(item, field); value.starts_with(prefix))
      return value.substr(std::string_view(prefix).size());
  return "";
}

// "Neural Computation 9 (1997) 1735–1780", "ICML 2013, 1310–1318" or "PhD thesis, TU München (1991)".
std::string venue(const Json& item, const std::string& year) {
  const std::string type = text(item, "type"), arxiv = arxiv_number(item), page = text(item, "page");
  const std::string abbreviated = text(item, "container-title-short");
  const std::string container =
      joined({abbreviated.empty() ? text(item, "container-title") : abbreviated, text(item, "volume")}, " ");
  const std::string number = text(item, "number").starts_with("arXiv:") ? "" : text(item, "number");
  const std::string chapter = text(item, "chapter-number");
  std::string where = joined({type == "chapter" && !container.empty() ? "in " + container : container,
                              chapter.empty() ? "" : "chapter " + chapter, text(item, "collection-title"),
                              joined({text(item, "genre"), number}, " "), text(item, "publisher")},
                             ", ");
  const bool preprint = where.empty() && !arxiv.empty();
  if (preprint) where = "arXiv:" + arxiv;
  const std::string at = type == "paper-conference" && text(item, "volume").empty() && !preprint
                             ? joined({joined({where, year}, " "), page}, ", ")
                             : joined({where, "(" + year + ")", page}, " ");
  const std::string on_line = type == "webpage" || type == "software" ? text(item, "URL") : "";
  const std::string also = arxiv.empty() || preprint ? "" : " (arXiv:" + arxiv + ")";
  return joined({at + also, on_line}, ", ");
}

std::string full_reference(const Json& item, const std::string& year) {
  const std::string at = venue(item, year);
  const std::string before = at.starts_with('(') ? " " : ", ";  // a year alone belongs to the title
  return list_of_names(names_of(item, with_initials), 6, 3) + ", " + text(item, "title") + before + at;
}

std::string address(const Json& item) {
  if (const std::string doi = text(item, "DOI"); !doi.empty()) return "https://doi.org/" + doi;
  if (const std::string arxiv = arxiv_number(item); !arxiv.empty()) return "https://arxiv.org/abs/" + arxiv;
  return text(item, "URL");
}

bool has_authors(const Json& item) {
  const auto authors = item.find("author");
  return authors != item.end() && authors->is_array() && !authors->empty() &&
         std::all_of(authors->begin(), authors->end(), [](const auto& x) { return !family(x).empty(); });
}

// The year as text; "" where the item has none.
std::string year_of(const Json& item) {
  const auto issued = item.find("issued");
  if (issued == item.end() || !issued->is_object()) return "";
  const Json dates = issued->value("date-parts", Json());
  if (!dates.is_array() || dates.empty() || !dates[0].is_array() || dates[0].empty()) return "";
  const Json& year = dates[0][0];
  return year.is_number_integer() ? year.dump() : year.is_string() ? year.get<std::string>() : "";
}

// Whether the ASCII letters of the author's name stand in the key in their order: the key writes the other
// letters without their marks.
bool fits_name(const Json& author, std::string_view name) {
  std::string letters = text(author, "family").empty() ? text(author, "literal") : text(author, "family");
  if (text(author, "family").empty()) letters = letters.substr(0, letters.find(' '));
  std::size_t place = 0;
  for (const char c : letters)
    if (is_letter(c)) {
      place = name.find(is_lower(c) ? c : static_cast<char>(c - 'A' + 'a'), place);
      if (place == std::string_view::npos) return false;
      ++place;
    }
  return true;
}

[[noreturn]] void refuse(const std::string& where, const std::string& what) {
  throw std::invalid_argument(fmt::format("{}: {}", where, what));
}

Json read_items(const std::string& json, const std::string& where) {
  try {
    Json items = Json::parse(json);
    if (!items.is_array()) refuse(where, "a JSON array of works is needed");
    return items;
  } catch (const Json::exception& error) {
    const std::string what = error.what();  // "[json.exception.parse_error.101] parse error at line …"
    const auto begin = what.find("] ");
    refuse(where, begin == std::string::npos ? what : what.substr(begin + 2));
  }
}

// The key of an item that is complete. `number` counts the items from 1.
std::string checked_key(const Json& item, std::size_t number, const std::string& where) {
  if (!item.is_object()) refuse(where, fmt::format("item {} is no JSON object", number));
  const std::string key = text(item, "id");
  if (key.empty()) refuse(where, fmt::format("item {} has no id", number));
  if (text(item, "title").empty()) refuse(where, fmt::format("{} has no title", key));
  if (!has_authors(item)) refuse(where, fmt::format("{} has no author, or one without a family name", key));
  if (year_of(item).empty()) refuse(where, fmt::format("{} has no year as issued", key));
  const Key parts = parts_of_key(key);
  if (parts.name.empty())
    refuse(where,
           fmt::format("\"{}\" is no key; a family name in lower-case ASCII letters, a year and perhaps a "
                       "letter are needed, as in hochreiter1997",
                       key));
  if (parts.year != year_of(item) || !fits_name(item["author"][0], parts.name))
    refuse(where,
           fmt::format("the key {} does not fit its work, {}", key, short_citation(item, year_of(item))));
  return key;
}

}  // namespace

Bibliography Bibliography::parse(const std::string& json, const std::string& where) {
  Bibliography all;
  all.where_ = where;
  std::size_t number = 0;
  for (const auto& item : read_items(json, where)) {
    const std::string key = checked_key(item, ++number, where);
    const Key parts = parts_of_key(key);
    const std::string year = std::string(parts.year) + std::string(parts.letter);
    const Work work{full_reference(item, year), short_citation(item, year), address(item)};
    if (!all.works_.emplace(key, work).second) refuse(where, fmt::format("the key {} is used twice", key));
  }
  return all;
}

std::vector<std::string> Bibliography::keys() const {
  std::vector<std::string> all;
  for (const auto& [key, work] : works_) all.push_back(key);
  return all;
}

const Bibliography::Work& Bibliography::work(const std::string& key) const {
  const auto found = works_.find(key);
  if (found == works_.end()) throw std::invalid_argument(fmt::format("{} has no work {}", where_, key));
  return found->second;
}

const std::string& Bibliography::full(const std::string& key) const { return work(key).full; }
const std::string& Bibliography::shorter(const std::string& key) const { return work(key).shorter; }
const std::string& Bibliography::url(const std::string& key) const { return work(key).url; }

std::string Bibliography::expand(const std::string& text) const {
  std::string result;
  for (std::size_t k = 0; k < text.size();) {
    const auto begin = text.begin() + static_cast<std::ptrdiff_t>(k);
    const std::string word(begin, std::find_if_not(begin, text.end(), in_word));
    if (word.empty()) {
      result += text[k++];
      continue;
    }
    result += parts_of_key(word).name.empty() ? word : shorter(word);
    k += word.size();
  }
  return result;
}

}  // namespace unroll::lab
