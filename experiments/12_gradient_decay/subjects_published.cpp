#include "subject_of.hpp"

namespace unroll::experiments {

std::unique_ptr<Subject> published_subject(const SubjectName& name, arma::uword units, Stream& stream) {
  std::unique_ptr<Subject> made;
  for_memory_blocks([&]<class Cell>(const char* model, const char* variant, std::type_identity<Cell>) {
    make_if_named<Cell>(name, model, variant, units, stream, made);
  });
  return made;
}

}  // namespace unroll::experiments
