#include "declaration.hpp"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace unroll::lab {
namespace {

using Json = nlohmann::ordered_json;

template <class List>
const typename List::value_type* named(const List& list, std::string_view name) {
  for (const auto& one : list)
    if (one.name == name) return &one;
  return nullptr;
}

// JSON has no infinities; here they are null.
Json bound(double value) { return std::isinf(value) ? Json() : Json(value); }
double bound_of(const Json& json, double infinity) { return json.is_null() ? infinity : json.get<double>(); }

Json json_of(const Option& o) {
  return {{"name", o.name},   {"value", o.value_name}, {"help", o.help},       {"kind", o.kind},
          {"low", o.low},     {"high", o.high},        {"choices", o.choices}, {"check", o.check},
          {"first", o.first}, {"default", o.standard}};
}

Option option_of(const Json& j) {
  return {.name = j.at("name"),
          .value_name = j.at("value"),
          .help = j.at("help"),
          .kind = j.at("kind"),
          .standard = j.at("default"),
          .low = j.at("low"),
          .high = j.at("high"),
          .choices = j.at("choices"),
          .check = j.at("check"),
          .first = j.at("first")};
}

Json json_of(const Requirement& g);
Json json_of(const Claim& c);
Json json_of(const Option& o);
Json json_of(const Figure& f);
Json json_of(const Equation& e);
Json json_of(const Reference& r);
Json json_of(const TableDeclaration& t);
Json json_of(const Summary& s);

template <class T>
Json list_of(const std::vector<T>& all) {
  Json list = Json::array();
  for (const auto& one : all) list.push_back(json_of(one));
  return list;
}

Json json_of(const Requirement& g) {
  return {{"option", g.option}, {"words", g.words}, {"low", bound(g.low)}, {"high", bound(g.high)}};
}
Requirement given_of(const Json& j) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  return {.option = j.at("option"),
          .words = j.at("words"),
          .low = bound_of(j.at("low"), -infinity),
          .high = bound_of(j.at("high"), infinity)};
}

template <class Read>
auto all_of(const Json& list, Read&& read) {
  std::vector<decltype(read(list))> all;
  for (const auto& one : list) all.push_back(read(one));
  return all;
}

Json json_of(const Claim& c) {
  const Selection& v = c.value;
  return {{"id", c.id},
          {"claim", c.claim},
          {"source", c.source},
          {"published", c.published},
          {"unit", c.unit},
          {"kind", c.kind},
          {"low", bound(c.low)},
          {"high", bound(c.high)},
          {"reason", c.reason},
          {"differs_class", c.differs_class},
          {"differs_by", c.differs_by},
          {"given", list_of(c.given)},
          {"value",
           {{"table", v.table},
            {"column", v.column},
            {"where", v.where},
            {"against", v.against},
            {"compare", static_cast<int>(v.compare)},
            {"each", v.each}}}};
}

Claim claim_of(const Json& j) {
  const Json& v = j.at("value");
  constexpr double infinity = std::numeric_limits<double>::infinity();
  return {.id = j.at("id"),
          .claim = j.at("claim"),
          .source = j.at("source"),
          .published = j.at("published"),
          .unit = j.at("unit"),
          .kind = j.at("kind"),
          .low = bound_of(j.at("low"), -infinity),
          .high = bound_of(j.at("high"), infinity),
          .reason = j.at("reason"),
          .differs_class = j.at("differs_class"),
          .differs_by = j.at("differs_by"),
          .given = all_of(j.at("given"), given_of),
          .value = {.table = v.at("table"),
                    .column = v.at("column"),
                    .where = v.at("where"),
                    .against = v.at("against"),
                    .compare = static_cast<char>(v.at("compare").get<int>()),
                    .each = v.at("each")}};
}

Json json_of(const Figure& f) {
  return {{"name", f.name},     {"title", f.title},       {"alt", f.alt},
          {"script", f.script}, {"words", f.words},       {"width", f.width},
          {"height", f.height}, {"animated", f.animated}, {"only_with", f.only_with}};
}

Figure figure_of(const Json& j) {
  return {.name = j.at("name"),
          .title = j.at("title"),
          .alt = j.at("alt"),
          .script = j.at("script"),
          .words = j.at("words"),
          .width = j.at("width"),
          .height = j.at("height"),
          .animated = j.at("animated"),
          .only_with = j.at("only_with")};
}

Json json_of(const Equation& e) { return {{"name", e.name}, {"text", e.text}, {"mathml", e.mathml}}; }
Equation equation_of(const Json& j) {
  return {.name = j.at("name"), .text = j.at("text"), .mathml = j.at("mathml")};
}

Json json_of(const Reference& r) { return {{"key", r.key}, {"text", r.text}, {"url", r.url}}; }
Reference reference_of(const Json& j) {
  return {.key = j.at("key"), .text = j.at("text"), .url = j.at("url")};
}

Json json_of(const TableDeclaration& t) {
  return {{"name", t.name},
          {"help", t.help},
          {"columns", t.columns},
          {"only_with", t.only_with},
          {"clock", t.clock}};
}
TableDeclaration table_of(const Json& j) {
  return {.name = j.at("name"),
          .help = j.at("help"),
          .columns = j.at("columns"),
          .only_with = j.at("only_with"),
          .clock = j.at("clock")};
}

Json json_of(const Summary& s) {
  return {{"name", s.name},
          {"table", s.table},
          {"by", s.by},
          {"of", s.of},
          {"means", s.means},
          {"shares", s.shares},
          {"quantiles", s.quantiles},
          {"counts", s.counts},
          {"where", s.where}};
}
Summary summary_of(const Json& j) {
  return {.name = j.at("name"),
          .table = j.at("table"),
          .by = j.at("by"),
          .of = j.at("of"),
          .means = j.at("means"),
          .shares = j.at("shares"),
          .quantiles = j.at("quantiles"),
          .counts = j.at("counts"),
          .where = j.at("where")};
}

}  // namespace

std::string Declaration::folder() const { return fmt::format("{:02}_{}", number, slug); }
const Option* Declaration::option(std::string_view name) const { return named(options, name); }
const TableDeclaration* Declaration::table(std::string_view name) const { return named(tables, name); }
const Claim* Declaration::claim(std::string_view id) const {
  for (const auto& claim : claims)
    if (claim.id == id) return &claim;
  return nullptr;
}

std::string to_json(const Declaration& d) {
  const Json json{{"number", d.number},
                  {"slug", d.slug},
                  {"title", d.title},
                  {"part", d.part},
                  {"shows", d.shows},
                  {"question", d.question},
                  {"takes", d.takes},
                  {"harness", d.harness},
                  {"references", list_of(d.references)},
                  {"equations", list_of(d.equations)},
                  {"options", list_of(d.options)},
                  {"tables", list_of(d.tables)},
                  {"summaries", list_of(d.summaries)},
                  {"claims", list_of(d.claims)},
                  {"figures", list_of(d.figures)}};
  return json.dump(1) + "\n";
}

Declaration declaration_of_json(const std::string& text) {
  try {
    const Json j = Json::parse(text);
    return {.number = j.at("number"),
            .slug = j.at("slug"),
            .title = j.at("title"),
            .part = j.at("part"),
            .shows = j.at("shows"),
            .question = j.at("question"),
            .takes = j.at("takes"),
            .harness = j.at("harness"),
            .references = all_of(j.at("references"), reference_of),
            .equations = all_of(j.at("equations"), equation_of),
            .options = all_of(j.at("options"), option_of),
            .tables = all_of(j.at("tables"), table_of),
            .summaries = all_of(j.at("summaries"), static_cast<Summary (*)(const Json&)>(summary_of)),
            .claims = all_of(j.at("claims"), claim_of),
            .figures = all_of(j.at("figures"), figure_of)};
  } catch (const Json::exception& problem) {
    throw std::invalid_argument(fmt::format("it is no compiled declaration ({})", problem.what()));
  }
}

}  // namespace unroll::lab
