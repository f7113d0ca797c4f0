// One door to every operator of libtorch: find it once by its name in the dispatcher, then call it with an array of
// tagged values. Arguments left out at the end take the defaults of the operator's schema.
#include <ATen/core/dispatch/Dispatcher.h>
#include <algorithm>
#include "shim.h"

using namespace frugal;

namespace {

enum Tag : int32_t {
  kNone, kTensor, kInt, kDouble, kBool, kString, kDevice, kGenerator,
  kIntList, kDoubleList, kBoolList, kTensorList, kOptionalTensorList,
};

struct Value {
  int32_t tag;
  int32_t count;  // elements of a list
  union {
    int64_t integer;
    double number;
    void* pointer;
  };
};

struct Operator {
  c10::OperatorHandle handle;
  size_t arity;
};

template <class List, class Item>
c10::IValue list_of(const Value& value) {
  List list;
  list.reserve(value.count);
  auto items = static_cast<const Item*>(value.pointer);
  for (int32_t i = 0; i < value.count; i++) list.push_back(items[i]);
  return c10::IValue(std::move(list));
}

c10::IValue optional_tensors(const Value& value) {
  c10::List<c10::optional<at::Tensor>> list;
  list.reserve(value.count);
  auto items = static_cast<const Handle*>(value.pointer);
  for (int32_t i = 0; i < value.count; i++)
    list.push_back(items[i] == nullptr ? c10::optional<at::Tensor>() : c10::optional<at::Tensor>(borrow(items[i])));
  return c10::IValue(std::move(list));
}

c10::IValue tensors(const Value& value) {
  c10::List<at::Tensor> list;
  list.reserve(value.count);
  auto items = static_cast<const Handle*>(value.pointer);
  for (int32_t i = 0; i < value.count; i++) list.push_back(borrow(items[i]));
  return c10::IValue(std::move(list));
}

c10::IValue to_ivalue(const Value& value) {
  switch (value.tag) {
    case kNone: return {};
    case kTensor: return borrow(static_cast<Handle>(value.pointer));
    case kInt: return value.integer;
    case kDouble: return value.number;
    case kBool: return value.integer != 0;
    case kString: return std::string(static_cast<const char*>(value.pointer));
    case kDevice: return c10::Device(static_cast<c10::DeviceType>(value.integer));
    case kGenerator: return *static_cast<at::Generator*>(value.pointer);
    case kIntList: return list_of<c10::List<int64_t>, int64_t>(value);
    case kDoubleList: return list_of<c10::List<double>, double>(value);
    case kBoolList: return list_of<c10::List<bool>, int64_t>(value);
    case kTensorList: return tensors(value);
    case kOptionalTensorList: return optional_tensors(value);
  }
  TORCH_CHECK(false, "unknown tag ", value.tag);
}

Value to_value(c10::IValue&& from) {
  Value value{};
  if (from.isNone()) {
    value.tag = kNone;
  } else if (from.isTensor()) {
    value.tag = kTensor;
    value.pointer = release(std::move(from).toTensor());
  } else if (from.isDouble()) {
    value.tag = kDouble;
    value.number = from.toDouble();
  } else if (from.isBool()) {
    value.tag = kBool;
    value.integer = from.toBool();
  } else if (from.isInt()) {
    value.tag = kInt;
    value.integer = from.toInt();
  } else if (from.isTensorList()) {
    auto list = std::move(from).toTensorVector();
    auto handles = new Handle[list.size()];
    std::transform(list.begin(), list.end(), handles, [](at::Tensor& tensor) { return release(std::move(tensor)); });
    value.tag = kTensorList;
    value.count = static_cast<int32_t>(list.size());
    value.pointer = handles;
  } else {
    TORCH_CHECK(false, "an operator answered with a ", from.tagKind());
  }
  return value;
}

}  // namespace

FRUGAL_API const Operator* frugal_operator(const char* name, const char* overload) {
  return guarded([&]() -> const Operator* {
    auto handle = c10::Dispatcher::singleton().findSchemaOrThrow(name, overload);
    return new Operator{handle, handle.schema().arguments().size()};
  }, nullptr);
}

// The number of results, of which the first `capacity` are handed out; -1 on failure.
FRUGAL_API int32_t frugal_call(const Operator* op, const Value* arguments, int32_t count, Value* results, int32_t capacity) {
  return guarded([&]() -> int32_t {
    torch::jit::Stack stack;
    stack.reserve(op->arity);
    for (int32_t i = 0; i < count; i++) stack.push_back(to_ivalue(arguments[i]));
    if (static_cast<size_t>(count) < op->arity) {
      const auto& schema = op->handle.schema().arguments();
      for (size_t i = count; i < op->arity; i++) {
        const auto& missing = schema[i].default_value();
        TORCH_CHECK(missing.has_value(), op->handle.schema().name(), " needs the argument ", schema[i].name());
        stack.push_back(*missing);
      }
    }
    op->handle.callBoxed(&stack);
    auto handed = std::min<int32_t>(capacity, static_cast<int32_t>(stack.size()));
    for (int32_t i = 0; i < handed; i++) results[i] = to_value(std::move(stack[i]));
    return static_cast<int32_t>(stack.size());
  }, -1);
}

FRUGAL_API void frugal_free_list(Handle* handles) { delete[] handles; }
