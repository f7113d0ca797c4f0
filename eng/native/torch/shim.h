// What the shim's sources share.
//
// A tensor crosses the border as its TensorImpl*, holding one reference: no wrapper object is allocated, and the same
// native tensor has the same handle. A function that can fail answers -1 (or null) and leaves libtorch's own words in
// frugal_error(); no exception crosses the border.
#pragma once
#include <ATen/ATen.h>
#include <exception>
#include <string>

#define FRUGAL_API extern "C" __attribute__((visibility("default")))

namespace frugal {

using Handle = c10::TensorImpl*;

// The words of the last failure on this thread.
extern thread_local std::string last_error;

// A second owner of the tensor behind a handle; an undefined tensor for null.
inline at::Tensor borrow(Handle handle) {
  if (handle == nullptr) return {};
  return at::Tensor(c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>::reclaim_copy(handle));
}

// Gives the tensor's reference away; null for an undefined tensor.
inline Handle release(at::Tensor&& tensor) {
  return tensor.defined() ? tensor.unsafeReleaseTensorImpl() : nullptr;
}

template <class Body>
auto guarded(Body&& body, decltype(body()) failed) noexcept -> decltype(body()) {
  try {
    return body();
  } catch (const c10::Error& error) {
    last_error = error.what_without_backtrace();
  } catch (const std::exception& error) {
    last_error = error.what();
  } catch (...) {
    last_error = "libtorch threw something that is no exception";
  }
  return failed;
}

}  // namespace frugal
