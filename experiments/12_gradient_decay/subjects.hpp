// The networks whose gradients are followed: any cell of the lineup, by name, with its settings.
#pragma once
#include <armadillo>
#include <cstdint>
#include <variant>
#include <vector>

#include "datasets/adding.hpp"
#include "experiments/lab/gradients.hpp"
#include "models/bidirectional/bidirectional.hpp"
#include "models/core/gradient_flow.hpp"
#include "models/core/network.hpp"
#include "models/core/random.hpp"
#include "subject_name.hpp"

namespace unroll::experiments {

// What training a subject takes.
struct Lesson {
  arma::uword steps = 30, batch = 20;
  std::uint64_t iterations = 0;
  double rate = 0.003;
};

class Subject {
 public:
  // Throws std::invalid_argument for a setting that the cell does not have.
  Subject(const SubjectName& name, arma::uword units, Stream& stream);

  // Natural logarithms of ‖∂L/∂s‖, lags × sequences, for a loss that reads the carried state s at the last
  // step alone by a random direction; s is c for an LSTM, s for Jordan's net, h for the others.
  arma::mat log_norms(const arma::cube& x, Stream& stream) const;

  // ∂s_t/∂s_{t-1} of one sequence, of all carried states, and the rows of s among them.
  std::vector<arma::mat> jacobians(const arma::cube& x) const;
  arma::span rows() const { return rows_of_state(layout_, slot()); }

  // An upper bound of ‖∂s_t/∂s_{t-1}‖, from the slides; NaN where there is none.
  double bound() const;

  // Of the recurrent weights: the largest singular value and the spectral radius; NaN where U is not square.
  double largest_singular_value() const;
  double radius() const;

  // Trains on the adding problem and returns the mean squared error on fresh sequences.
  double train(const Lesson& lesson, Stream& stream);

  // How far back the gradient of that problem's loss reaches in all of the network (lab/gradients.hpp).
  std::vector<lab::GradientCurve> gradients(const datasets::Adding& data) const;

 private:
  void start(const SubjectName& name, Stream& stream);
  int slot() const { return layout_.cell->state.front(); }
  // The parameters of the cell, of the way forwards where there are two, and U of its first product.
  arma::vec parameters() const { return theta_.head(layout_.parameters()); }
  arma::mat recurrent() const;

  const Model& model_;
  Layout layout_;  // of the cell, of either way
  std::variant<Network<Recurrent>, Network<Bidirectional>> network_;
  arma::vec theta_;
};

}  // namespace unroll::experiments
