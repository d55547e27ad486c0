// Weights that come back from a file as they were, in files that others can read.
#include "models/core/weights.hpp"

#include <bit>
#include <limits>
#include <numeric>

#include "models/core/random.hpp"
#include "tests/catch.hpp"
#include "tests/datasets/files.hpp"
#include "tests/models/core/weights_files.hpp"

using namespace unroll;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// All that floating point has, NaNs with a payload and signalling ones among it.
template <class S, class Bits>
std::vector<S> edges() {
  std::vector<S> values;
  for (const Bits low : {Bits{0}, Bits{1}, Bits{0x1234}})
    for (Bits high = 0; high < 1 << 13; ++high) {
      const Bits bits = high << (8 * sizeof(Bits) - 13) | low;
      values.emplace_back();
      std::memcpy(&values.back(), &bits, sizeof(S));
    }
  return values;
}

Weights sample() {
  const auto floats = edges<float, std::uint32_t>();
  const auto doubles = edges<double, std::uint64_t>();
  return {{{"floats", {{floats.size()}, floats}},
           {"doubles", {{2, doubles.size() / 2}, doubles}},
           {"scalar", {{}, std::vector<float>{-0.0F}}},
           {"empty", {{4, 0, 2}, std::vector<double>{}}},
           {"also empty", {{0, 1ULL << 60}, std::vector<double>{}}},
           {"", {{1, 1, 1}, std::vector<double>{-infinity}}},
           {"quote \" line\n slash \\ \xce\xb1 \xf0\x9f\x98\x80", {{2}, std::vector<float>{1, 2}}}},
          {{"", ""}, {"key", "a \"value\"\n"}, {"__metadata__", "\xce\xb1"}}};
}

}  // namespace

TEST_CASE("weights: all values come back bit for bit") {
  const Folder folder;
  const auto path = folder.path() / "w.safetensors";
  save_weights(path, sample());
  CHECK(same_bits(load_weights(path), sample()));
}

TEST_CASE("weights: random tensors of random shapes come back") {
  Stream stream(1);
  for (int round = 0; round < 50; ++round) {
    Weights weights;
    for (std::uint64_t k = stream.below(5); k > 0; --k) {
      Tensor tensor;
      for (std::uint64_t rank = stream.below(4); rank > 0; --rank) tensor.shape.push_back(stream.below(4));
      std::vector<double> values(static_cast<std::size_t>(shape_elements(tensor.shape).value()));
      for (double& value : values) value = stream.normal();
      tensor.values = values;
      const std::string name = std::to_string(k);
      weights.tensors[name] = stream.chance(0.5) ? tensor : converted<float>(tensor, name);
    }
    REQUIRE(same_bits(parse_weights(format_weights(weights, "w"), "w"), weights));
  }
}

TEST_CASE("weights: the bytes of a file are those of the format") {
  const Weights weights{{{"b", {{2}, std::vector<float>{1, -2}}},
                         {"a", {{}, std::vector<float>{0}}},
                         {"c", {{1, 1}, std::vector<double>{1}}}},
                        {{"format", "pt"}}};
  std::string header =
      R"({"__metadata__":{"format":"pt"},"c":{"dtype":"F64","shape":[1,1],"data_offsets":[0,8]},)"
      R"("a":{"dtype":"F32","shape":[],"data_offsets":[8,12]},"b":{"dtype":"F32","shape":[2],"data_offsets":[12,20]}})";
  header.resize((header.size() + 7) / 8 * 8, ' ');
  const std::string data("\0\0\0\0\0\0\xf0\x3f\0\0\0\0\0\0\x80\x3f\0\0\0\xc0", 20);
  CHECK(format_weights(weights, "w") == weights_file(header, data));
  CHECK(format_weights({}, "w") == weights_file("{}      "));
}

TEST_CASE("weights: the data begin and every double lies at a multiple of 8 bytes") {
  for (std::size_t length = 1; length < 20; ++length) {
    const Weights weights{{{std::string(length, 'a'), {{3}, std::vector<float>(3, 2)}},
                           {std::string(length, 'b'), {{1}, std::vector<double>{1}}}},
                          {}};
    const std::string bytes = format_weights(weights, "w");
    REQUIRE(bytes.size() % 8 == 4);
    CHECK(bytes.substr(bytes.size() - 20, 8) == std::string("\0\0\0\0\0\0\xf0\x3f", 8));
  }
}

TEST_CASE("weights: the same weights make the same file, over an old one too") {
  const Folder folder;
  const auto first = folder.path() / "first", second = folder.write("second", std::string(500000, 'x'));
  save_weights(first, sample());
  save_weights(second, load_weights(first));
  const std::string bytes = format_weights(sample(), "w");
  CHECK(std::filesystem::file_size(first) == bytes.size());
  CHECK(format_weights(load_weights(second), "w") == bytes);
}

TEST_CASE("weights: a file that another implementation wrote is read to the last value") {
  // tests/golden/safetensors_sample.py made it; these are the numbers that stand there.
  const Weights weights = load_weights(GOLDEN_DIR "/sample.safetensors");
  const float infinite = std::numeric_limits<float>::infinity();
  std::vector<double> cube(24);
  for (std::size_t k = 0; k < cube.size(); ++k) cube[k] = static_cast<double>(k) / 7;
  const Weights expected{
      {{"rnn.weight_ih_l0", {{2, 3}, std::vector<float>{0.5F, -1.25F, 3, 1e-3F, 1048576, -0.1F}}},
       {"rnn.bias",
        {{6},
         std::vector<float>{-0.0F, infinite, -infinite, std::bit_cast<float>(0x7fc00000U),
                            std::numeric_limits<float>::denorm_min(), std::numeric_limits<float>::max()}}},
       {"empty", {{0, 3}, std::vector<float>{}}},
       {"α", {{}, std::vector<double>{1.0 / 3}}},
       {"cube", {{2, 3, 4}, cube}},
       {"edges",
        {{4},
         std::vector<double>{std::numeric_limits<double>::denorm_min(),
                             std::bit_cast<double>(0x7ff0000000000123U), -0.0,
                             std::numeric_limits<double>::max()}}}},
      {{"format", "pt"}, {"made by", "NumPy"}, {"quote", "\"\\\n"}}};
  CHECK(weights.metadata == expected.metadata);
  REQUIRE(weights.tensors.size() == expected.tensors.size());
  for (const auto& [name, tensor] : expected.tensors) {
    INFO(name);
    REQUIRE(weights.tensors.count(name) == 1);
    CHECK(same_bits(weights.tensors.at(name), tensor));
  }
}

TEST_CASE("weights: what other writers may do is taken") {
  const std::string a = R"("a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]})";
  const std::string b = R"("b":{"data_offsets":[0,4],"shape":[],"dtype":"F32"})";
  const std::string empty = R"("e":{"dtype":"F64","shape":[0],"data_offsets":[4,4]})";
  const std::string data("\0\0\x80\x3f\0\0\0\x40", 8);
  const std::string escaped = R"("\u0061":{"dtype":"F32","shape":[1],"data_offsets":[4,8]})";
  const auto join = [](std::initializer_list<std::string> pieces) {
    return std::accumulate(pieces.begin(), pieces.end(), std::string());
  };
  for (const std::string& header :
       {join({"{", a, ",", b, ",", empty, "}"}), join({"{", empty, ",", b, ",", a, "}   "}),
        join({"{\"__metadata__\":{}, ", b, " ,\n", a, ",", empty, "\t}"}),
        join({"{", b, ",", escaped, ",", empty, "}"})}) {
    INFO(header);
    const Weights weights = parse_weights(weights_file(header, data), "w");
    REQUIRE(weights.tensors.size() == 3);
    CHECK(std::get<std::vector<float>>(weights.tensors.at("a").values) == std::vector<float>{2});
    CHECK(std::get<std::vector<float>>(weights.tensors.at("b").values) == std::vector<float>{1});
    CHECK(weights.tensors.at("b").shape.empty());
    CHECK(weights.tensors.at("e").shape == std::vector<std::uint64_t>{0});
  }
}

TEST_CASE("weights: what cannot be written is refused before the file is touched") {
  const Folder folder;
  const auto path = folder.write("w", "old");
  const auto refusal = [&](const Weights& weights) {
    const std::string message = complaint([&] { save_weights(path, weights); });
    check_sentence(message, path.string());
    CHECK(std::filesystem::file_size(path) == 3);
    return message;
  };
  const Tensor one{{}, std::vector<float>{1}};
  check_sentence(refusal({{{"W", {{2, 3}, std::vector<float>(5)}}}, {}}), "'W'", "[2, 3]", "5 values");
  check_sentence(refusal({{{"W", {}}}, {}}), "'W'", "[]", "0 values");
  check_sentence(refusal({{{"W", {{0, 1ULL << 61}, std::vector<double>{}}}}, {}}), "'W'", "0 values");
  check_sentence(refusal({{{"__metadata__", one}}, {}}), "__metadata__", "use another");
  check_sentence(refusal({{{"W\xff", one}}, {}}), "not UTF-8");
  check_sentence(refusal({{}, {{"key", "\xed\xa0\x80"}}}), "not UTF-8");
  check_sentence(refusal({{}, {{"\xc3", ""}}}), "not UTF-8");
  check_sentence(refusal({{{"W", {std::vector<std::uint64_t>(33, 1), std::vector<float>{1}}}}, {}}), "'W'",
                 "33 dimensions", "at most 32");
  check_sentence(refusal({{}, {{"key", std::string(largest_weights_header, 'x')}}}), "at most",
                 "100000000 are written");
}

TEST_CASE("weights: a tensor is found by its name, a missing one named with those that there are") {
  Weights weights{{{"W", {{1}, std::vector<float>{2}}}, {"b", {{}, std::vector<float>{1}}}}, {}};
  CHECK(&find_tensor(weights, "b") == &weights.tensors.at("b"));
  CHECK(complaint([&] { find_tensor(weights, "w"); }) ==
        "there is no tensor 'w' in these weights; there is 'W', 'b'");
  for (int k = 0; k < 9; ++k) weights.tensors[std::to_string(k)] = {};
  check_sentence(complaint([&] { find_tensor(weights, "w"); }), "'0', '1', '2'", "'7', …");
  const Weights none;
  check_sentence(complaint([&] { find_tensor(none, "w"); }), "'w'", "none at all");
}
