#include "guarded.hpp"

using namespace prorata;
using capi::ErrorObject;

namespace {

template <class Value, class Call>
Value of(const prorata_error* error, Value otherwise, const Call& call) {
    return capi::value_of(otherwise, [&] {
        const auto found = capi::find<ErrorObject>(error);
        return found ? call(*found) : otherwise;
    });
}

} // namespace

prorata_status prorata_error_status(const prorata_error* error) {
    return of(error, prorata_status{0}, [](const ErrorObject& of) { return of.status; });
}

const char* prorata_error_message(const prorata_error* error) {
    return of<const char*>(error, nullptr,
                           [](const ErrorObject& of) { return of.message.c_str(); });
}

size_t prorata_error_fault_count(const prorata_error* error) {
    return of(error, size_t{0}, [](const ErrorObject& of) { return of.faults.size(); });
}

const char* prorata_error_fault_path(const prorata_error* error, size_t index) {
    return of<const char*>(error, nullptr, [index](const ErrorObject& of) {
        return index < of.faults.size() ? of.faults[index].path.c_str() : nullptr;
    });
}

const char* prorata_error_fault_message(const prorata_error* error, size_t index) {
    return of<const char*>(error, nullptr, [index](const ErrorObject& of) {
        return index < of.faults.size() ? of.faults[index].message.c_str() : nullptr;
    });
}

void prorata_error_free(prorata_error* error) {
    (void)capi::guarded(nullptr, [error] { (void)capi::removed<ErrorObject>(error); });
}
