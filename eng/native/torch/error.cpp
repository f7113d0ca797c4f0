#include "shim.h"

namespace frugal {
thread_local std::string last_error;
}

FRUGAL_API const char* frugal_error() { return frugal::last_error.c_str(); }
