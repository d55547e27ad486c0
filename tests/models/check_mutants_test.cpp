// Cells that are wrong in one place: the gradient check must say so and name the block.
#include <set>

#include "models/check_cell.hpp"
#include "models/core/passes.hpp"
#include "models/elman/elman.hpp"
#include "models/gru/gru.hpp"
#include "models/leaky/leaky.hpp"
#include "models/lstm/lstm.hpp"
#include "tests/catch.hpp"

using namespace unroll;

namespace {

struct NoSlope : Elman<> {  // the activation's derivative is missing
  template <int k, class S>
  static void backward(Slots<const S>, Slots<const S>, Slots<S>, Slots<S>) {}
};

struct SlopeOfNet : Elman<> {  // the derivative is of the wrong number: of tanh'(h), not of tanh'(a)
  template <int k, class S>
  static void backward(Slots<const S> t, Slots<const S>, Slots<S> d, Slots<S>) {
    d[h] *= 1 - tanh(t[h]) * tanh(t[h]);
  }
};

struct SwappedGates : Lstm<> {  // the gradients of input and forget gate change places
  template <int k, class S>
  static void backward(Slots<const S> t, Slots<const S> p, Slots<S> d, Slots<S> dp) {
    Lstm<>::backward<k>(t, p, d, dp);
    std::swap(d[i], d[f]);
  }
};

struct NoCarry : Gru<> {  // (1-z) d h does not go back to the step before
  template <int k, class S>
  static void backward(Slots<const S> t, Slots<const S> p, Slots<S> d, Slots<S> dp) {
    const S before = dp[h];
    Gru<>::backward<k>(t, p, d, dp);
    if constexpr (k == 1) dp[h] = before;
  }
};

using RightCoupled = Lstm<Forget::coupled>;
struct CoupledSign : RightCoupled {  // f = 1 + i, as far as the gradient knows
  template <int k, class S>
  static void backward(Slots<const S> t, Slots<const S> p, Slots<S> d, Slots<S> dp) {
    RightCoupled::backward<k>(t, p, d, dp);
    d[i] = d[c] * (t[g] + p[c]) * t[i] * (1 - t[i]);
  }
};

struct HeldLearns : Leaky<> {  // the constant α gets a gradient
  template <int k, class S>
  static void backward(Slots<const S> t, Slots<const S> p, Slots<S> d, Slots<S> dp, Slots<const S> w,
                       Slots<S> dw) {
    Leaky<>::backward<k>(t, p, d, dp, w, dw);
    dw[alpha] += d[h] * (p[h] - t[a]);
  }
};

using RightPeephole = Lstm<Forget::gate, Peephole::diagonal>;
struct PeepholeForgot : RightPeephole {  // P_f gets the gradient of this step's cell
  template <int k, class S>
  static void backward(Slots<const S> t, Slots<const S> p, Slots<S> d, Slots<S> dp, Slots<const S> w,
                       Slots<S> dw) {
    RightPeephole::backward<k>(t, p, d, dp, w, dw);
    dw[p_f] += d[f] * (t[c] - p[c]);
  }
};

struct NotANumber : RightPeephole {  // one parameter's gradient is no number, all others are right
  template <int k, class S>
  static void backward(Slots<const S> t, Slots<const S> p, Slots<S> d, Slots<S> dp, Slots<const S> w,
                       Slots<S> dw) {
    RightPeephole::backward<k>(t, p, d, dp, w, dw);
    dw[p_i] = std::numeric_limits<S>::quiet_NaN();
  }
};

// Every loss, on a layer of its own and on another: never right, and always in one of these blocks.
template <class Wrong>
void check_found(std::set<std::string> blocks) {
  for (const std::size_t depth : {1u, 2u})
    for (std::size_t loss = 0; loss < check_losses.size(); ++loss) {
      Stream stream(61 + loss);
      const CheckRow row = check_row<Recurrent>(cell_of<Wrong>(), depth, loss, stream);
      INFO("layers " << depth << ", " << row.loss << ": " << row.error.block << " at T = " << row.steps);
      CHECK_FALSE(row.error.worst <= gradient_limit);
      CHECK(row.error.block.substr(0, 7) == "layers.");
      CHECK(blocks.count(row.error.block.substr(9)) == 1);
    }
}

const std::set<std::string> weights{"W", "U0", "U1", "b"};

}  // namespace

TEST_CASE("the check finds a missing or a wrong derivative of the activation") {
  check_found<NoSlope>(weights);
  check_found<SlopeOfNet>(weights);
}
TEST_CASE("the check finds swapped gates and a coupled gate of the wrong sign") {
  check_found<SwappedGates>(weights);
  check_found<CoupledSign>(weights);
}
TEST_CASE("the check finds a path to the step before that is forgotten") { check_found<NoCarry>(weights); }
TEST_CASE("the check finds a constant that learns") { check_found<HeldLearns>({"alpha"}); }
TEST_CASE("the check finds a peephole that learns from the wrong step") {
  check_found<PeepholeForgot>({"P_f"});
}
TEST_CASE("the check finds what is no number between right elements") { check_found<NotANumber>({"P_i"}); }
