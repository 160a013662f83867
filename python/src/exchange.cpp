// The catalogue file, checked without a book.

#include "bindings.hpp"
#include "prorata/catalog/catalog.hpp"
#include "prorata/exchange/catalog_json.hpp"

namespace py = pybind11;

namespace prorata::python {

void bind_exchange(py::module_& core) {
    // What a file says, with every default written out; `published` is "" or another file.
    core.def(
        "check_catalog",
        [](const std::string& text, const std::string& published, const std::string& today) {
            const py::gil_scoped_release released;
            const CatalogSource source = parse_catalog(text);
            const CatalogSource before =
                published.empty() ? CatalogSource{} : parse_catalog(published);
            require_publishable(source, before, Date::parse(today));
            return catalog_json(source);
        },
        py::arg("text"), py::arg("published"), py::arg("today"));
}

} // namespace prorata::python
