#include "run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "figures.hpp"
#include "files.hpp"
#include "interrupt.hpp"
#include "parallel.hpp"

namespace unroll::lab {

Run::Run(const Declaration& declaration, const Settings& settings, const Request& request, Progress& progress,
         const std::filesystem::path& folder)
    : declaration_(declaration),
      settings_(settings),
      request_(request),
      progress_(progress),
      folder_(folder) {
  for (const auto& table : declaration.tables) tables_.emplace(table.name, Table(table.columns));
}

Stream Run::stream(std::string_view model, std::uint64_t number, std::string_view purpose) const {
  return {request_.seed, declaration_.slug, model, number, purpose};
}

std::uint64_t Run::stream_number(std::uint64_t seed) const {
  for (const Option& option : declaration_.options)
    if (option.kind == Option::Kind::seeds) return seed - 1 + option.first;
  return seed;
}

void Run::parallel(const std::string& label, std::size_t count,
                   const std::function<void(std::size_t)>& work) {
  progress_.stage(fmt::format("{} {}", declaration_.folder(), label), count);
  parallel_for(count, request_.threads, progress_, work);
  progress_.clear();
}

Table& Run::table_named(const std::string& name) {
  const auto found = tables_.find(name);
  if (found == tables_.end())
    throw std::logic_error(fmt::format("{} declares no table \"{}\"", declaration_.folder(), name));
  return found->second;
}

void Run::file(const std::string& name, const std::string& bytes) {
  check_interrupt();
  if (std::find(files_.begin(), files_.end(), name) != files_.end())
    throw std::logic_error(fmt::format("{} writes the file {} twice", declaration_.folder(), name));
  write_file(folder_ / name, bytes);
  files_.push_back(name);
}

void Run::set(const std::string& name, const std::string& gnuplot_expression) {
  if (!variables_.emplace(name, gnuplot_expression).second)
    throw std::logic_error(
        fmt::format("{} sets the scripts' variable {} twice", declaration_.folder(), name));
}

void Run::variable(const std::string& name, double value) { set(name, script_number(value)); }
void Run::variable(const std::string& name, const std::string& text) { set(name, script_text(text)); }
void Run::variable(const std::string& name, const std::vector<std::string>& list) {
  set(name, script_list(list));
}

}  // namespace unroll::lab
