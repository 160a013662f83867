#pragma once

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

namespace prorata {

inline std::string file_text(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw std::runtime_error("there is no file " + path);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// A file beside the tests of this room.
inline std::string test_file(const std::string& name) {
    return file_text(std::string(PRORATA_SOURCE_DIR "/tests/exchange/") + name);
}

} // namespace prorata
