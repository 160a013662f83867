#pragma once

#include "catch.hpp"
#include "prorata/base/error.hpp"

#include <algorithm>
#include <string>
#include <vector>

/// The paths of all faults of a refused call, sorted; none if it was taken.
template <class Call>
std::vector<std::string> fault_paths(const Call& call) {
    std::vector<std::string> paths;
    try {
        call();
    } catch (const prorata::Error& error) {
        CHECK(error.code() == prorata::ErrorCode::invalid_argument);
        for (const prorata::Fault& fault : error.faults())
            paths.push_back(fault.path);
    }
    std::sort(paths.begin(), paths.end());
    return paths;
}
