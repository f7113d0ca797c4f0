#include <torch/torch.h>
extern "C" __attribute__((visibility("default"))) int frugal_torch_threads() { return at::get_num_threads(); }
