// Gradients.
#include <torch/csrc/autograd/autograd.h>
#include "shim.h"

using namespace frugal;

namespace {

std::vector<at::Tensor> borrow_all(const Handle* handles, int32_t count) {
  std::vector<at::Tensor> tensors;
  tensors.reserve(count);
  for (int32_t i = 0; i < count; i++) tensors.push_back(borrow(handles[i]));
  return tensors;
}

}  // namespace

FRUGAL_API int32_t frugal_backward(const Handle* tensors, int32_t tensor_count, const Handle* gradients, int32_t gradient_count,
                                   const Handle* inputs, int32_t input_count, int8_t retain_graph, int8_t create_graph) {
  return guarded([&] {
    torch::autograd::backward(borrow_all(tensors, tensor_count), borrow_all(gradients, gradient_count), retain_graph != 0,
                              create_graph != 0, borrow_all(inputs, input_count));
    return 0;
  }, -1);
}

// Gradients of `outputs` with respect to `inputs` into `results`, null where an unused input is allowed.
FRUGAL_API int32_t frugal_grad(const Handle* outputs, int32_t output_count, const Handle* inputs, int32_t input_count,
                               const Handle* gradients, int32_t gradient_count, int8_t retain_graph, int8_t create_graph,
                               int8_t allow_unused, Handle* results) {
  return guarded([&] {
    auto found = torch::autograd::grad(borrow_all(outputs, output_count), borrow_all(inputs, input_count),
                                       borrow_all(gradients, gradient_count), retain_graph != 0, create_graph != 0, allow_unused != 0);
    for (int32_t i = 0; i < input_count; i++) results[i] = release(std::move(found[i]));
    return 0;
  }, -1);
}

FRUGAL_API Handle frugal_get_grad(Handle tensor) {
  return guarded([&] { return release(at::Tensor(borrow(tensor).grad())); }, nullptr);
}

FRUGAL_API int32_t frugal_set_grad(Handle tensor, Handle gradient) {
  return guarded([&] {
    borrow(tensor).mutable_grad() = borrow(gradient);
    return 0;
  }, -1);
}

FRUGAL_API int8_t frugal_requires_grad(Handle tensor) { return tensor->requires_grad(); }

FRUGAL_API int32_t frugal_set_requires_grad(Handle tensor, int8_t value) {
  return guarded([&] {
    borrow(tensor).set_requires_grad(value != 0);
    return 0;
  }, -1);
}

FRUGAL_API int32_t frugal_retain_grad(Handle tensor) {
  return guarded([&] {
    borrow(tensor).retain_grad();
    return 0;
  }, -1);
}

FRUGAL_API int8_t frugal_is_leaf(Handle tensor) { return borrow(tensor).is_leaf(); }

FRUGAL_API int8_t frugal_grad_mode() { return c10::GradMode::is_enabled(); }

FRUGAL_API void frugal_set_grad_mode(int8_t enabled) { c10::GradMode::set_enabled(enabled != 0); }

FRUGAL_API int8_t frugal_inference_mode() { return c10::InferenceMode::is_enabled(); }

FRUGAL_API c10::InferenceMode* frugal_inference_enter(int8_t enabled) { return new c10::InferenceMode(enabled != 0); }

FRUGAL_API void frugal_inference_leave(c10::InferenceMode* guard) { delete guard; }
