// Faults become exceptions of the facade, a class per code; the lists of codes for its generator.

#include "bindings.hpp"
#include "prorata/base/decline.hpp"
#include "prorata/base/version.hpp"

#include <pybind11/stl.h>

namespace py = pybind11;

namespace prorata::python {

namespace {

using Code = std::tuple<std::string, int, std::string>;

std::vector<Code> error_codes() {
#define PRORATA_ROW(name, number, meaning) {#name, number, meaning},
    return {PRORATA_ERROR_CODES(PRORATA_ROW)};
}

std::vector<Code> decline_codes() {
    return {PRORATA_DECLINE_CODES(PRORATA_ROW)};
#undef PRORATA_ROW
}

/// Raises prorata.Error of the code's class. Requires the GIL.
void raise(const Error& error) {
    py::list faults;
    for (const Fault& fault : error.faults())
        faults.append(py::make_tuple(fault.path, fault.message));
    const py::object exception =
        py::module_::import("prorata.errors")
            .attr("from_core")(name(error.code()), error.message(), faults);
    PyErr_SetObject(py::type::of(exception).ptr(), exception.ptr());
}

void translate(std::exception_ptr thrown) {
    try {
        if (thrown) std::rethrow_exception(thrown);
    } catch (const Error& error) {
        raise(error);
    }
}

} // namespace

void bind_base(py::module_& core) {
    py::register_local_exception_translator(&translate);
    core.attr("version") = std::string(version());
    core.def("error_codes", &error_codes);
    core.def("decline_codes", &decline_codes);
}

} // namespace prorata::python
