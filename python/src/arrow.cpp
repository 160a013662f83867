// Volume: the rows of a query as an Arrow C stream in a PyCapsule, which polars, pandas, pyarrow
// and duckdb take over without a copy.

#include "prorata/engine/arrow.hpp"
#include "bindings.hpp"
#include "door.hpp"

#include <memory>
#include <pybind11/stl.h>

namespace py = pybind11;

namespace prorata::python {

namespace {

constexpr const char* capsule_name = "arrow_array_stream"; // by the PyCapsule protocol of Arrow

/// Releases a stream that no consumer has taken over.
void drop(PyObject* capsule) {
    auto* const stream =
        static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(capsule, capsule_name));
    if (stream == nullptr) return;
    if (stream->release != nullptr) stream->release(stream);
    delete stream;
}

py::capsule export_arrow(Door& door, const std::string& query,
                         const std::vector<std::pair<std::string, std::string>>& arguments,
                         const std::string& at, std::size_t batch_rows) {
    auto stream = std::make_unique<ArrowArrayStream>();
    door.call([&](Engine& engine) {
        engine.export_arrow(query, arguments, Instant::parse(at), *stream, batch_rows);
    });
    return py::capsule(stream.release(), capsule_name, &drop);
}

} // namespace

void bind_arrow(py::class_<Door>& door_class) {
    door_class.def("export_arrow", &export_arrow, py::arg("query"), py::arg("arguments"),
                   py::arg("at"), py::arg("batch_rows"));
}

} // namespace prorata::python
