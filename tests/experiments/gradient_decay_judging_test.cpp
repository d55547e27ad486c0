// The findings of experiment 12, judging made-up gradients.
#include "judging.hpp"

namespace {

MadeUp made_up() { return MadeUp("12_gradient_decay"); }

// A law of a factor a step: it holds only if every seed has the factor.
void check_factor(const std::string& id, const std::string& cell, double factor) {
  INFO(id);
  const auto with = [&](double third) {
    MadeUp made = made_up();
    made.row("laws", cell, 1, factor, factor, 0).row("laws", cell, 2, factor, factor, 0);
    return made.row("laws", cell, 3, factor, third, 0);
  };
  CHECK(with(factor).confirmed(id));
  CHECK(with(factor).values(id) == std::vector<double>{factor, factor, factor});
  for (const double wrong : {factor * (1 - 1e-5), factor * (1 + 1e-5), 1 - factor + 1e-5})
    CHECK(with(wrong).contradicted(id));
}

// A law of a deviation: each of its cells may violate it, with any seed.
void check_deviations(const std::string& id, const std::vector<std::string>& cells) {
  INFO(id);
  for (const auto& wrong : cells) {
    MadeUp right = made_up(), violated = made_up();
    for (const auto& cell : cells)
      for (const int seed : {1, 2, 3}) {
        right.row("laws", cell, seed, 0.5, 0.5, cell == wrong ? 2e-9 : 1e-9);
        violated.row("laws", cell, seed, 0.5, 0.5, cell == wrong && seed == 2 ? 1e-5 : 1e-9);
      }
    CHECK(right.values(id) == std::vector<double>{2e-9, 2e-9, 2e-9});
    CHECK(right.confirmed(id));
    CHECK(violated.contradicted(id));
  }
}

}  // namespace

TEST_CASE("made-up gradients of 12: the forget bias gives the factor a step") {
  check_factor("forget_bias_0", "lstm:init=zero:bias=0", 0.5);
  check_factor("forget_bias_1", "lstm:init=zero:bias=1", 0.7310585786300049);
  check_factor("forget_bias_2", "lstm:init=zero:bias=2", 0.8807970779778823);
  check_factor("forget_bias_3", "lstm:init=zero:bias=3", 0.9525741268224334);
  check_factor("forget_bias_5", "lstm:init=zero:bias=5", 0.9933071490757153);
}

TEST_CASE("made-up gradients of 12: one cell with one seed violates an exact law") {
  check_deviations("gru_law",
                   {"gru:init=zero", "gru:init=zero:bias=-2", "gru/reset-after:init=zero:bias=-4"});
  check_deviations("leaky_law",
                   {"leaky:init=zero:alpha=0.5", "leaky:init=zero:alpha=0.9", "leaky:init=zero:alpha=0.99"});
  check_deviations("carousel", {"lstm/no-forget-gate:init=zero", "lstm-1997/1-cell", "lstm-1997/2-cells"});
  check_deviations("jordan_law", {"jordan:init=zero:mu=0.5", "jordan:init=zero:mu=0.9"});
}

TEST_CASE("made-up gradients of 12: one network of thirty above its bound violates it") {
  const auto with = [](double excess) {
    MadeUp made = made_up();
    for (int seed = 1; seed <= 30; ++seed)
      for (const std::string phase : {"before training", "after training"}) {
        made.row("networks", 0, "elman", phase, seed, 50, -3,
                 seed == 17 && phase == "before training" ? excess : 0, 0.1);
        made.row("networks", 1, "gru", phase, seed, 50, -3, std::nullopt, 0.1);
      }
    return made;
  };
  CHECK(with(0).confirmed("bounds"));
  CHECK(with(0).values("bounds").size() == 30);
  CHECK(with(0.01).contradicted("bounds"));
}

TEST_CASE("made-up gradients of 12: LSTM over Elman is a difference at the farthest lag after training") {
  const auto with = [](double lstm, double elman) {
    MadeUp made("12_gradient_decay", {{"lags", {"40"}}});
    for (const int seed : {1, 2})
      for (const auto& [cell, value] :
           {std::pair<std::string, double>{"lstm:bias=1", lstm}, {"elman", elman}, {"lstm", 9}}) {
        made.row("decay", cell, "before training", seed, 40, 7 * value, "");
        made.row("decay", cell, "after training", seed, 39, 5 * value, "");
        made.row("decay", cell, "after training", seed, 40, value, "");
      }
    return made;
  };
  CHECK(with(-1, -3).values("lstm_over_elman") == std::vector<double>{2, 2});
  CHECK(with(-1, -3).confirmed("lstm_over_elman"));
  CHECK(with(-3, -1).contradicted("lstm_over_elman"));
  CHECK(with(-1, -1.2).contradicted("lstm_over_elman"));
}
