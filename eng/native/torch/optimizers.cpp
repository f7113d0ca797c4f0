// Optimiser steps in one pass over each parameter's memory, in place of ten operators a parameter.
// The arithmetic is PyTorch's (torch/optim/adamw.py, adam.py, sgd.py), element by element.
#include <ATen/Dispatch.h>
#include <ATen/Parallel.h>
#include <cmath>
#include <type_traits>
#include "shim.h"

using namespace frugal;

namespace {

constexpr int64_t kGrain = 32768;

struct AdamRates {
  double lr, beta1, beta2, eps, weight_decay;
  int64_t step;
  int8_t maximize, decoupled;
};

struct SgdRates {
  double lr, momentum, dampening, weight_decay;
  int8_t nesterov, maximize, first;
};

// One step's numbers in the parameters' own type.
template <class T>
struct AdamStep {
  T beta1, rest1, beta2, rest2, root, eps, size, keep, decay, sign;

  explicit AdamStep(const AdamRates& rates)
      : beta1(static_cast<T>(rates.beta1)), rest1(static_cast<T>(1 - rates.beta1)),
        beta2(static_cast<T>(rates.beta2)), rest2(static_cast<T>(1 - rates.beta2)),
        root(static_cast<T>(std::sqrt(1 - std::pow(rates.beta2, static_cast<double>(rates.step))))),
        eps(static_cast<T>(rates.eps)),
        size(static_cast<T>(rates.lr / (1 - std::pow(rates.beta1, static_cast<double>(rates.step))))),
        keep(static_cast<T>(rates.decoupled ? 1 - rates.lr * rates.weight_decay : 1.0)),
        decay(static_cast<T>(rates.decoupled ? 0.0 : rates.weight_decay)),
        sign(rates.maximize ? T(-1) : T(1)) {}
};

// `top` holds the largest second moment so far; it is null without amsgrad.
template <class T>
__attribute__((always_inline)) inline void adam_range(T* __restrict p, const T* __restrict g, T* __restrict m, T* __restrict v,
                                                      T* __restrict top, int64_t begin, int64_t end, const AdamStep<T>& step) {
  for (int64_t i = begin; i < end; i++) {
    const T gradient = step.sign * g[i] + step.decay * p[i];
    m[i] = m[i] * step.beta1 + gradient * step.rest1;
    v[i] = v[i] * step.beta2 + gradient * gradient * step.rest2;
    T second = v[i];
    if (top != nullptr) second = top[i] = top[i] > second ? top[i] : second;
    p[i] = p[i] * step.keep - step.size * m[i] / (std::sqrt(second) / step.root + step.eps);
  }
}

// Floats, nearly all there is to train, get the widest vectors of the machine.
__attribute__((target_clones("avx512f", "avx2", "default"))) void adam_floats(
    float* __restrict p, const float* __restrict g, float* __restrict m, float* __restrict v, float* __restrict top, int64_t begin,
    int64_t end, const AdamStep<float>& step) {
  if (top == nullptr) adam_range<float>(p, g, m, v, nullptr, begin, end, step);
  else adam_range<float>(p, g, m, v, top, begin, end, step);
}

template <class T>
void adam_pass(T* p, const T* g, T* m, T* v, T* top, int64_t count, const AdamRates& rates) {
  const AdamStep<T> step(rates);
  at::parallel_for(0, count, kGrain, [&](int64_t begin, int64_t end) {
    if constexpr (std::is_same_v<T, float>) adam_floats(p, g, m, v, top, begin, end, step);
    else adam_range<T>(p, g, m, v, top, begin, end, step);
  });
}

template <class T>
void sgd_pass(T* __restrict p, const T* __restrict g, T* __restrict velocity, int64_t count, const SgdRates& rates) {
  const T lr = static_cast<T>(rates.maximize ? -rates.lr : rates.lr), momentum = static_cast<T>(rates.momentum);
  const T rest = static_cast<T>(rates.first ? 1.0 : 1 - rates.dampening), decay = static_cast<T>(rates.weight_decay);
  at::parallel_for(0, count, kGrain, [&](int64_t begin, int64_t end) {
    for (int64_t i = begin; i < end; i++) {
      T gradient = g[i] + decay * p[i];
      if (velocity != nullptr) {
        velocity[i] = rates.first ? gradient : velocity[i] * momentum + gradient * rest;
        gradient = rates.nesterov ? gradient + momentum * velocity[i] : velocity[i];
      }
      p[i] -= lr * gradient;
    }
  });
}

// The tensor itself where its memory is dense; otherwise a dense copy that has to be written back.
at::Tensor dense(const at::Tensor& tensor) { return tensor.is_contiguous() ? tensor : tensor.contiguous(); }

void write_back(const at::Tensor& tensor, const at::Tensor& passed) {
  if (!tensor.is_same(passed)) tensor.copy_(passed);
  else tensor.unsafeGetTensorImpl()->bump_version();
}

}  // namespace

// A parameter without a gradient stays as it is and answers 0; 1 where a step was made, -1 on failure.
FRUGAL_API int32_t frugal_has_grad(Handle parameter) {
  return guarded([&] { return borrow(parameter).grad().defined() ? 1 : 0; }, -1);
}

FRUGAL_API int32_t frugal_adam(Handle parameter, Handle average, Handle square, Handle top_square, const AdamRates* rates) {
  return guarded([&] {
    c10::NoGradGuard no_grad;
    auto p = borrow(parameter), m = borrow(average), v = borrow(square), top = borrow(top_square);
    auto g = p.grad().to(p.scalar_type()).contiguous();
    auto pd = dense(p), md = dense(m), vd = dense(v), topd = top.defined() ? dense(top) : top;
    AT_DISPATCH_FLOATING_TYPES_AND2(at::kHalf, at::kBFloat16, p.scalar_type(), "adam", [&] {
      auto values = pd.data_ptr<scalar_t>(), averages = md.data_ptr<scalar_t>(), squares = vd.data_ptr<scalar_t>();
      adam_pass<scalar_t>(values, g.data_ptr<scalar_t>(), averages, squares, top.defined() ? topd.data_ptr<scalar_t>() : nullptr,
                          p.numel(), *rates);
    });
    write_back(p, pd);
    write_back(m, md);
    write_back(v, vd);
    if (top.defined()) write_back(top, topd);
    return 0;
  }, -1);
}

FRUGAL_API int32_t frugal_sgd(Handle parameter, Handle velocity, const SgdRates* rates) {
  return guarded([&] {
    c10::NoGradGuard no_grad;
    auto p = borrow(parameter), buffer = borrow(velocity);
    auto g = p.grad().to(p.scalar_type()).contiguous();
    auto pd = dense(p), bd = buffer.defined() ? dense(buffer) : buffer;
    AT_DISPATCH_FLOATING_TYPES_AND2(at::kHalf, at::kBFloat16, p.scalar_type(), "sgd", [&] {
      sgd_pass<scalar_t>(pd.data_ptr<scalar_t>(), g.data_ptr<scalar_t>(), bd.defined() ? bd.data_ptr<scalar_t>() : nullptr,
                         p.numel(), *rates);
    });
    write_back(p, pd);
    if (buffer.defined()) write_back(buffer, bd);
    return 0;
  }, -1);
}
