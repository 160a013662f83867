#include "prorata/base/error.hpp"

#include <utility>

namespace prorata {

namespace {

std::string one_line(const std::string& message, const std::vector<Fault>& faults) {
    std::string line = message;
    const char* separator = ": ";
    for (const Fault& fault : faults) {
        line += separator;
        if (!fault.path.empty()) line += fault.path + ": ";
        line += fault.message;
        separator = "; ";
    }
    return line;
}

} // namespace

Error::Error(ErrorCode code, std::string message, std::vector<Fault> faults)
    : std::runtime_error(one_line(message, faults)), code_(code), message_(std::move(message)),
      faults_(std::move(faults)) {}

void Faults::add(std::string path, std::string message) {
    faults_.push_back({std::move(path), std::move(message)});
}

void Faults::raise_if_any(std::string_view message, ErrorCode code) const {
    if (!faults_.empty()) throw Error(code, std::string(message), faults_);
}

} // namespace prorata
