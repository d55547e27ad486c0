// The networks whose gradients are followed: any cell of the lineup, by name, with its settings.
#pragma once
#include <armadillo>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "models/core/gradient_flow.hpp"
#include "models/core/random.hpp"

namespace unroll::experiments {

// What the user wrote: model[/variant][:key=value]…, such as lstm:bias=2 or elman/relu:init=identity.
struct SubjectName {
  std::string word, model, variant;       // variant as in the lineup, empty: the model's first
  std::string init = "normal";            // of U: normal, orthogonal, identity, zero (then W as well)
  std::map<std::string, double> numbers;  // gain, bias, alpha, mu, ways
  double number(const std::string& key, double otherwise) const;
};

// Throws std::invalid_argument with one sentence for what it does not understand.
SubjectName parse_subject(const std::string& word);

// What training a subject takes and gives.
struct Lesson {
  arma::uword steps = 30, batch = 20;
  std::uint64_t iterations = 0;
  double rate = 0.003;
};

class Subject {
 public:
  virtual ~Subject() = default;

  // Natural logarithms of ‖∂L/∂s‖, lags × sequences, for a loss that reads the carried state s at the last
  // step alone by a random direction; s is c for an LSTM, s for Jordan's net, h for the others.
  virtual arma::mat log_norms(const arma::cube& x, Stream& stream) const = 0;

  // ∂s_t/∂s_{t-1} of one sequence, of all carried states, and the rows of s among them.
  virtual std::vector<arma::mat> jacobians(const arma::cube& x) const = 0;
  virtual arma::span rows() const = 0;

  // An upper bound of ‖∂s_t/∂s_{t-1}‖, from the slides; NaN where there is none.
  virtual double bound() const = 0;

  // Of the recurrent weights: the largest singular value and the spectral radius; NaN where U is not square.
  virtual double largest_singular_value() const = 0;
  virtual double radius() const = 0;

  // Trains on the adding problem and returns the mean squared error on fresh sequences.
  virtual double train(const Lesson& lesson, Stream& stream) = 0;
};

// Throws std::invalid_argument for a cell that the lineup does not have, or a setting that it does not know.
std::unique_ptr<Subject> make_subject(const SubjectName& name, arma::uword units, Stream& stream);

}  // namespace unroll::experiments
