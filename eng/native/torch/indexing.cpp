// tensor[...] with libtorch's own rules: slices, integers, new dimensions, an ellipsis, masks and index tensors.
#include <ATen/TensorIndexing.h>
#include "shim.h"

using namespace frugal;
using at::indexing::TensorIndex;

namespace {

enum Kind : int32_t { kNewDimension, kEllipsis, kBool, kInteger, kSlice, kTensor };
enum Given : int32_t { kStart = 1, kStop = 2, kStep = 4 };

struct Index {
  int32_t kind;
  int32_t given;
  int64_t start, stop, step;
  Handle tensor;
};

c10::optional<int64_t> given(const Index& index, Given which, int64_t value) {
  return index.given & which ? c10::optional<int64_t>(value) : c10::nullopt;
}

TensorIndex to_index(const Index& index) {
  switch (index.kind) {
    case kNewDimension: return at::indexing::None;
    case kEllipsis: return at::indexing::Ellipsis;
    case kBool: return index.start != 0;
    case kInteger: return index.start;
    case kTensor: return borrow(index.tensor);
    default:
      return at::indexing::Slice(given(index, kStart, index.start), given(index, kStop, index.stop), given(index, kStep, index.step));
  }
}

std::vector<TensorIndex> to_indices(const Index* indices, int32_t count) {
  std::vector<TensorIndex> list;
  list.reserve(count);
  for (int32_t i = 0; i < count; i++) list.push_back(to_index(indices[i]));
  return list;
}

}  // namespace

FRUGAL_API Handle frugal_index(Handle tensor, const Index* indices, int32_t count) {
  return guarded([&] { return release(borrow(tensor).index(to_indices(indices, count))); }, nullptr);
}

FRUGAL_API int32_t frugal_index_put(Handle tensor, const Index* indices, int32_t count, Handle value) {
  return guarded([&] {
    borrow(tensor).index_put_(to_indices(indices, count), borrow(value));
    return 0;
  }, -1);
}
