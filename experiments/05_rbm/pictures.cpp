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
  Pictures pictures{.side = bar_side};
  pictures.pool.images = datasets::bars_and_stripes<float>(bar_side);
  pictures.pool.labels.set_size(pictures.pool.images.n_cols);
  for (arma::uword k = 0; k < pictures.pool.labels.n_elem; ++k) pictures.pool.labels[k] = k % 2;
  return pictures;
}

std::filesystem::path real_data(lab::Run& run, const std::string& name) {
  const auto folder = lab::get_data(name, [&](const std::string& line) { run.say(line); });
  const lab::DataSet& set = lab::find_data_set(name);
  run.note(fmt::format("pictures from {}: {} (licence: {})", name, set.origin, set.licence));
  return folder;
}

Pictures digits(lab::Run& run) {
  const auto read = datasets::read_digits(real_data(run, "digits") / "digits.csv.gz");
  return {.pool = {read.images, read.labels}, .side = 8, .handwritten = true};
}

Pictures idx_pictures(lab::Run& run, const std::string& name) {
  const auto folder = real_data(run, name);
  const std::string ending = name == "mnist" ? "" : ".gz";
  const auto set = [&](const std::string& part, arma::uword most) {
    return Set{datasets::read_idx_pictures(folder / (part + "-images-idx3-ubyte" + ending), most).images,
               datasets::read_idx_labels(folder / (part + "-labels-idx1-ubyte" + ending), most)};
  };
  Pictures pictures{set("train", datasets::all_of_them), set("t10k", datasets::all_of_them), 28,
                    name == "mnist"};
  if (pictures.pool.images.n_rows != 28 * 28 || pictures.test.images.n_rows != 28 * 28)
    throw lab::Error(fmt::format("the pictures of {} are not 28 × 28 pixels", name));
  return pictures;
}

// Columns drawn without repetition.
Set drawn(const Set& from, const std::vector<std::size_t>& which, arma::uword first, arma::uword count) {
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
    run.warn(fmt::format("no real pictures could be had, so these are bars and stripes of 8 × 8 pixels: {}",
                         problem.what()));
  }
  return bars();
}

arma::fmat thresholded(const arma::fmat& images) {
  arma::fmat bits(arma::size(images));
  for (arma::uword k = 0; k < images.n_elem; ++k) bits[k] = images[k] >= 0.5F ? 1.0F : 0.0F;
  return bits;
}

Share share_out(const lab::Run& run, const Pictures& pictures, std::size_t machine) {
  Stream stream = run.stream("pictures", machine, "training and test");
  const arma::uword all = pictures.pool.images.n_cols;
  const bool own_test = !pictures.test.images.is_empty();
  const auto asked = [&](const char* name) { return run.settings().count(name); };
  const arma::uword train = std::min<arma::uword>(asked("train"), own_test ? all : 3 * all / 4),
                    others = own_test ? pictures.test.images.n_cols : all - train,
                    test = std::min<arma::uword>(asked("test"), others);
  const auto order = stream.sample(own_test ? train : train + test, all);
  Share share{.train = drawn(pictures.pool, order, 0, train), .test = {}};
  share.test = own_test ? drawn(pictures.test, stream.sample(test, others), 0, test)
                        : drawn(pictures.pool, order, train, test);
  return share;
}

}  // namespace unroll::experiments::restricted
