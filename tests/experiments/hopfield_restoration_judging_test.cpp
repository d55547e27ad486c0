// What experiment 01 says of made-up results.
#include "judging.hpp"

namespace {

using Numbers = std::vector<double>;
const std::string first = "01_hopfield_restoration";

// Several stored pictures, so that comparisons of pictures are judged.
MadeUp with_pictures(const unroll::lab::Settings::Values& options = {}) {
  MadeUp made(first, options);
  for (int column = 0; column < 2; ++column)
    made.row("overlaps", 0, column, "a", column == 0 ? "a" : "b", 0.1);
  return made;
}

// Overlaps with 20 % flipped as given, and others that must not be taken for them.
MadeUp with_overlaps(const std::string& patterns, const std::string& rule, const Numbers& values) {
  MadeUp made = with_pictures();
  for (std::size_t k = 0; k < values.size(); ++k) {
    const auto seed = k + 1;
    made.row("basin", patterns, rule, 0.1, seed, -0.5).row("basin", patterns, rule, 0.2, seed, values[k]);
    for (const std::string other : {"Hebb", "Storkey", "projection"})
      if (other != rule) made.row("basin", patterns, other, 0.2, seed, -0.5);
    made.row("basin", patterns == "random" ? "pictures" : "random", rule, 0.2, seed, -0.5);
  }
  return made;
}

// A network that stores patterns; all rows of a network come in the order of the numbers.
void add_load(MadeUp& made, const std::string& patterns, const std::string& rule, int seed, int stored,
              double restored) {
  made.row("loads", patterns, rule, stored, seed, 0.5, 1, 1, restored);
}

}  // namespace

TEST_CASE("sweeps that raise the energy are summed over the rules, and one of them violates the law") {
  MadeUp none(first), one(first);
  for (int seed = 1; seed <= 3; ++seed)
    for (const std::string rule : {"Hebb", "Storkey", "projection"}) {
      none.row("sweeps", rule, seed, 0);
      one.row("sweeps", rule, seed, seed == 2 && rule != "Hebb" ? 2 : 0);
    }
  CHECK(none.values("energy_rises") == Numbers{0, 0, 0});
  CHECK(none.confirmed("energy_rises"));
  CHECK(one.values("energy_rises") == Numbers{0, 4, 0});
  CHECK(one.contradicted("energy_rises"));
}

TEST_CASE("overlaps of random patterns are those of Hebb's rule, and of pictures those of projection") {
  const MadeUp random = with_overlaps("random", "Hebb", {0.995, 0.999, 1});
  CHECK(random.values("random_overlap") == Numbers{0.995, 0.999, 1});
  CHECK(random.confirmed("random_overlap"));
  CHECK(with_overlaps("random", "Hebb", {0.98, 0.97, 1}).contradicted("random_overlap"));
  const MadeUp pictures = with_overlaps("pictures", "projection", {1, 0.992, 1});
  CHECK(pictures.values("picture_overlap") == Numbers{1, 0.992, 1});
  CHECK(pictures.confirmed("picture_overlap"));
  CHECK(with_overlaps("pictures", "projection", {0.9, 0.98, 1}).contradicted("picture_overlap"));
}

TEST_CASE("the gap between the rules is projection minus Hebb, seed by seed") {
  MadeUp wide = with_pictures(), reversed = with_pictures(), none = with_pictures();
  for (const int seed : {1, 2, 3}) {
    wide.row("basin", "pictures", "projection", 0.2, seed, 1 - 0.125 * seed);
    none.row("basin", "pictures", "projection", 0.2, seed, 0.9);
    reversed.row("basin", "pictures", "projection", 0.2, seed, 0.5);
    wide.row("basin", "random", "Hebb", 0.2, seed, 1).row("basin", "pictures", "Hebb", 0.1, seed, 1);
  }
  for (const int seed : {3, 2, 1}) {
    wide.row("basin", "pictures", "Hebb", 0.2, seed, 0.25);
    none.row("basin", "pictures", "Hebb", 0.2, seed, 0.9);
    reversed.row("basin", "pictures", "Hebb", 0.2, seed, 0.75);
  }
  CHECK(wide.values("rule_gap") == Numbers{0.625, 0.5, 0.375});
  CHECK(wide.confirmed("rule_gap"));
  CHECK(none.contradicted("rule_gap"));
  CHECK(reversed.median("rule_gap") == -0.25);
  CHECK(reversed.contradicted("rule_gap"));
}

TEST_CASE("fixed points are the share that projection keeps; units against their memory are Hebb's") {
  MadeUp good = with_pictures(), bad = with_pictures();
  for (const int memory : {1, 2, 3, 4}) {
    good.row("memories", "projection", memory, "a", -1, 0, 0.5, 1);
    bad.row("memories", "projection", memory, "a", -1, 0, 0.5, memory == 4 ? 0 : 1);
    for (const std::string rule : {"Hebb", "Storkey"}) {
      good.row("memories", rule, memory, "a", -1, 0, rule == "Hebb" ? 0.125 * memory : 0.9, 0);
      bad.row("memories", rule, memory, "a", -1, 0, rule == "Hebb" ? 0.001 * memory : 0.9, 0);
    }
  }
  CHECK(good.values("fixed_points") == Numbers{1});
  CHECK(good.confirmed("fixed_points"));
  CHECK(bad.values("fixed_points") == Numbers{0.75});
  CHECK(bad.contradicted("fixed_points"));
  CHECK(good.values("hebb_crosstalk") == Numbers{0.3125});
  CHECK(good.confirmed("hebb_crosstalk"));
  CHECK(bad.median("hebb_crosstalk") == Approx(0.0025));
  CHECK(bad.contradicted("hebb_crosstalk"));
}

TEST_CASE("the longest period of each seed is judged, and one long one violates the law") {
  MadeUp good(first), bad(first);
  for (const int seed : {1, 2, 3})
    for (const int start : {0, 1, 2}) {
      good.row("orbits", "Hebb", seed, start, seed == 2 && start == 1 ? 2 : 1);
      bad.row("orbits", "Hebb", seed, start, seed == 2 && start == 1 ? 10000 : 1);
    }
  CHECK(good.values("synchronous_period") == Numbers{1, 2, 1});
  CHECK(good.confirmed("synchronous_period"));
  CHECK(bad.values("synchronous_period") == Numbers{1, 10000, 1});
  CHECK(bad.contradicted("synchronous_period"));
}

TEST_CASE("largest eigenvalues are those of rank 1, over the edge of chance") {
  const auto made = [](double largest) {
    MadeUp results = with_pictures();
    for (const int seed : {1, 2, 3})
      results.row("chance", seed, 1, 9, largest + 0.01 * seed).row("chance", seed, 2, 9, 5);
    results.row("spectrum", "correlations", 1, 9, largest).row("spectrum", "correlations", 2, 9, 5);
    results.row("spectrum", "Hebb", 1, 9, 7);
    return results;
  };
  const MadeUp like_chance = made(1), above = made(2);
  CHECK(like_chance.values("random_eigenvalue") == Numbers{1.01, 1.02, 1.03});
  CHECK(like_chance.confirmed("random_eigenvalue"));
  CHECK(above.contradicted("random_eigenvalue"));
  CHECK(above.values("picture_eigenvalue") == Numbers{2});
  CHECK(above.confirmed("picture_eigenvalue"));
  CHECK(like_chance.contradicted("picture_eigenvalue"));
}

TEST_CASE("only wrong answers of Hebb's rule count for the mixture, averaged over each seed") {
  const auto made = [](double sign) {
    MadeUp results = with_pictures();
    for (const int seed : {1, 2}) {
      results.row("mixtures", "Hebb", seed, 1, "a", 0.5, 0.5, sign * 0.25 * seed)
          .row("mixtures", "Hebb", seed, 2, "b", 0.97, 0.5, sign * 0.75 * seed)
          .row("mixtures", "Hebb", seed, 3, "c", 0.985, 0.5, -sign * 8)
          .row("mixtures", "projection", seed, 1, "a", 0.5, 0.5, -sign * 8);
    }
    results.row("mixtures", "Hebb", 3, 1, "a", 1, 0.5, -sign * 8);  // a seed without wrong answers
    return results;
  };
  CHECK(made(1).values("mixture_gap") == Numbers{0.5, 1});
  CHECK(made(1).confirmed("mixture_gap"));
  CHECK(made(-1).values("mixture_gap") == Numbers{-0.5, -1});
  CHECK(made(-1).contradicted("mixture_gap"));
}

TEST_CASE("the least share that projection keeps is judged where every 1 - w_ii exceeds 0.01") {
  const auto made = [](double kept) {
    MadeUp results(first);
    for (const int seed : {1, 2, 3})
      results.row("loads", "random", "projection", 1, seed, 0.9, 1, 1, 1)
          .row("loads", "random", "projection", 4, seed, 0.011, seed == 2 ? kept : 1, 1, 1)
          .row("loads", "random", "projection", 8, seed, 0.009, 0.25, 1, 1)
          .row("loads", "letters", "projection", 8, seed, 0, 0.25, 1, 1)
          .row("loads", "random", "Hebb", 4, seed, 0.9, 0.25, 1, 1);
    return results;
  };
  CHECK(made(1).values("kept_while_independent") == Numbers{1, 1, 1});
  CHECK(made(1).confirmed("kept_while_independent"));
  CHECK(made(0.75).values("kept_while_independent") == Numbers{1, 0.75, 1});
  CHECK(made(0.75).contradicted("kept_while_independent"));  // a law, though the median is 1
}

TEST_CASE("the ratio of loads is projection over Hebb, up to the first number that is not restored") {
  const auto made = [](const std::string& better, const std::string& worse) {
    MadeUp results(first);
    for (const std::string patterns : {"pictures", "letters"})
      for (const int seed : {1, 2}) {
        for (const int stored : {1, 2, 4, 8})  // up to 8, and up to 4
          add_load(results, patterns, better, seed, stored, stored <= 4 * seed ? 0.9 : 0.8);
        for (const int stored :
             {1, 2, 4, 8})  // a number that is restored after one that is not does not count
          add_load(results, patterns, worse, seed, stored,
                   stored == 4 || (stored == 2 && patterns == "letters") ? 0.5 : 1);
        add_load(results, patterns, "Storkey", seed, 100, 1);
      }
    return results;
  };
  const MadeUp expected = made("projection", "Hebb"), reversed = made("Hebb", "projection");
  CHECK(expected.values("load_ratio") == Numbers{4, 8});  // letters, not pictures
  CHECK(expected.confirmed("load_ratio"));
  CHECK(reversed.values("load_ratio") == Numbers{0.25, 0.125});
  CHECK(reversed.contradicted("load_ratio"));
}

TEST_CASE(
    "the ratio of loads is that of pictures where there are no letters, and needs something that Hebb "
    "restores") {
  MadeUp made(first);
  for (const int seed : {1, 2, 3}) {
    add_load(made, "pictures", "Hebb", seed, 2, seed == 1 ? 0.89 : 1);
    add_load(made, "pictures", "projection", seed, 2, seed == 2 ? 0.1 : 1);
    add_load(made, "pictures", "projection", seed, 6, seed == 2 ? 0.1 : 1);
    add_load(made, "random", "Hebb", seed, 100, 1);
    add_load(made, "random", "projection", seed, 100, 1);
  }
  CHECK(made.values("load_ratio") == Numbers{0, 3});  // nothing that projection restores is a ratio of 0
}

TEST_CASE("energies between states are judged where they differ most, and every hill on its own") {
  const auto made = [](double difference, double ratio) {
    MadeUp results(first);
    for (const std::string rule : {"Hebb", "projection"})
      for (const int memory : {1, 2, 3})
        results.row("memories", rule, memory, "a", -1, rule == "Hebb" && memory == 2 ? difference : 1e-9, 0,
                    1);
    for (const int other : {2, 3, 4})
      results.row("hills", 1, other, "a", "b", 10, 10, other == 3 ? ratio : 1);
    return results;
  };
  const MadeUp good = made(1e-6, 1.0005), bad = made(1e-4, 1.002), low = made(1e-6, 0.998);
  CHECK(good.values("corner_energy") == Numbers{1e-6});
  CHECK(good.confirmed("corner_energy"));
  CHECK(bad.contradicted("corner_energy"));
  CHECK(good.values("barrier") == Numbers{1, 1.0005, 1});
  CHECK(good.confirmed("barrier"));
  CHECK(bad.contradicted("barrier"));
  CHECK(low.contradicted("barrier"));
}

TEST_CASE("hills climbed by flips are averaged over the pairs of a seed") {
  const auto made = [](double ratio) {
    MadeUp results(first);
    for (const int seed : {1, 2})
      results.row("hills_by_flips", seed, 1, 2, ratio - 0.25)
          .row("hills_by_flips", seed, 1, 3, ratio + 0.25 * seed);
    return results;
  };
  CHECK(made(1).values("flip_paths") == Numbers{1, 1.125});
  CHECK(made(0.95).confirmed("flip_paths"));
  CHECK(made(1.25).contradicted("flip_paths"));
  CHECK(made(0.75).contradicted("flip_paths"));
}

TEST_CASE("a single picture resembles no other, so no comparison of pictures is measured") {
  MadeUp one(first);
  one.row("overlaps", 0, 0, "a", "a", 1).row("spectrum", "correlations", 1, 1, 0.9);
  one.row("memories", "Hebb", 1, "a", -1, 0, 0, 1).row("mixtures", "Hebb", 1, 1, "a", 0.5, 0.5, 0);
  for (const std::string rule : {"Hebb", "projection"}) one.row("basin", "pictures", rule, 0.2, 1, 1);
  for (const std::string id : {"rule_gap", "picture_eigenvalue", "hebb_crosstalk", "mixture_gap"})
    CHECK(!one.measured(id));
  CHECK(one.measured("picture_overlap"));
}

TEST_CASE("what the theory says of other states or weights is not judged") {
  using Options = unroll::lab::Settings::Values;
  for (const Options& options :
       {Options{{"coding", {"zero_one"}}}, {{"clip", {"yes"}}}, {{"self-connections", {"yes"}}}}) {
    INFO(options.begin()->first);
    MadeUp made = with_pictures(options);
    for (const std::string rule : {"Hebb", "projection"})
      made.row("basin", "pictures", rule, 0.2, 1, 1)
          .row("basin", "random", rule, 0.2, 1, 1)
          .row("memories", rule, 1, "a", -1, 0, 0, 1)
          .row("mixtures", rule, 1, 1, "a", 0.5, 0.5, 0)
          .row("loads", "pictures", rule, 1, 1, 0.5, 1, 1, 1)
          .row("sweeps", rule, 1, 0);
    for (const std::string id : {"random_overlap", "picture_overlap", "rule_gap", "fixed_points",
                                 "hebb_crosstalk", "mixture_gap", "kept_while_independent", "load_ratio"})
      CHECK(!made.measured(id));
    CHECK(made.confirmed("energy_rises"));
    CHECK(made.confirmed("corner_energy"));
  }
}
