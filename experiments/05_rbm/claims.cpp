#include "claims.hpp"

#include <string>

namespace unroll::experiments {
namespace {

using lab::Claim;

// The claims about 3 × 3 bars and stripes, for the rate times the gradient's mean or sum.
std::vector<Claim> of_reading(const std::string& reading) {
  const std::string setting = "Rate 0.1 times the " + reading + " over the 16 patterns: ",
                    source = "after Fischer & Igel 2010";
  return {
      {.id = "cd1_fall_" + reading,
       .claim = setting + "how far CD-1 falls from its peak to the mean of its last 5000 updates",
       .source = source + ": the likelihood of CD-1 rises, then falls",
       .published = "falls",
       .unit = "nats",
       .low = 2,
       .reason = "two nats of the sum over 16 patterns, well above the noise of a curve"},
      {.id = "cd10_over_cd1_" + reading,
       .claim = setting + "CD-10 over CD-1 at the end",
       .source = source + ": more sweeps, a higher likelihood",
       .published = "> 0",
       .unit = "nats",
       .low = 0,
       .reason = "a comparison over seeds"},
      {.id = "pcd_diverged_" + reading,
       .claim = setting + "share of the runs in which PCD-1 ends below a fair coin for every pixel",
       .source = source + ": PCD with a constant rate can diverge",
       .published = "> 0",
       .unit = "",
       .low = 0.01,
       .high = 1,
       .reason = "\"can\": one run is enough, and there are fewer than a hundred"},
      {.id = "falling_rate_" + reading,
       .claim = setting + "PCD-1 with a rate that falls to 0 over PCD-1 with a constant one, at the end",
       .source = "control, after Tieleman 2008: chains must keep up with the weights",
       .published = "> 0",
       .unit = "nats",
       .low = 0,
       .reason = "a comparison over seeds"},
  };
}

std::vector<Claim> of_bounds() {
  const auto bound = [](const char* id, const char* side, const char* printed, double value) {
    return Claim{.id = id,
                 .claim = std::string("Greatest log-likelihood of all bars and stripes of ") + side,
                 .source = "after Fischer & Igel 2010: the bound",
                 .published = printed,
                 .unit = "nats",
                 .low = value - 0.005,
                 .high = value + 0.005,
                 .reason = "exact; printed with two decimals"};
  };
  return {bound("bound_3", "3 × 3 pixels, uniform ones counted twice", "-41.59", -41.59),
          bound("bound_4", "4 × 4 pixels, uniform ones counted twice", "-108.13", -108.13)};
}

std::vector<Claim> of_digits() {
  constexpr double one_in_a_hundred = 0.01;
  return {
      {.id = "over_hopfield",
       .claim = "Digits, a half hidden: share of wrong pixels, the better Hopfield net minus the machine",
       .source = "comparison over machines, mean of four halves",
       .published = "no figure",
       .unit = "",
       .low = one_in_a_hundred,
       .reason = "a comparison: one pixel in a hundred"},
      {.id = "over_chance",
       .claim = "The same, the commonest ink of each pixel minus the machine",
       .source = "comparison with chance",
       .published = "no figure",
       .unit = "",
       .low = one_in_a_hundred,
       .reason = "a comparison: one pixel in a hundred"},
      {.id = "gap",
       .claim = "Free energy of test digits over that of shown ones, at the end minus before learning",
       .source = "theory, after Hinton 2010, section 6: the gap grows when a machine overfits",
       .published = "> 0",
       .unit = "nats",
       .low = 0,
       .reason = "a comparison over machines"},
      {.id = "gap_of_few",
       .claim = "The same gap at the end when few digits are shown, minus that when many are",
       .source = "theory, after Hinton 2010, section 6: fewer pictures, more overfitting",
       .published = "> 0",
       .unit = "nats",
       .low = 0,
       .reason = "a comparison over machines"},
  };
}

}  // namespace

std::vector<Claim> rbm_claims() {
  std::vector<Claim> claims = of_bounds();
  for (const auto& more : {of_reading("mean"), of_reading("sum"), of_digits()})
    claims.insert(claims.end(), more.begin(), more.end());
  return claims;
}

std::vector<std::string> rbm_references() {
  return {
      "P. Smolensky, Information processing in dynamical systems: foundations of harmony theory, in "
      "Parallel Distributed Processing 1 (1986), chapter 6",
      "G. E. Hinton, Training products of experts by minimizing contrastive divergence, Neural "
      "Computation 14 (2002) 1771–1800",
      "T. Tieleman, Training restricted Boltzmann machines using approximations to the likelihood "
      "gradient, ICML 2008",
      "A. Fischer & C. Igel, Empirical analysis of the divergence of Gibbs sampling based learning "
      "algorithms for restricted Boltzmann machines, ICANN 2010",
      "G. E. Hinton, A practical guide to training restricted Boltzmann machines, UTML TR 2010-003",
      "D. J. C. MacKay, Information Theory, Inference, and Learning Algorithms (2003), chapter 43",
      "J. Besag, Statistical analysis of non-lattice data, The Statistician 24 (1975) 179–195"};
}

}  // namespace unroll::experiments
