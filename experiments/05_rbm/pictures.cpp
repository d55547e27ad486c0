#include "pictures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "datasets/bars_and_stripes.hpp"
#include "datasets/digits.hpp"
#include "datasets/idx.hpp"
#include "experiments/lab/data.hpp"
#include "experiments/lab/error.hpp"

namespace unroll::experiments::restricted {
namespace {

constexpr arma::uword bar_side = 8;

Pictures bars() {
  Pictures pictures{.name = "bars", .side = bar_side};
  pictures.pool.images = datasets::bars_and_stripes<float>(bar_side);
  pictures.pool.labels.set_size(pictures.pool.images.n_cols);
  for (arma::uword k = 0; k < pictures.pool.labels.n_elem; ++k) pictures.pool.labels[k] = k % 2;
  return pictures;
}

std::filesystem::path folder_of(lab::Run& run, const std::string& name) {
  const auto folder = lab::get_data(name, [&](const std::string& line) { run.say(line); });
  const lab::DataSet& set = lab::find_data_set(name);
  run.note(fmt::format("pictures from {}: {} (licence: {})", name, set.origin, set.licence));
  return folder;
}

Pictures digits(lab::Run& run) {
  const auto read = datasets::read_digits(folder_of(run, "digits") / "digits.csv.gz");
  return {.name = "digits", .pool = {read.images, read.labels}, .side = 8};
}

Pictures idx_pictures(lab::Run& run, const std::string& name) {
  const auto folder = folder_of(run, name);
  const std::string ending = name == "mnist" ? "" : ".gz";
  const auto set = [&](const std::string& part) {
    return Set{datasets::read_idx_pictures(folder / (part + "-images-idx3-ubyte" + ending)).images,
               datasets::read_idx_labels(folder / (part + "-labels-idx1-ubyte" + ending))};
  };
  Pictures pictures{name, set("train"), set("t10k"), 28};
  if (pictures.pool.images.n_rows != 28 * 28 || pictures.test.images.n_rows != 28 * 28)
    throw lab::Error(fmt::format("the pictures of {} are not 28 × 28 pixels", name));
  return pictures;
}

Set columns_of(const Set& from, const std::vector<std::size_t>& which, arma::uword first, arma::uword count) {
  arma::uvec columns(count);
  for (arma::uword k = 0; k < count; ++k) columns[k] = which[first + k];
  return {from.images.cols(columns), from.labels.elem(columns)};
}

}  // namespace

Pictures chosen_pictures(lab::Run& run) {
  const std::string& kind = run.settings().word("pictures");
  try {
    if (kind == "digits") return digits(run);
    if (kind == "mnist" || kind == "fashion-mnist") return idx_pictures(run, kind);
  } catch (const lab::Error& problem) {
    run.warn(fmt::format(
        "the pictures of --pictures {} are not available, so bars and stripes of 8 × 8 pixels are used: {}",
        kind, problem.what()));
  }
  return bars();
}

arma::fmat thresholded(const arma::fmat& images) {
  arma::fmat bits(arma::size(images));
  for (arma::uword k = 0; k < images.n_elem; ++k) bits[k] = images[k] >= 0.5F ? 1.0F : 0.0F;
  return bits;
}

Split split_of(const lab::Point& at, const Pictures& pictures) {
  const lab::Settings& settings = at.settings();
  Stream stream = at.stream("pictures", "training and test");
  const arma::uword all = pictures.pool.images.n_cols;
  const bool own_test = !pictures.test.images.is_empty();
  const arma::uword train = std::min<arma::uword>(settings.count("train"), own_test ? all : 3 * all / 4),
                    others = own_test ? pictures.test.images.n_cols : all - train,
                    test = std::min<arma::uword>(settings.count("test"), others);
  const auto order = stream.sample(own_test ? train : train + test, all);
  Split split{.train = columns_of(pictures.pool, order, 0, train), .test = {}};
  split.test = own_test ? columns_of(pictures.test, stream.sample(test, others), 0, test)
                        : columns_of(pictures.pool, order, train, test);
  return split;
}

}  // namespace unroll::experiments::restricted
