// How well a network knows what comes next, and what its gradients and states do.
#pragma once
#include "training.hpp"

namespace unroll::experiments::music {

// Over all steps, or over the pieces of the means over their steps.
enum class Mean { of_steps, of_pieces };

// NLL in nats a step. `tapes` is room to work in.
double nll_of(const Net& net, const arma::fvec& theta, const std::vector<Roll>& rolls, Mean mean,
              Tapes& tapes);

// Where they are asked for: of validation pieces cut to one length, added to trained.gradients.
void follow_gradients(const lab::Run& run, const Material& material, const Net& net, const arma::fvec& theta,
                      const char* when, Trained& trained);

// Where they are asked for, with the first seed: while it reads the first test piece, added to
// trained.states.
void follow_states(const lab::Run& run, const Material& material, const Net& net, const arma::fvec& theta,
                   Trained& trained);

}  // namespace unroll::experiments::music
