#pragma once

/// Everything of prorata's C++ interface. Including single headers compiles faster.

#include "prorata/base/decline.hpp"
#include "prorata/base/error.hpp"
#include "prorata/base/id.hpp"
#include "prorata/base/version.hpp"
