// Threads and random numbers.
#include <ATen/Parallel.h>
#include "shim.h"

using namespace frugal;

FRUGAL_API int32_t frugal_get_threads() { return at::get_num_threads(); }

FRUGAL_API int32_t frugal_set_threads(int32_t count) {
  return guarded([&] {
    at::set_num_threads(count);
    return 0;
  }, -1);
}

FRUGAL_API int32_t frugal_get_interop_threads() { return at::get_num_interop_threads(); }

FRUGAL_API int32_t frugal_set_interop_threads(int32_t count) {
  return guarded([&] {
    at::set_num_interop_threads(count);
    return 0;
  }, -1);
}

FRUGAL_API int32_t frugal_manual_seed(int64_t seed) {
  return guarded([&] {
    at::manual_seed(static_cast<uint64_t>(seed));
    return 0;
  }, -1);
}

FRUGAL_API at::Generator* frugal_generator(int64_t seed) {
  return guarded([&] { return new at::Generator(at::make_generator<at::CPUGeneratorImpl>(static_cast<uint64_t>(seed))); }, nullptr);
}

FRUGAL_API at::Generator* frugal_default_generator() {
  return guarded([&] { return new at::Generator(at::detail::getDefaultCPUGenerator()); }, nullptr);
}

FRUGAL_API void frugal_generator_release(at::Generator* generator) { delete generator; }

FRUGAL_API int32_t frugal_generator_seed(at::Generator* generator, int64_t seed) {
  return guarded([&] {
    generator->set_current_seed(static_cast<uint64_t>(seed));
    return 0;
  }, -1);
}

FRUGAL_API int64_t frugal_generator_initial_seed(at::Generator* generator) { return static_cast<int64_t>(generator->current_seed()); }

FRUGAL_API Handle frugal_generator_get_state(at::Generator* generator) {
  return guarded([&] { return release(generator->get_state()); }, nullptr);
}

FRUGAL_API int32_t frugal_generator_set_state(at::Generator* generator, Handle state) {
  return guarded([&] {
    generator->set_state(borrow(state));
    return 0;
  }, -1);
}
