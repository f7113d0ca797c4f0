// A tensor's memory, shape and life.
#include <cstring>
#include "shim.h"

using namespace frugal;

// A new tensor with a copy of `data`, or with unset elements where data is null.
FRUGAL_API Handle frugal_tensor(const void* data, const int64_t* sizes, int32_t dimensions, int8_t type) {
  return guarded([&]() -> Handle {
    auto tensor = at::empty(at::IntArrayRef(sizes, dimensions), static_cast<at::ScalarType>(type));
    if (data != nullptr && tensor.numel() > 0) std::memcpy(tensor.data_ptr(), data, tensor.nbytes());
    return release(std::move(tensor));
  }, nullptr);
}

FRUGAL_API void frugal_release(Handle tensor) { c10::raw::intrusive_ptr::decref(tensor); }

FRUGAL_API Handle frugal_alias(Handle tensor) {
  c10::raw::intrusive_ptr::incref(tensor);
  return tensor;
}

FRUGAL_API int64_t frugal_owners(Handle tensor) { return static_cast<int64_t>(c10::raw::intrusive_ptr::use_count(tensor)); }

FRUGAL_API void* frugal_data(Handle tensor) {
  return guarded([&] { return borrow(tensor).data_ptr(); }, nullptr);
}

FRUGAL_API int8_t frugal_type(Handle tensor) { return static_cast<int8_t>(c10::typeMetaToScalarType(tensor->dtype())); }

FRUGAL_API int64_t frugal_numel(Handle tensor) { return tensor->numel(); }

FRUGAL_API int32_t frugal_dimensions(Handle tensor) { return static_cast<int32_t>(tensor->dim()); }

FRUGAL_API int64_t frugal_offset(Handle tensor) { return tensor->storage_offset(); }

FRUGAL_API int8_t frugal_is_contiguous(Handle tensor) { return tensor->is_contiguous(); }

FRUGAL_API const int64_t* frugal_sizes(Handle tensor) { return tensor->sizes().data(); }

FRUGAL_API const int64_t* frugal_strides(Handle tensor) { return tensor->strides().data(); }

FRUGAL_API int8_t frugal_is_sparse(Handle tensor) { return borrow(tensor).is_sparse(); }
