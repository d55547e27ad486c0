#include "trials.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "nets.hpp"

namespace unroll::experiments::both_ways {
namespace {

// The shifts of which more is shown than how good the networks are.
constexpr int shown_forward[] = {0, 20}, shown_backward[] = {5, 16};
constexpr int longest_shift = 30;
static_assert(longest_shift < static_cast<int>(margin));

bool is_shown(Way way, int shift) {
  const auto among = [&](const auto& all) {
    return std::find(std::begin(all), std::end(all), shift) != std::end(all);
  };
  return way == Way::both || (way == Way::forward ? among(shown_forward) : among(shown_backward));
}

std::string title(Way way, int shift) {
  return way == Way::both ? name_of(way) : fmt::format("{} {}", name_of(way), shift);
}

// One network: what it is to learn, and who it is.
struct Pupil {
  const lab::Run& run;
  const Series& series;
  Task task;
  Way way;
  int shift;
  std::size_t number;

  Stream stream(const char* purpose) const {
    return run.stream(fmt::format("{} {} {}", name_of(task), name_of(way), shift), number, purpose);
  }
  bool shown() const { return task == Task::regression && is_shown(way, shift); }
};

// How far back its gradient reaches from the last step of a window. Of both ways the one that reads
// forwards: the other has read a single step there.
template <class Layer>
void follow_gradients(const Pupil& pupil, const Network<Layer>& net, const arma::fvec& theta,
                      const char* when, Trained& all) {
  if (!lab::gradients_asked(pupil.run) || !pupil.shown()) return;
  const arma::cube x = windows(pupil.series.test, pupil.way, 50);
  const auto loss = [](const arma::cube& y, arma::cube& dy) { dy.ones(arma::size(y)); };
  const std::string name = title(pupil.way, pupil.shift) + (pupil.way == Way::both ? " →" : "");
  all.gradients.push_back(
      {name, when, pupil.number, {lab::gradients_of(net, theta, Input<double>(x), loss).front()}});
}

const Recurrent& of_one_way(const Recurrent& layer) { return layer; }
const Recurrent& of_one_way(const Bidirectional& layer) { return layer.layer; }
const LayerRun<float>& run_of_way(const LayerRun<float>& run, int) { return run; }
const LayerRun<float>& run_of_way(const BidirectionalRun<float>& run, int way) { return run.way[way]; }

// The states of each direction in the order in which it reads; above them the first decimal of what is read.
template <class Layer>
void watch_states(const Pupil& pupil, const Network<Layer>& net, const arma::fvec& theta, Trained& all) {
  if (!lab::states_asked(pupil.run) || !pupil.shown() || pupil.number > 0) return;
  const arma::cube window = windows(pupil.series.test, pupil.way, 1);
  const arma::fcube x = arma::conv_to<arma::fcube>::from(window.slices(0, margin));
  NetworkRun<Layer, float> run;
  net.forward(theta, x, start_of<float>(net, 1), run);
  for (int way = 0; way < Layer::directions; ++way) {
    std::vector<std::string> labels;
    for (arma::uword k = 0; k < x.n_slices; ++k)
      labels.push_back(fmt::format("{}", static_cast<int>(10 * x[way == 0 ? k : x.n_slices - 1 - k])));
    const std::string name = Layer::directions == 1 ? title(pupil.way, pupil.shift)
                             : way == 0             ? "BRNN →"
                                                    : "BRNN ←";
    all.states.push_back(lab::states_of(name, of_one_way(net.stack.layers[0]),
                                        run_of_way(run.stack.layers[0].run, way), Elman<>::h, labels));
  }
}

// What a network says to each target of either series when it has learnt.
struct Said {
  arma::vec training, test;
};

template <class Layer>
Said teach(const Pupil& pupil, Trained& all) {
  const lab::Settings& settings = pupil.run.settings();
  const auto net = net_of<Layer>(settings.count("units"));
  const Reading lesson = read(pupil.series.training, pupil.task, pupil.way, pupil.shift);
  Stream stream = pupil.stream("weights");
  arma::fvec theta = first_theta(net, prior_of(lesson, pupil.task), stream);
  follow_gradients(pupil, net, theta, "before training", all);
  learn(net, theta, lesson, pupil.task, settings.count("cycles"));
  follow_gradients(pupil, net, theta, "after training", all);
  watch_states(pupil, net, theta, all);
  const Reading examination = read(pupil.series.test, pupil.task, pupil.way, pupil.shift);
  const Said said{answers(net, theta, lesson), answers(net, theta, examination)};
  if (pupil.shown())
    all.sensitivities.push_back({title(pupil.way, pupil.shift), pupil.number,
                                 score(pupil.series.test, pupil.task, said.test),
                                 sensitivity(net, theta, pupil.series.test, pupil.way, pupil.shift)});
  return said;
}

// One of the things to do side by side: both ways at once, or each way and their mean.
struct Job {
  Task task;
  bool both;
  int shift;
  std::size_t number;
};

std::vector<Job> jobs(const lab::Run& run) {
  std::vector<Job> all;
  for (const Task task : {Task::regression, Task::classification})
    for (std::size_t r = 0; r < run.settings().count("runs"); ++r) {
      for (const int shift : shifts_of(run, task)) all.push_back({task, false, shift, r});
      all.push_back({task, true, 0, r});
    }
  return all;
}

Trained done(const lab::Run& run, const Series& series, const Job& job) {
  Trained result;
  const auto judge = [&](const char* network, const Said& said) {
    result.trials.push_back({job.task, network, job.shift, job.number,
                             score(series.training, job.task, said.training),
                             score(series.test, job.task, said.test)});
  };
  if (job.both) {
    judge("BRNN", teach<Bidirectional>({run, series, job.task, Way::both, 0, job.number}, result));
    return result;
  }
  const Said forward = teach<Recurrent>({run, series, job.task, Way::forward, job.shift, job.number}, result);
  const Said backward =
      teach<Recurrent>({run, series, job.task, Way::backward, job.shift, job.number}, result);
  judge("FOR", forward);
  judge("BACK", backward);
  // The mean of log odds is the logarithmic pool of two opinions on a class.
  judge("MERGE", {(forward.training + backward.training) / 2, arma::vec((forward.test + backward.test) / 2)});
  return result;
}

template <class T>
void append(std::vector<T>& all, const std::vector<T>& more) {
  all.insert(all.end(), more.begin(), more.end());
}

}  // namespace

Series draw_series(const lab::Run& run) {
  const auto samples = run.settings().count("samples");
  Stream training = run.stream("series", 0, "training"), test = run.stream("series", 0, "test");
  return {datasets::windowed_average(samples, margin, training),
          datasets::windowed_average(samples, margin, test)};
}

void check_shift(const std::string& word) {
  std::size_t end = 0;
  int shift = longest_shift + 1;
  try {
    shift = std::stoi(word, &end);
  } catch (const std::exception&) {
  }
  if (end == 0 || end != word.size() || std::abs(shift) > longest_shift)
    throw std::invalid_argument(
        fmt::format("must be shifts, whole numbers from -{0} to {0}, such as 5", longest_shift));
}

std::vector<int> shifts_of(const lab::Run& run, Task task) {
  std::vector<int> shifts;
  for (const std::string& word : run.settings().words(task == Task::regression ? "shifts" : "class-shifts"))
    shifts.push_back(std::stoi(word));
  std::sort(shifts.begin(), shifts.end());
  shifts.erase(std::unique(shifts.begin(), shifts.end()), shifts.end());
  return shifts;
}

double score(const datasets::WindowedAverage& series, Task task, const arma::vec& said) {
  if (task == Task::regression) return arma::mean(arma::square(said - series.y));
  arma::uword right = 0;
  for (arma::uword t = 0; t < said.n_elem; ++t) right += (said[t] > 0) == series.above(t);
  return static_cast<double>(right) / static_cast<double>(said.n_elem);
}

Trained train_all(lab::Run& run, const Series& series) {
  const std::vector<Job> list = jobs(run);
  std::vector<Trained> parts(list.size());
  run.parallel("networks", list.size(), [&](std::size_t i) { parts[i] = done(run, series, list[i]); });
  Trained all;
  for (const Trained& part : parts) {
    append(all.trials, part.trials);
    append(all.sensitivities, part.sensitivities);
    append(all.gradients, part.gradients);
    append(all.states, part.states);
  }
  return all;
}

}  // namespace unroll::experiments::both_ways
