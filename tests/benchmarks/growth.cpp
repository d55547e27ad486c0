// How the time and the memory of a training step grow with steps, units and batch, and where the time goes:
// lines of CSV for growth.gp. The parts are timed alone, each on what a whole step has left:
//
//   passes      the cell's equations at all steps, forward and back
//   output      output layer and loss, forward and back
//   optimiser   Adam
//   products    the rest: W x, U h, their transposes, dU, dW, db, and what goes to and from memory
#include <algorithm>
#include <chrono>
#include <cstdio>

#include "models/core/initial_theta.hpp"
#include "models/core/losses.hpp"
#include "models/core/network.hpp"
#include "models/core/optimisers.hpp"
#include "models/elman/elman.hpp"
#include "models/gru/gru.hpp"
#include "models/lstm/lstm.hpp"

using namespace unroll;

namespace {

double now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

// Milliseconds of one call: the median of repeats over 0.3 s, at least 5.
template <class Act>
double milliseconds(Act&& act) {
  act();
  std::vector<double> all;
  for (const double begin = now(); all.size() < 5 || now() - begin < 0.3;) {
    const double start = now();
    act();
    all.push_back((now() - start) * 1e3);
  }
  std::nth_element(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(all.size() / 2), all.end());
  return all[all.size() / 2];
}

struct Size {
  arma::uword units, batch, steps;
};

// A softmax over 96 symbols at every step, read as symbols: the language models of the syllabus.
class Step {
 public:
  Step(const Cell& cell, Size size) : size_(size) {
    constexpr arma::uword alphabet = 96;
    Stream stream(1);
    network_.stack = stack_of<Recurrent>(1, cell, alphabet, size.units);
    network_.outputs = alphabet;
    theta_ = initial_theta<float>(network_, stream);
    symbols_ = {arma::umat(size.batch, size.steps), alphabet};
    labels_.set_size(size.batch, size.steps);
    for (auto& symbol : symbols_.at) symbol = stream.below(alphabet);
    for (auto& label : labels_) label = stream.below(alphabet);
    weights_ = mean(each_step(size.batch, size.steps));
  }
  void whole() {
    network_.forward(theta_, symbols_, {}, run_);
    softmax_cross_entropy(run_.y, labels_, weights_, run_.dy);
    gradient_.zeros(theta_.n_elem);
    network_.backward(theta_, symbols_, {}, run_, gradient_);
    adam_.step(theta_, gradient_, 1e-3);
  }
  void loop() {  // without output layer and optimiser
    auto& layer = run_.stack.layers[0].run;
    const Layout& layout = network_.stack.layers[0].layout;
    const arma::fvec own(theta_.memptr(), layout.parameters(), false, true);
    arma::fvec part(gradient_.memptr(), layout.parameters(), false, true);
    const arma::fcube none(layout.units, size_.batch, size_.steps, arma::fill::zeros);
    forward(layout, own, Input<float>(symbols_), Given<float>{}, layer.tape,
            static_cast<const Tape<float>*>(nullptr), &layer.work);
    backward_from_outputs(layout, own, Input<float>(symbols_), Given<float>{}, layer.tape,
                          OutputGradient<float>(none), layer.d, part, nullptr, Steps{}, &layer.work);
  }
  void passes() {
    auto& layer = run_.stack.layers[0].run;
    const Layout& layout = network_.stack.layers[0].layout;
    for (arma::uword t = 1; t <= size_.steps; ++t)
      for (int point = 0; point < layout.cell->points; ++point)
        layout.cell->pass<float>(point).forward(layout, theta_.memptr(), size_.batch,
                                                layer.tape.slice_memptr(t), layer.tape.slice_memptr(t - 1));
    for (arma::uword t = size_.steps; t >= 1; --t)
      for (int point = layout.cell->points - 1; point >= 0; --point)
        layout.cell->pass<float>(point).backward(
            layout, theta_.memptr(), size_.batch, layer.tape.slice_memptr(t), layer.tape.slice_memptr(t - 1),
            layer.d.slice_memptr(t), layer.d.slice_memptr(t - 1), gradient_.memptr());
  }
  void optimiser() { adam_.step(theta_, gradient_, 1e-9); }
  double megabytes() const {
    const auto& layer = run_.stack.layers[0].run;
    return 4e-6 * static_cast<double>(layer.tape.n_elem + layer.d.n_elem + run_.y.n_elem + run_.dy.n_elem);
  }

 private:
  Size size_;
  Network<Recurrent> network_;
  arma::fvec theta_, gradient_;
  Symbols symbols_;
  arma::umat labels_;
  arma::mat weights_;
  NetworkRun<Recurrent, float> run_;
  Adam<float> adam_;
};

void print(const char* grows, const char* model, const Cell& cell, Size size) {
  Step step(cell, size);
  const double whole = milliseconds([&] { step.whole(); }), loop = milliseconds([&] { step.loop(); }),
               passes = milliseconds([&] { step.passes(); }),
               optimiser = milliseconds([&] { step.optimiser(); });
  std::printf("%s,%s,%llu,%llu,%llu,%.4g,%.4g,%.4g,%.4g,%.4g,%.4g\n", grows, model, size.units, size.batch,
              size.steps, whole, std::max(0.0, loop - passes), passes,
              std::max(0.0, whole - loop - optimiser), optimiser, step.megabytes());
  std::fflush(stdout);
}

}  // namespace

int main() {
  std::puts("grows,model,units,batch,steps,ms,products,passes,output,optimiser,megabytes");
  const struct {
    const char* name;
    const Cell& cell;
  } models[] = {
      {"rnn", cell_of<Elman<>>()}, {"gru", cell_of<Gru<Reset::after>>()}, {"lstm", cell_of<Lstm<>>()}};
  for (const auto& [name, cell] : models) {
    for (const arma::uword steps : {10, 20, 50, 100, 200, 500}) print("steps", name, cell, {128, 50, steps});
    for (const arma::uword units : {16, 32, 64, 100, 128, 256, 512})
      print("units", name, cell, {units, 50, 50});
    for (const arma::uword batch : {1, 2, 5, 10, 20, 50, 100}) print("batch", name, cell, {128, batch, 50});
  }
}
