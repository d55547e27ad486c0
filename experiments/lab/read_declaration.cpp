#include "read_declaration.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <toml++/toml.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <stdexcept>

#include "figures.hpp"
#include "files.hpp"
#include "harness/declarations.hpp"
#include "options.hpp"

namespace unroll::lab {
namespace fs = std::filesystem;
namespace {

// One table of the file. Every key must be asked for before done() is called, which refuses the others.
class Reader {
 public:
  Reader(const toml::table& table, std::string file, std::string what)
      : table_(table), file_(std::move(file)), what_(std::move(what)) {}

  [[noreturn]] void fail(const std::string& sentence, const toml::node* node = nullptr) const {
    const auto line = (node == nullptr ? table_.source() : node->source()).begin.line;
    throw std::invalid_argument(fmt::format("{}, line {}: {}{}", file_, line, what_, sentence));
  }

  const toml::node* find(const std::string& key) {
    asked_.insert(key);
    return table_.get(key);
  }
  const toml::node& get(const std::string& key) {
    const toml::node* node = find(key);
    if (node == nullptr) fail(fmt::format("lacks `{}`", key));
    return *node;
  }
  std::string text(const std::string& key) {
    const std::string text = text_of(get(key), key);
    if (text.empty()) fail(fmt::format("has an empty `{}`", key));
    return text;
  }
  std::string text(const std::string& key, const std::string& otherwise) {
    const toml::node* node = find(key);
    return node == nullptr ? otherwise : text_of(*node, key);
  }
  bool flag(const std::string& key) {
    const toml::node* node = find(key);
    if (node == nullptr) return false;
    if (!node->is_boolean()) fail(fmt::format("has `{}` that is neither true nor false", key), node);
    return node->as_boolean()->get();
  }
  Words list(const std::string& key) {
    const toml::node* node = find(key);
    return node == nullptr ? Words{} : list_of(*node, key);
  }
  std::vector<double> numbers(const std::string& key, std::size_t count) {
    const toml::node* node = find(key);
    std::vector<double> all;
    if (node == nullptr) return all;
    if (node->is_array())
      for (const auto& one : *node->as_array())
        if (const auto value = one.value<double>()) all.push_back(*value);
    if (!node->is_array() || all.size() != count || node->as_array()->size() != count)
      fail(fmt::format("has `{}` that is no list of {} numbers", key, count), node);
    return all;
  }
  // A table whose values are texts, numbers or lists of them; `each` sees every one.
  template <class Each>
  void entries(const std::string& key, Each&& each) {
    const toml::node* node = find(key);
    if (node == nullptr) return;
    if (!node->is_table()) fail(fmt::format("has `{}` that is no table", key), node);
    for (const auto& [name, value] : *node->as_table())
      each(std::string(name.str()), list_of(value, key), value.is_array());
  }
  Conditions conditions(const std::string& key) {
    Conditions all;
    entries(key, [&](const std::string& name, const Words& values, bool) { all[name] = values; });
    return all;
  }
  std::vector<Reader> tables(const std::string& key, const std::string& id) {
    std::vector<Reader> all;
    const toml::node* node = find(key);
    if (node == nullptr) return all;
    if (!node->is_array_of_tables()) fail(fmt::format("has `{}` that is no [[{}]]", key, key), node);
    for (const auto& one : *node->as_array()) {
      const auto& table = *one.as_table();
      const auto name = table[id].value<std::string>();
      all.emplace_back(table, file_, fmt::format("[[{}]] {} ", key, name ? '"' + *name + '"' : ""));
    }
    return all;
  }
  Reader table(const std::string& key) {
    const toml::node& node = get(key);
    if (!node.is_table()) fail(fmt::format("has `{}` that is no table", key), &node);
    return {*node.as_table(), file_, fmt::format("{}`{}` ", what_, key)};
  }
  // A number, a text or a flag as an option or a cell has it.
  std::string scalar(const toml::node& node, const std::string& key) const {
    if (node.is_string()) return node.as_string()->get();
    if (node.is_integer()) return fmt::format("{}", node.as_integer()->get());
    if (node.is_floating_point()) return fmt::format("{}", node.as_floating_point()->get());
    if (node.is_boolean()) return node.as_boolean()->get() ? "1" : "0";
    fail(fmt::format("has `{}` that is neither text nor number", key), &node);
  }
  Words list_of(const toml::node& node, const std::string& key) const {
    if (!node.is_array()) return {scalar(node, key)};
    Words words;
    for (const auto& one : *node.as_array()) words.push_back(scalar(one, key));
    return words;
  }
  void done() const {
    for (const auto& [key, node] : table_)
      if (!asked_.contains(std::string(key.str())))
        fail(fmt::format("has the key `{}`, which nothing reads; there are {}", key.str(),
                         fmt::join(asked_, ", ")),
             &node);
  }

 private:
  std::string text_of(const toml::node& node, const std::string& key) const {
    if (!node.is_string()) fail(fmt::format("has `{}` that is no text", key), &node);
    return node.as_string()->get();
  }

  const toml::table& table_;
  std::string file_, what_;
  std::set<std::string> asked_;
};

// The place of a name in a list of names.
template <std::size_t n>
std::size_t chosen(const Reader& reader, const std::array<std::string_view, n>& names, const std::string& key,
                   const std::string& name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end())
    reader.fail(fmt::format("has `{}` \"{}\"; it must be one of {}", key, name, fmt::join(names, ", ")));
  return static_cast<std::size_t>(found - names.begin());
}

// One value for all scales, or one for each. A list option's value is a list itself.
std::array<Words, 3> standard_of(Reader& reader, const Option& option) {
  using Kind = Option::Kind;
  if (option.kind == Kind::flag) return {Words{"no"}, {"no"}, {"no"}};
  const toml::node& node = reader.get("default");
  const toml::array* array = node.as_array();
  const bool lists = array != nullptr && !array->empty() && (*array)[0].is_array();
  const bool by_scale = array != nullptr && (option.takes_list() ? lists : true);
  if (!by_scale) {
    const Words value = reader.list_of(node, "default");
    return {value, value, value};
  }
  if (array->size() != 3) reader.fail("has `default` for other than three scales", &node);
  std::array<Words, 3> standard;
  for (std::size_t k = 0; k < 3; ++k) standard[k] = reader.list_of((*array)[k], "default");
  return standard;
}

Option read_option(Reader reader) {
  using Kind = Option::Kind;
  Option option{.name = reader.text("name")};
  option.kind = static_cast<Kind>(chosen(reader, kind_names, "kind", reader.text("kind")));
  option.help = option.kind == Kind::seeds
                    ? reader.text("help", "repetitions, side by side: 10 is the seeds 1 to 10, 3..12 those")
                    : reader.text("help");
  option.standard = standard_of(reader, option);
  const bool number = option.kind == Kind::integer || option.kind == Kind::real ||
                      option.kind == Kind::integers || option.kind == Kind::reals;
  if (number) {
    const auto range = reader.numbers("range", 2);
    if (range.empty()) reader.fail("lacks `range`");
    option.low = range[0];
    option.high = range[1];
  }
  const std::map<Kind, std::string> usual{{Kind::integer, "N"},    {Kind::real, "X"},
                                          {Kind::seeds, "N|A..B"}, {Kind::integers, "N..."},
                                          {Kind::reals, "X..."},   {Kind::flag, ""}};
  if (option.kind == Kind::choice) {
    option.choices = reader.list("choices");
    option.value_name = fmt::format("{}", fmt::join(option.choices, "|"));
    if (option.choices.size() < 2) reader.fail("leaves no choice; `choices` lists what can be chosen");
  } else if (const auto found = usual.find(option.kind); found != usual.end()) {
    option.value_name = reader.text("value", found->second);
  } else {
    option.value_name = reader.text("value");
    option.check = reader.text("check", "");
  }
  if (option.kind == Kind::seeds)
    if (const toml::node* first = reader.find("first"))
      option.first = std::stoull(reader.scalar(*first, "first"));
  reader.done();
  try {
    for (const auto& values : option.standard)
      if (values != Words{""}) check_values(option, values);
  } catch (const std::exception& problem) {
    reader.fail(fmt::format("has a default that is not right: {}", problem.what()));
  }
  return option;
}

bool has_name(const Declaration& d, const std::string& table, const std::string& column) {
  if (const auto* declared = d.table(table))
    return std::find(declared->columns.begin(), declared->columns.end(), column) != declared->columns.end();
  for (const auto& summary : d.summaries)
    if (summary.name == table) {
      const Table empty{d.table(summary.table)->columns};
      return summary_of(empty, summary).has_column(column);
    }
  return false;
}

Summary read_summary(const Declaration& d, Reader reader) {
  Summary summary{.name = reader.text("name"),
                  .table = reader.text("table"),
                  .by = reader.list("by"),
                  .of = reader.list("of"),
                  .means = reader.list("means"),
                  .shares = reader.list("shares"),
                  .quantiles = {},
                  .counts = {},
                  .where = reader.conditions("where")};
  for (const auto& q : reader.list("quantiles")) summary.quantiles.push_back(number_of(q));
  for (Reader& count : reader.tables("counts", "of")) {
    summary.counts.emplace_back(count.text("of"), count.text("among"));
    count.done();
  }
  reader.done();
  if (d.table(summary.table) == nullptr)
    reader.fail(fmt::format("summarises \"{}\", which is no [[table]]", summary.table));
  Words columns;
  for (const auto& [of, among] : summary.counts) columns.insert(columns.end(), {of, among});
  for (const auto& [column, values] : summary.where) columns.push_back(column);
  for (const auto* more : {&summary.by, &summary.of, &summary.means, &summary.shares})
    columns.insert(columns.end(), more->begin(), more->end());
  for (const auto& column : columns)
    if (!has_name(d, summary.table, column))
      reader.fail(
          fmt::format("names the column \"{}\", which the table \"{}\" has not", column, summary.table));
  if (columns.size() == summary.by.size() + summary.where.size())
    reader.fail("summarises no column; `of`, `means`, `shares` or `counts` names some");
  return summary;
}

Selection read_selection(const Declaration& d, Reader reader) {
  Selection selection{.table = reader.text("table"),
                      .column = reader.text("column"),
                      .where = reader.conditions("where"),
                      .against = reader.conditions("minus")};
  if (!selection.against.empty()) selection.compare = '-';
  if (const auto over = reader.conditions("over"); !over.empty()) {
    if (selection.compare != 0) reader.fail("has both `minus` and `over`; one can be had");
    selection.against = over;
    selection.compare = '/';
  }
  selection.each = reader.text("each", "");
  reader.done();
  constexpr std::array<std::string_view, 7> reductions{"max",    "min",   "mean", "sum",
                                                       "median", "first", "last"};
  if (!selection.each.empty()) chosen(reader, reductions, "each", selection.each);
  Words columns{selection.column};
  for (const auto& conditions : {selection.where, selection.against})
    for (const auto& [column, values] : conditions) {
      columns.push_back(column);
      for (const auto& value : values)
        if (value.starts_with('@') && d.option(value.substr(1)) == nullptr)
          reader.fail(fmt::format("asks for the value of --{}, which is no option", value.substr(1)));
    }
  for (const auto& column : columns)
    if (!has_name(d, selection.table, column))
      reader.fail(
          fmt::format("names the column \"{}\", which the table \"{}\" has not", column, selection.table));
  return selection;
}

// A number or a word is the setting itself, a flag is 0 or 1; two numbers of a numeric option are a range.
std::vector<Requirement> read_given(const Declaration& d, Reader& reader) {
  std::vector<Requirement> all;
  reader.entries("given", [&](const std::string& name, const Words& values, bool list) {
    const Option* option = d.option(name);
    if (option == nullptr) reader.fail(fmt::format("is given --{}, which is no option", name));
    const bool number = option->kind == Option::Kind::integer || option->kind == Option::Kind::real;
    if (number && list && values.size() != 2)
      reader.fail(fmt::format("is given --{} that is neither one number nor a range of two", name));
    if (number)
      all.push_back({name, {}, number_of(values.front()), number_of(values.back())});
    else if (option->kind == Option::Kind::flag)
      all.push_back({name, {values.at(0) == "1" ? "yes" : "no"}});
    else
      all.push_back({name, values});
  });
  return all;
}

void read_difference(Claim& claim, Reader reader) {
  constexpr std::array<std::string_view, 4> classes{"protocol unknown", "published figure doubtful", "budget",
                                                    "cause unknown"};
  claim.differs_class = reader.text("class");
  claim.differs_by = reader.text("because");
  chosen(reader, classes, "class", claim.differs_class);
  reader.done();
}

Claim read_claim(const Declaration& d, const Bibliography& references, Reader reader) {
  Claim claim{.id = reader.text("id"),
              .claim = reader.text("claim"),
              .source = reader.text("source"),
              .published = reader.text("published"),
              .unit = reader.text("unit", ""),
              .reason = reader.text("reason")};
  claim.kind =
      static_cast<FindingKind>(chosen(reader, finding_kind_names, "kind", reader.text("kind", "published")));
  const auto band = reader.numbers("band", 2);
  if (band.empty()) reader.fail("lacks `band`");
  claim.low = band[0];
  claim.high = band[1];
  if (std::isinf(claim.low) && std::isinf(claim.high))
    reader.fail("has a band that nothing can lie outside of");
  if (!(claim.low <= claim.high)) reader.fail("has a band that nothing can lie in");
  claim.given = read_given(d, reader);
  if (reader.find("value") != nullptr) claim.value = read_selection(d, reader.table("value"));
  if (reader.find("differs") != nullptr) read_difference(claim, reader.table("differs"));
  reader.done();
  try {
    claim.source = references.expand(claim.source);
  } catch (const std::invalid_argument& problem) {
    reader.fail(problem.what());
  }
  return claim;
}

Figure read_figure(const Declaration& d, const fs::path& scripts, Reader reader,
                   std::set<std::string>& used) {
  Figure figure{.name = reader.text("name"), .title = reader.text("title"), .alt = reader.text("alt")};
  reader.entries("words", [&](const std::string& name, const Words& values, bool list) {
    figure.words[name] = list ? script_list(values) : script_text(values.at(0));
  });
  const fs::path script = scripts / (reader.text("script", figure.name) + ".gp");
  figure.animated = reader.flag("animated");
  figure.only_with = reader.text("only_with", "");
  if (const auto size = reader.numbers("size", 2); !size.empty()) {
    figure.width = static_cast<int>(size[0]);
    figure.height = static_cast<int>(size[1]);
  }
  reader.done();
  if (!figure.only_with.empty() && d.option(figure.only_with) == nullptr)
    reader.fail(fmt::format("is drawn only with --{}, which is no option", figure.only_with));
  if (!fs::exists(script))
    reader.fail(fmt::format("has no script; it is looked for in figures/{}", script.filename().string()));
  used.insert(script.filename().string());
  figure.script = read_file(script);
  for (const auto& [name, text] : figure.words)
    if (name.starts_with("option_"))
      reader.fail(fmt::format("has a word {}, which is the name of an option", name));
  return figure;
}

template <class List, class Name>
void check_once(const Reader& reader, const List& list, const char* what, Name&& name) {
  std::set<std::string> names;
  for (const auto& one : list)
    if (!names.insert(name(one)).second)
      reader.fail(fmt::format("declares the {} \"{}\" twice", what, name(one)));
}

void read_head(Declaration& d, Reader& reader, const DeclarationContext& context) {
  d.question = reader.text("question");
  if (const toml::node* trains = reader.find("trains"); trains != nullptr && trains->is_boolean())
    d.harness = trains->as_boolean()->get() ? Words{"gradients", "states", "curves"} : Words{};
  else
    d.harness = reader.list("trains");
  Reader takes = reader.table("takes");
  for (std::size_t k = 0; k < 3; ++k) d.takes[k] = takes.text(std::string(scale_names[k]));
  takes.done();
  for (const auto& key : reader.list("references")) {
    if (!context.references.has(key))
      reader.fail(fmt::format("names the reference \"{}\", which docs/references.json has not", key));
    d.references.push_back({key, context.references.full(key), context.references.url(key)});
  }
  for (Reader& equation : reader.tables("equation", "name")) {
    Equation read{equation.text("name"), equation.text("text"), {}};
    const std::string tex = equation.text("tex");
    equation.done();
    try {
      read.mathml = context.typeset(tex);
    } catch (const std::invalid_argument& problem) {
      equation.fail(fmt::format("cannot be typeset: {}", problem.what()));
    }
    d.equations.push_back(read);
  }
}

// Returns the scripts that the figures use.
std::set<std::string> read_lists(Declaration& d, Reader& reader, const fs::path& folder,
                                 const DeclarationContext& context) {
  std::set<std::string> scripts;
  for (const Reader& option : reader.tables("option", "name")) d.options.push_back(read_option(option));
  for (Reader& table : reader.tables("table", "name")) {
    d.tables.push_back({table.text("name"), table.text("help"), table.list("columns"),
                        table.text("only_with", ""), table.flag("clock")});
    table.done();
    const auto& declared = d.tables.back();
    if (declared.columns.empty()) table.fail("has no `columns`");
    check_once(table, declared.columns, "column", [](const auto& column) { return column; });
    if (!declared.only_with.empty() && d.option(declared.only_with) == nullptr)
      table.fail(fmt::format("is written only with --{}, which is no option", declared.only_with));
  }
  for (const Reader& summary : reader.tables("summary", "name"))
    d.summaries.push_back(read_summary(d, summary));
  for (const Reader& claim : reader.tables("finding", "id"))
    d.claims.push_back(read_claim(d, context.references, claim));
  for (const Reader& figure : reader.tables("figure", "name"))
    d.figures.push_back(read_figure(d, folder / "figures", figure, scripts));
  return scripts;
}

void check_whole(const Declaration& d, const Reader& reader, const fs::path& folder,
                 const std::set<std::string>& scripts) {
  Words files;
  for (const auto& table : d.tables) files.push_back(table.name);
  for (const auto& summary : d.summaries) files.push_back(summary.name);
  check_once(reader, files, "table", [](const auto& name) { return name; });
  check_once(reader, d.claims, "finding", [](const auto& claim) { return claim.id; });
  check_once(reader, d.figures, "figure", [](const auto& figure) { return figure.name; });
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(folder / "figures", none))
    if (!scripts.contains(entry.path().filename().string()))
      reader.fail(fmt::format("declares no figure for figures/{}", entry.path().filename().string()));
  try {
    check_options({d});
  } catch (const std::logic_error& problem) {
    reader.fail(problem.what());
  }
}

}  // namespace

Declaration read_declaration_toml(const fs::path& folder, const DeclarationContext& context) {
  const std::string name = folder.filename().string(), file = name + "/experiment.toml";
  Declaration d;
  const auto planned = std::find_if(context.syllabus.begin(), context.syllabus.end(),
                                    [&](const Planned& entry) { return entry.folder() == name; });
  if (planned == context.syllabus.end())
    throw std::invalid_argument(fmt::format("{} is no NN_slug of the syllabus.txt beside it", name));
  d.number = planned->number;
  d.slug = planned->slug;
  d.title = planned->title;
  d.part = planned->part;
  d.shows = planned->shows;
  toml::table all;
  try {
    all = toml::parse(read_file(folder / "experiment.toml"));
  } catch (const toml::parse_error& problem) {
    throw std::invalid_argument(
        fmt::format("{}, line {}: {}", file, problem.source().begin.line, problem.description()));
  }
  Reader reader(all, file, "it ");
  read_head(d, reader, context);
  const auto scripts = read_lists(d, reader, folder, context);
  reader.done();
  check_whole(d, reader, folder, scripts);
  add_harness(d, context.harness);
  return d;
}

}  // namespace unroll::lab
