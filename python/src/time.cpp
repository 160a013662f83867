// Terms and instants as text: "P1M", "2026-01-31T09:00:00Z".

#include "bindings.hpp"
#include "prorata/time/instant.hpp"
#include "prorata/time/term.hpp"

namespace py = pybind11;

namespace prorata::python {

void bind_time(py::module_& core) {
    core.def(
        "term_text", [](const std::string& text) { return Term::parse(text).text(); },
        py::arg("text"));
    core.def(
        "instant_text", [](const std::string& text) { return Instant::parse(text).text(); },
        py::arg("text"));
}

} // namespace prorata::python
