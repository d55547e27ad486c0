#include "weights_header.hpp"

#include <cstddef>
#include <nlohmann/json.hpp>
#include <utility>

#include "weights.hpp"
#include "whole_file.hpp"

namespace unroll::detail {
namespace {

using nlohmann::json;

// Listens to the parser's events instead of taking its document, in which the last of two equal keys would
// silently win. Every element is refused where it is not expected, so that nothing nests deeper than the
// format.
class HeaderListener {
 public:
  explicit HeaderListener(const std::string& where) : where_(where) {}

  Header take() { return std::move(header_); }

  bool null() { unexpected("null"); }
  bool boolean(bool) { unexpected("a boolean"); }
  bool number_integer(json::number_integer_t) { unexpected("a negative number"); }
  bool number_float(json::number_float_t, const std::string&) {
    unexpected("a number with a fraction, an exponent or more than 64 bits");
  }
  bool binary(json::binary_t&) { unexpected("binary data"); }

  bool number_unsigned(json::number_unsigned_t n) {
    const bool in_shape = place_ == Place::shape;
    if (!in_shape && place_ != Place::offsets) unexpected("a number");
    auto& list = in_shape ? entry_->shape : entry_->offsets;
    if (list.size() == (in_shape ? largest_tensor_rank : 2))
      refuse("gives tensor " + quoted_name(name_) +
             (in_shape ? " more than " + std::to_string(largest_tensor_rank) +
                             " dimensions; at most so many are read"
                       : " more than two data_offsets; a first and an end are needed"));
    list.push_back(n);
    return true;
  }
  bool string(std::string& text) {
    if (place_ == Place::tensor && key_ == "dtype")
      entry_->dtype = text;
    else if (place_ == Place::metadata)
      header_.metadata[key_] = text;
    else
      unexpected("a string");
    return true;
  }
  bool start_object(std::size_t) {
    if (place_ == Place::outside) {
      place_ = Place::header;
    } else if (place_ == Place::header && name_ == metadata_key) {
      place_ = Place::metadata;
    } else if (place_ == Place::header) {
      place_ = Place::tensor;
      entry_ = &header_.tensors[name_];
    } else {
      unexpected("an object");
    }
    return true;
  }
  bool key(std::string& key) {
    if (place_ == Place::header) {
      name_ = key;
      const bool twice =
          key == metadata_key ? std::exchange(has_metadata_, true) : header_.tensors.count(key) > 0;
      if (twice) refuse("has " + quoted_name(key) + " twice; a name must be used once");
      return true;
    }
    key_ = key;
    if (place_ == Place::metadata && header_.metadata.count(key) > 0)
      refuse("has the metadata " + quoted_name(key) + " twice; a key must be used once");
    if (place_ == Place::tensor) {
      bool* const seen = key == "dtype"          ? &entry_->has_dtype
                         : key == "shape"        ? &entry_->has_shape
                         : key == "data_offsets" ? &entry_->has_offsets
                                                 : nullptr;
      if (seen == nullptr)
        refuse("gives tensor " + quoted_name(name_) + " the unknown key " + quoted_name(key) +
               "; known are dtype, shape and data_offsets");
      if (std::exchange(*seen, true))
        refuse("gives tensor " + quoted_name(name_) + " the key '" + key +
               "' twice; a key must be used once");
    }
    return true;
  }
  bool end_object() {
    if (place_ == Place::tensor &&
        !(entry_->has_dtype && entry_->has_shape && entry_->has_offsets && entry_->offsets.size() == 2))
      refuse("describes tensor " + quoted_name(name_) +
             " incompletely; dtype, shape and two data_offsets are needed");
    place_ = place_ == Place::header ? Place::outside : Place::header;
    return true;
  }
  bool start_array(std::size_t) {
    if (place_ != Place::tensor || key_ == "dtype") unexpected("an array");
    place_ = key_ == "shape" ? Place::shape : Place::offsets;
    return true;
  }
  bool end_array() {
    place_ = Place::tensor;
    return true;
  }
  bool parse_error(std::size_t position, const std::string&, const json::exception&) {
    refuse("has a header that is not JSON in UTF-8 at byte " + std::to_string(position) +
           " of it; write it again");
  }

 private:
  enum class Place { outside, header, metadata, tensor, shape, offsets };

  [[noreturn]] void refuse(const std::string& what) const { refuse_file(where_, what); }
  [[noreturn]] void unexpected(const std::string& found) const {
    const std::string start = "has " + found + " for ";
    if (place_ == Place::header) refuse(start + quoted_name(name_) + "; it must be an object in braces");
    if (place_ == Place::metadata)
      refuse(start + "the metadata " + quoted_name(key_) + "; it must be a string");
    if (place_ == Place::tensor && key_ == "dtype")
      refuse(start + "the dtype of tensor " + quoted_name(name_) + "; it must be a string");
    refuse(start + "the " + key_ + " of tensor " + quoted_name(name_) +
           "; it must be an array of whole numbers");
  }

  const std::string& where_;
  Header header_;
  Place place_ = Place::outside;
  bool has_metadata_ = false;
  std::string name_, key_;        // the last key of the header and the last key within it
  HeaderEntry* entry_ = nullptr;  // the entry of name_
};

}  // namespace

Header read_header(std::string_view text, const std::string& where) {
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  if (text.empty() || text.front() != '{' || text.back() != '}')
    refuse_file(where, "has a header that is not one pair of braces, then spaces; give a safetensors file");
  // The parser would stop at a zero byte and not look behind it.
  if (text.find('\0') != text.npos)
    refuse_file(where, "has a zero byte in its header; give a safetensors file");
  HeaderListener listener(where);
  json::sax_parse(text.begin(), text.end(), &listener);
  return listener.take();
}

std::string json_string(const std::string& text, const std::string& where) {
  try {
    return json(text).dump();
  } catch (const json::exception&) {
    refuse_file(where, "would have the name or metadata " + quoted_name(text) + ", which is not UTF-8");
  }
}

}  // namespace unroll::detail
